import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Files on disk against files that generation made. */
export interface Difference {
  readonly changed: readonly string[];
  /** Generated once, not any more. */
  readonly stale: readonly string[];
}

/** Compares generated files with what stands in the project; only folders named `generated` can hold stale files. */
export async function compareOutput(root: string, files: ReadonlyMap<string, string>): Promise<Difference> {
  const changed: string[] = [];
  for (const [file, content] of files) {
    const path = join(root, file);
    if (!existsSync(path) || (await readFile(path, "utf8")) !== content) changed.push(file);
  }
  const folders = new Set([...files.keys()].map(dirname).filter((folder) => folder.endsWith("/generated")));
  const stale: string[] = [];
  for (const folder of folders) {
    const present = existsSync(join(root, folder)) ? await readdir(join(root, folder)) : [];
    stale.push(
      ...present.map((name) => `${folder}/${name}`).filter((file) => !files.has(file) && !file.endsWith(".md")),
    );
  }
  return { changed, stale };
}

/** Writes changed files, each whole or not at all, and removes stale ones. */
export async function writeOutput(
  root: string,
  files: ReadonlyMap<string, string>,
  difference: Difference,
): Promise<void> {
  for (const file of difference.changed) {
    const path = join(root, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.new`, files.get(file) ?? "");
    await rename(`${path}.new`, path);
  }
  for (const file of difference.stale) await rm(join(root, file));
}
