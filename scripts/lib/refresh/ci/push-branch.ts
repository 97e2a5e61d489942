import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RefreshError } from "../refusal.ts";
import type { ReadFiles } from "./artifact.ts";
import type { Git } from "./git.ts";

/** What a branch is to hold. */
export interface BranchContent extends ReadFiles {
  readonly branch: string;
  /** Commit that the branch begins at; has to be the one that is checked out. */
  readonly base: string;
  readonly title: string;
  /** SHA-256 of the vendor's bytes. */
  readonly document: string;
}

/** Where the branch is now, and whether that is new. */
export interface PushedBranch {
  readonly commit: string;
  readonly isNew: boolean;
}

const TRAILER = "Refreshed-Document";
/** These hold the day on which the same bytes were read. */
const DATED = /^\.changeset\/|\/changes\/|\/source\.json$/;

/**
 * Makes one commit of the files, on top of what is checked out, and pushes it; the working tree is not touched.
 *
 * A branch that holds the same document and the same files already is left, and one with a commit of somebody else too.
 *
 * @throws RefreshError of kind `propose`.
 */
export async function pushBranch(git: Git, content: BranchContent): Promise<PushedBranch> {
  if ((await git(["rev-parse", "HEAD"])) !== content.base) {
    throw new RefreshError({ kind: "artifact", rule: "other-base", pointer: "manifest.json" });
  }
  const ref = `refs/heads/${content.branch}`;
  const blobs = await writeBlobs(git, content);
  const tip = await readTip(git, ref);
  if (tip !== undefined && (await holdsSame(git, tip, content, blobs))) return { commit: tip, isNew: false };
  const message = `${content.title}\n\n${TRAILER}: ${content.document}\n`;
  const tree = await writeTree(git, content, blobs);
  const commit = await git(["commit-tree", tree, "-p", content.base, "-F", "-"], { input: message });
  const lease = `--force-with-lease=${ref}:${tip ?? ""}`;
  await git(["push", "--quiet", "--no-verify", lease, "origin", `${commit}:${ref}`], { isRemote: true });
  return { commit, isNew: true };
}

/** The commit that the remote's branch is at. @throws RefreshError when somebody else has committed to it. */
async function readTip(git: Git, ref: string): Promise<string | undefined> {
  const [tip] = (await git(["ls-remote", "origin", ref], { isRemote: true })).split("\t");
  if (!tip) return undefined;
  await git(["fetch", "--quiet", "--no-tags", "--depth=1", "--no-write-fetch-head", "origin", ref], { isRemote: true });
  if (await readTrailer(git, tip)) return tip;
  const hint = "somebody else has committed to the branch: merge or delete it";
  throw new RefreshError({ kind: "propose", rule: "own-branch", pointer: ref, hint });
}

function readTrailer(git: Git, commit: string): Promise<string> {
  return git(["log", "-1", `--format=%(trailers:key=${TRAILER},valueonly)`, commit]);
}

/** The same document read on another day gives other dates; nobody needs to look at it again for these. */
async function holdsSame(git: Git, tip: string, content: BranchContent, blobs: Blobs): Promise<boolean> {
  if ((await readTrailer(git, tip)) !== content.document) return false;
  const listing = await git(["ls-tree", "-r", "-z", tip, "--", ...blobs.keys(), ...content.gone]);
  const there = new Map(
    listing
      .split("\0")
      .filter(Boolean)
      .map((line) => [line.split("\t")[1] ?? "", line.split(/[ \t]/)[2]]),
  );
  const isSame = ([path, blob]: readonly [string, string]) => DATED.test(path) || there.get(path) === blob;
  return [...blobs].every(isSame) && content.gone.every((path) => !there.has(path));
}

/** Git's name of each file's content, by path. */
type Blobs = ReadonlyMap<string, string>;

async function writeBlobs(git: Git, { contents }: ReadFiles): Promise<Blobs> {
  const blobs = new Map<string, string>();
  for (const [path, bytes] of contents) {
    blobs.set(path, await git(["hash-object", "-w", "--stdin", "--no-filters"], { input: bytes }));
  }
  return blobs;
}

/** Every file is a plain one, whatever it was: an entry of a tree cannot lead out of it. */
async function writeTree(git: Git, { base, gone }: BranchContent, blobs: Blobs): Promise<string> {
  const index = join(tmpdir(), `refresh-index-${randomUUID()}`);
  const environment = { GIT_INDEX_FILE: index };
  const lines = [
    ...[...blobs].map(([path, blob]) => `100644 ${blob}\t${path}\n`),
    ...gone.map((path) => `0 ${"0".repeat(40)}\t${path}\n`),
  ];
  try {
    await git(["read-tree", base], { environment });
    await git(["update-index", "--index-info"], { environment, input: lines.join("") });
    return await git(["write-tree"], { environment });
  } finally {
    await rm(index, { force: true });
  }
}
