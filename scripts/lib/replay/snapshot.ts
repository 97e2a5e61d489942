import { existsSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";

/** What a refresh writes of one vendor, put aside. */
export interface Snapshot {
  /** Puts everything back as it was. */
  restore(): Promise<void>;
}

/** Where the vendor's folder of `specs/` is put aside, so that what changed since can be compared with it. */
export const BEFORE = "before";

/** Puts aside what a refresh may change, inside of the project; the one before is overwritten. */
export async function takeSnapshot(root: string, vendor: string): Promise<Snapshot> {
  const places = [
    [`specs/${vendor}`, BEFORE],
    [`packages/${vendor}/src/generated`, ".replay/generated"],
    [".changeset", ".replay/changeset"],
  ] as const;
  for (const [place, aside] of places) await copy(join(root, place), join(root, aside));
  return {
    async restore() {
      for (const [place, aside] of places) await copy(join(root, aside), join(root, place));
    },
  };
}

/** What was not there is not there afterwards either. */
async function copy(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  if (existsSync(from)) await cp(from, to, { recursive: true });
}
