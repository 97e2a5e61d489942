import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { copyFile, link, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { digestOutputs, isOutput, journalPath, type Mirror } from "./mirror.ts";
import { RefreshError } from "./refusal.ts";

// Rule: a kill leaves the tree as it was or as it shall be. Everything new lies in the mirror first; a journal says what
// goes where; the renames are done by a process of its own that outlives the command. Where the machine itself goes
// down in between, the next refresh finds the journal and finishes. There is one journal of a vendor at a time, and what
// was made from files that are others by now stays out: two refreshes at once would undo each other unseen.

/** What is to be moved from a mirror into the project. */
export interface Journal {
  readonly vendor: string;
  readonly folder: string;
  readonly changed: readonly string[];
  readonly gone: readonly string[];
}

/**
 * Swaps the changed files of a mirror in, all of them.
 *
 * @throws RefreshError of kind `artifact` when the project's files are not the ones any more that were copied.
 */
export async function swapIn(mirror: Omit<Mirror, "bounds">, files: Pick<Journal, "changed" | "gone">): Promise<void> {
  const path = journalPath(mirror.root, mirror.vendor);
  const { copied } = mirror;
  if (copied !== undefined && copied !== (await digestOutputs(mirror.root, mirror.vendor))) throw refuseOthers();
  await writeJournal(path, { vendor: mirror.vendor, folder: mirror.folder, ...files });
  const worker = fileURLToPath(new URL("swap-worker.ts", import.meta.url));
  const child = spawn(process.execPath, [worker, mirror.root, path], { detached: true, stdio: "ignore", env: {} });
  const [status] = await once(child, "close");
  if (status !== 0) throw new Error("Cannot write the new files: the next refresh finishes what was begun");
}

/** Does what a journal says; what is done already is left as it is, so that it can be done again. */
export async function finishSwap(root: string, path: string): Promise<void> {
  const journal: Journal = JSON.parse(await readFile(path, "utf8"));
  const { vendor, folder, changed, gone } = journal;
  const foreign = [...changed, ...gone].find((file) => !isOutput(vendor, file) || file.includes(".."));
  if (foreign !== undefined)
    throw new Error("Cannot finish a refresh: its journal names a file that no refresh writes");
  for (const file of changed) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await move(join(folder, file), join(root, file)).catch(ignoreMoved);
  }
  for (const file of gone) await rm(join(root, file), { force: true });
  await rm(path, { force: true });
}

/** Whole or not at all, also where the mirror lies on another device than the project. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
    await copyFile(from, `${to}.new`);
    await rename(`${to}.new`, to);
    await rm(from);
  }
}

/** What is not in the mirror any more has been moved already, perhaps by another process that finishes the same swap. */
function ignoreMoved(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
}

/** Finishes swaps that were begun, and removes mirrors and drafts whose process is gone. Returns the vendors that were finished. */
export async function recoverSwaps(root: string): Promise<string[]> {
  const folder = join(root, ".cache/refresh");
  const names = existsSync(folder) ? await readdir(folder) : [];
  const finished: string[] = [];
  for (const name of names.filter((one) => one.endsWith(".journal.json"))) {
    await finishSwap(root, join(folder, name));
    finished.push(name.replace(".journal.json", ""));
  }
  for (const name of names) {
    const pid = /^[a-z-]+(?:\.journal\.json)?\.(\d+)\.(?:[0-9a-f]{8}|new)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(folder, name), { recursive: true, force: true });
  }
  return finished;
}

/** Whole or not at all: a half-written journal would be no journal. Never in place of another one. */
async function writeJournal(path: string, journal: Journal): Promise<void> {
  const draft = `${path}.${process.pid}.new`;
  const file = await open(draft, "w");
  await file.writeFile(JSON.stringify(journal));
  await file.sync();
  await file.close();
  try {
    await link(draft, path);
  } catch (error) {
    throw error instanceof Error && "code" in error && error.code === "EEXIST" ? refuseOthers() : error;
  } finally {
    await rm(draft, { force: true });
  }
}

function refuseOthers(): RefreshError {
  const hint = "somebody else has changed the vendor's files since this refresh copied them: refresh again";
  return new RefreshError({ kind: "artifact", rule: "changed-meanwhile", pointer: "#", hint });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
