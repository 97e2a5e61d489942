import { parseArgs } from "node:util";

/** What `serve` was asked for. */
export interface ServeArguments {
  /** A vendor's name, or `all`. */
  readonly name: string;
  readonly port: number;
  readonly host: string;
  readonly strict: boolean;
  readonly latencyMs: number | readonly [least: number, most: number];
  readonly fault: string | undefined;
  readonly seed: number;
  readonly scenarios: readonly string[];
  readonly tls: boolean;
}

/** Arguments that mean nothing; the message says what was expected. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The port of the examples, and Prism's own default. */
const DEFAULT_PORT = "4010";

/**
 * Reads the arguments of the command.
 *
 * @throws UsageError when one means nothing.
 */
export function parseServeArguments(args: readonly string[]): ServeArguments {
  const { values, positionals } = parse(args);
  const [name, ...more] = positionals;
  if (name === undefined) throw new UsageError("Cannot serve nothing: expected the name of a vendor, or all");
  if (more.length > 0) throw new UsageError(`Cannot serve "${more.join(" ")}" as well: expected one vendor, or all`);
  return {
    name,
    port: readNumber("port", values.port, 65_535),
    host: values.host,
    strict: values.strict,
    latencyMs: readLatency(values.latency),
    fault: values.fault,
    seed: readNumber("seed", values.seed, 2 ** 32 - 1),
    scenarios: values.scenario,
    tls: values.tls,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: "string", default: DEFAULT_PORT },
        host: { type: "string", default: "127.0.0.1" },
        strict: { type: "boolean", default: false },
        latency: { type: "string", default: "0" },
        fault: { type: "string" },
        seed: { type: "string", default: "1" },
        scenario: { type: "string", multiple: true, default: [] },
        tls: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readNumber(name: string, text: string, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= most) return number;
  throw new UsageError(`Cannot use ${name} "${text}": expected a number from 0 to ${most}`);
}

function readLatency(text: string): ServeArguments["latencyMs"] {
  const [least, most] = /^(\d+)(?:-(\d+))?$/.exec(text)?.slice(1) ?? [];
  if (least === undefined) {
    throw new UsageError(
      `Cannot use latency "${text}": expected milliseconds, 200, or the least and the most, 100-500`,
    );
  }
  return most === undefined ? Number(least) : [Number(least), Number(most)];
}
