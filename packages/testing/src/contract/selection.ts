/** Which part of the contract tests a run is for; told by the environment, because the tests run in processes of their runner. */
export interface Selection {
  /** Names of vendors; empty for all. */
  readonly vendors: readonly string[];
  readonly shard: Shard | undefined;
}

/** One of several equal parts, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** The variables that carry a selection. */
export const VENDORS_VARIABLE = "VENDOR_CLIENTS_CONTRACT_VENDORS";
export const SHARD_VARIABLE = "VENDOR_CLIENTS_CONTRACT_SHARD";

/**
 * Reads a part of several, `2/4`.
 *
 * @throws RangeError when it is none.
 */
export function parseShard(text: string): Shard {
  const [index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.slice(1).map(Number) ?? [];
  if (index === undefined || count === undefined || index < 1 || index > count) {
    throw new RangeError(`Cannot use shard "${text}": expected one of several, such as 2/4`);
  }
  return { index, count };
}

/** The selection that an environment names; everything where it names none. */
export function readSelection(environment: Readonly<Record<string, string | undefined>>): Selection {
  const vendors = (environment[VENDORS_VARIABLE] ?? "").split(",").filter(Boolean);
  const shard = environment[SHARD_VARIABLE];
  return { vendors, shard: shard ? parseShard(shard) : undefined };
}

/** The items of a part: every nth, so that parts of neighbours, which cost alike, are alike. */
export function selectShard<Item>(items: readonly Item[], shard: Shard | undefined): readonly Item[] {
  return shard === undefined ? items : items.filter((_, place) => place % shard.count === shard.index - 1);
}
