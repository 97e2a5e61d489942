import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Mirror } from "./mirror.ts";

/** The page that a refresh has written into its mirror. */
export async function readPage({ folder, vendor }: Mirror): Promise<string | undefined> {
  const path = join(folder, "specs", vendor, "changes/index.html");
  return existsSync(path) ? readFile(path, "utf8") : undefined;
}
