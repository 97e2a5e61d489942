import { parseArgs } from "node:util";
import { UsageError } from "../../command/parse-arguments.ts";
import { parseTarget } from "../proxy.ts";

/** What `live` was asked for. */
export interface LiveArguments {
  readonly vendor: string;
  readonly baseUrl: string;
  readonly params: Readonly<Record<string, string>>;
  readonly ratePerSecond: number;
  readonly timeoutMs: number;
  readonly maxRequests: number;
  readonly allowWrites: boolean;
  readonly writes: readonly string[];
  /** Files to read and to write. */
  readonly ca: string | undefined;
  readonly json: string | undefined;
  readonly html: string | undefined;
}

/**
 * Reads the arguments of `live`.
 *
 * @throws UsageError when one means nothing.
 */
export function parseLiveArguments(args: readonly string[], known: readonly string[]): LiveArguments {
  const { values, positionals } = parse(args);
  const [vendor, ...more] = positionals;
  if (vendor === undefined || more.length > 0 || !known.includes(vendor)) {
    throw new UsageError(`Cannot look for drift: expected one vendor of ${known.join(", ")}`);
  }
  const baseUrl = values["base-url"];
  if (baseUrl === undefined) throw new UsageError("Cannot look for drift: expected --base-url, the address of the API");
  const writes = values.write;
  if (writes.length > 0 && !values["allow-writes"]) throw new UsageError("Cannot write: --write needs --allow-writes");
  return {
    ...{ vendor, baseUrl: checkUrl(baseUrl), writes, allowWrites: values["allow-writes"] },
    params: readParams(values.param),
    ratePerSecond: readNumber("rate", values.rate, 0.01, 1000),
    timeoutMs: readNumber("timeout", values.timeout, 0.001, 3600) * 1000,
    maxRequests: readNumber("max-requests", values["max-requests"], 1, 1_000_000),
    ...{ ca: values.ca, json: values.json, html: values.html },
  };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  const list = { type: "string", multiple: true, default: [] as string[] } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...{ "base-url": text, ca: text, json: text, html: text },
        rate: { ...text, default: "2" },
        timeout: { ...text, default: "30" },
        "max-requests": { ...text, default: "1000" },
        ...{ param: list, write: list },
        "allow-writes": { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function checkUrl(text: string): string {
  try {
    return String(parseTarget(text));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readParams(texts: readonly string[]): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const text of texts) {
    const at = text.indexOf("=");
    if (at < 1 || at === text.length - 1)
      throw new UsageError("Cannot use --param: expected name=value or /path=value");
    found[text.slice(0, at)] = text.slice(at + 1);
  }
  return found;
}

function readNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+(?:\.\d+)?$/.test(text) && number >= least && number <= most) return number;
  throw new UsageError(`Cannot use ${name} "${text}": expected a number from ${least} to ${most}`);
}
