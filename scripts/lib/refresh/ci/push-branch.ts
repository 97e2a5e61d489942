import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RefreshError } from "../refusal.ts";
import type { ReadFiles } from "./artifact.ts";
import { EMAIL, type Git } from "./git.ts";

/** What a branch is to hold. */
export interface BranchContent extends ReadFiles {
  readonly vendor: string;
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
const DATED = /\/changes\/|\/source\.json$/;

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
  const tip = await readTip(git, ref);
  const tree = await writeTree(git, content);
  if (tip !== undefined && (await holdsSame(git, tip, tree, content))) return { commit: tip, isNew: false };
  const message = `${content.title}\n\n${TRAILER}: ${content.document}\n`;
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
  // Who amends or rebases our commit keeps its text, and becomes its committer.
  const committer = await git(["log", "-1", "--format=%ce", tip]);
  if (committer === EMAIL && (await readTrailer(git, tip))) return tip;
  const hint = "somebody else has committed to the branch: merge or delete it";
  throw new RefreshError({ kind: "propose", rule: "own-branch", pointer: ref, hint });
}

function readTrailer(git: Git, commit: string): Promise<string> {
  return git(["log", "-1", `--format=%(trailers:key=${TRAILER},valueonly)`, commit]);
}

/** The same document read on another day gives other dates; nobody needs to look at it again for these. */
async function holdsSame(git: Git, tip: string, tree: string, { vendor, document }: BranchContent): Promise<boolean> {
  if ((await readTrailer(git, tip)) !== document) return false;
  const places = [`specs/${vendor}`, `packages/${vendor}/src/generated`];
  const differing = await git(["diff-tree", "-r", "-z", "--name-only", tip, tree, "--", ...places]);
  return differing.split("\0").every((path) => path === "" || DATED.test(path));
}

/** Every file is a plain one, whatever it was: an entry of a tree cannot lead out of it. */
async function writeTree(git: Git, { base, contents, gone }: BranchContent): Promise<string> {
  const index = join(tmpdir(), `refresh-index-${randomUUID()}`);
  const environment = { GIT_INDEX_FILE: index };
  const lines: string[] = [];
  for (const [path, input] of contents) {
    const blob = await git(["hash-object", "-w", "--stdin", "--no-filters"], { input });
    lines.push(`100644 ${blob}\t${path}\n`);
  }
  for (const path of gone) lines.push(`0 ${"0".repeat(40)}\t${path}\n`);
  try {
    await git(["read-tree", base], { environment });
    await git(["update-index", "--index-info"], { environment, input: lines.join("") });
    return await git(["write-tree"], { environment });
  } finally {
    await rm(index, { force: true });
  }
}
