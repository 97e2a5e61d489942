import { parseArgs } from "node:util";
import { parseShard, type Shard } from "../../contract/selection.ts";
import { UsageError } from "../parse-arguments.ts";

/** What `contract` was asked for. */
export interface ContractArguments {
  /** Names of vendors; empty for all whose tests are found. */
  readonly vendors: readonly string[];
  readonly shard: Shard | undefined;
  /** Files to write, by what is written. */
  readonly junit: string | undefined;
  readonly json: string | undefined;
  readonly summary: string | undefined;
  /** Arguments for vitest, such as the names of test files. */
  readonly more: readonly string[];
}

/**
 * Reads the arguments of `contract`; what stands behind `--` is vitest's.
 *
 * @throws UsageError when one means nothing.
 */
export function parseContractArguments(args: readonly string[], known: readonly string[]): ContractArguments {
  const end = args.indexOf("--");
  const own = end < 0 ? args : args.slice(0, end);
  const { values, positionals } = parse(own);
  const foreign = positionals.find((name) => !known.includes(name));
  if (foreign !== undefined) {
    throw new UsageError(`Cannot test the contract of "${foreign}": the vendors are ${known.join(", ")}`);
  }
  return {
    vendors: positionals,
    shard: values.shard === undefined ? undefined : parseShard(values.shard),
    junit: values.junit,
    json: values.json,
    summary: values.summary,
    more: end < 0 ? [] : args.slice(end + 1),
  };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { shard: text, junit: text, json: text, summary: text },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
