import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Comparison } from "../../scripts/lib/compare/change.ts";
import { compareDocuments } from "../../scripts/lib/compare/compare-documents.ts";
import { type HeldAgainst, holdAgainst } from "./hold-against.ts";
import { judgeFiles } from "./oasdiff.ts";
import type { Pair } from "./pairs.ts";

/** A pair with what both comparisons say of it. */
export interface JudgedPair extends HeldAgainst, Pick<Pair, "vendor" | "name" | "want"> {
  readonly ours: Pick<Comparison, "level" | "compared">;
}

/** Files of a pair in a folder. */
export function writePair(folder: string, { before, after }: Pair): [string, string] {
  const files: [string, string] = [join(folder, "before.json"), join(folder, "after.json")];
  writeFileSync(files[0], JSON.stringify(before));
  writeFileSync(files[1], JSON.stringify(after));
  return files;
}

/** Compares a pair by oasdiff and, meanwhile, by ourselves. */
export async function judgePair(folder: string, pair: Pair): Promise<JudgedPair> {
  const pending = judgeFiles(...writePair(folder, pair));
  const { changes, level, compared } = compareDocuments(pair.before, pair.after);
  const { vendor, name, want } = pair;
  return {
    vendor,
    name,
    ...(want !== undefined && { want }),
    ours: { level, compared },
    ...holdAgainst(await pending, changes),
  };
}
