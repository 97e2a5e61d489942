import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isObject } from "../../json.ts";
import { findVendor } from "../../vendors.ts";
import { proposeStage } from "./propose-stage.ts";
import { readHost } from "./propose-to-host.ts";
import {
  type ArtifactParts,
  type FakeHost,
  type FakeRepository,
  makeRepository,
  startHost,
  TOKEN,
  writeGated,
} from "./testing.ts";
import { NO_APPROVAL } from "./verdict.ts";

const VENDOR = "edge-host";
const BRANCH = `refresh/${VENDOR}`;
const OPENAPI = `specs/${VENDOR}/openapi.json`;
const SOURCE = `specs/${VENDOR}/source.json`;
const TYPES = `packages/${VENDOR}/src/generated/types.ts`;
const OLD = `packages/${VENDOR}/src/generated/old.ts`;
const FILES = { [OPENAPI]: "{ new }", [TYPES]: "new types", [SOURCE]: "day 1" };

let host: FakeHost;
let repository: FakeRepository;
let gated = "";
let said: string[] = [];

beforeEach(async () => {
  host = await startHost();
  repository = makeRepository({
    [OPENAPI]: "{}",
    [TYPES]: "types",
    [SOURCE]: "day 0",
    [OLD]: "old",
    "README.md": "Kites",
  });
  gated = join(repository.root, ".cache", "gated");
  said = [];
});
afterEach(async () => {
  await host.close();
  repository.remove();
});

function environment(more: Record<string, string> = {}): Record<string, string> {
  const repositoryName = { GITHUB_REPOSITORY: "kites/clients", GITHUB_REF_NAME: "main" };
  return { REFRESH_TOKEN: TOKEN, GITHUB_API_URL: host.url, GITHUB_SERVER_URL: host.url, ...repositoryName, ...more };
}

function write(parts: Partial<ArtifactParts> = {}): void {
  mkdirSync(gated, { recursive: true });
  writeGated(gated, VENDOR, { files: FILES, gone: [OLD], base: repository.git("rev-parse", "main"), ...parts });
}

function propose(more: Record<string, string> = {}, isDryRun = false) {
  const options = { root: repository.root, gated, isDryRun, host: readHost(environment(more)) };
  return proposeStage(findVendor(VENDOR), { ...options, say: (line) => said.push(line) });
}

function tip(branch = BRANCH): string {
  return repository.git("ls-remote", "origin", `refs/heads/${branch}`).split("\t")[0] ?? "";
}

function calls(): string[] {
  return host.requests.map(({ call }) => call);
}

function labels(): unknown[] {
  const list = host.pulls[0]?.["labels"];
  return (Array.isArray(list) ? list : []).map((one) => (isObject(one) ? one["name"] : one));
}

describe("proposeStage() on a repository host", () => {
  test("opens a pull request of one commit that holds the files as plain ones, and leaves the working tree", async () => {
    write();
    const before = repository.git("status", "--porcelain", "--untracked-files=no");
    await propose();
    repository.git("fetch", "--quiet", "origin", BRANCH);
    expect(repository.git("rev-parse", "FETCH_HEAD^")).toBe(repository.git("rev-parse", "main"));
    const changes = repository.git("diff", "--raw", "--no-renames", "main", "FETCH_HEAD").split("\n");
    expect(changes.map((line) => line.replace(/ [0-9a-f]+ [0-9a-f]+ (?=[A-Z])/, " "))).toEqual([
      `:100644 000000 D\t${OLD}`,
      ...[TYPES, OPENAPI, SOURCE].map((path) => `:100644 100644 M\t${path}`),
    ]);
    expect(repository.git("show", `FETCH_HEAD:${TYPES}`)).toBe("new types");
    expect(repository.git("status", "--porcelain", "--untracked-files=no")).toBe(before);
    expect(host.requests.find(({ call }) => call === "POST /pulls")?.body).toMatchObject({
      title: "Refresh edge-host to the document of 2026-12-01: additive",
      head: BRANCH,
      base: "main",
    });
    expect(labels()).toEqual([NO_APPROVAL]);
  });

  test("called again with another document, updates the one pull request", async () => {
    write();
    await propose();
    const first = tip();
    write({ files: { ...FILES, [TYPES]: "newer types" }, document: "e".repeat(64) });
    await propose();
    expect(tip()).not.toBe(first);
    expect(host.pulls).toHaveLength(1);
    expect(calls().filter((call) => /^(POST|PATCH) \/pulls/.test(call))).toEqual(["POST /pulls", "PATCH /pulls/1"]);
    repository.git("fetch", "--quiet", "origin", BRANCH);
    expect(repository.git("rev-parse", "FETCH_HEAD^")).toBe(repository.git("rev-parse", "main"));
  });

  test("called on another day with the same document, leaves branch and text as they are", async () => {
    write();
    await propose();
    const first = tip();
    write({ files: { ...FILES, [SOURCE]: "day 2" } });
    await propose();
    expect(tip()).toBe(first);
    expect(calls()).not.toContain("PATCH /pulls/1");
  });

  test.each([
    ["another generated file", { files: { ...FILES, [TYPES]: "of another generator" } }],
    ["a file that is no longer gone", { gone: [] }],
  ])("called with the same document and %s, updates the branch", async (_, parts) => {
    write();
    await propose();
    const first = tip();
    write(parts);
    await propose();
    expect(tip()).not.toBe(first);
  });

  test("for a change that got worse, changes its own labels and leaves those of people", async () => {
    write();
    await propose();
    Object.assign(host.pulls[0] ?? {}, { labels: [{ name: NO_APPROVAL }, { name: "customer" }] });
    write({
      level: "breaking",
      approvals: ["2 breaking changes", "1 change of hosts or security"],
      document: "e".repeat(64),
    });
    await propose();
    expect(labels()).toEqual(["customer", "approval: breaking", "approval: host or security"]);
  });

  test("leaves a document alone whose pull request a person has closed", async () => {
    write();
    await propose();
    Object.assign(host.pulls[0] ?? {}, { state: "closed" });
    repository.git("push", "--quiet", "origin", `:${BRANCH}`);
    await propose();
    expect([host.pulls.length, tip()]).toEqual([1, ""]);
    write({ files: { ...FILES, [TYPES]: "newer" }, document: "e".repeat(64) });
    await propose();
    expect(host.pulls).toHaveLength(2);
  });

  test("called again after a job that was ended before it wrote the text, writes it", async () => {
    write();
    await propose();
    write({ files: { ...FILES, [TYPES]: "newer types" }, document: "e".repeat(64) });
    host.failing.set("PATCH /pulls/1", 502);
    await expect(propose()).rejects.toMatchObject({ kind: "propose", rule: "host-api" });
    const pushed = tip();
    host.failing.clear();
    await propose();
    expect(tip()).toBe(pushed);
    expect(host.pulls[0]?.["body"]).toContain("e".repeat(64));
  });

  test.each([
    ["committed", ["-m", "Follow by hand"]],
    ["amended the commit", ["--amend", "--no-edit"]],
  ])("does not touch a branch on which a person has %s", async (_, how) => {
    write();
    await propose();
    repository.git("fetch", "--quiet", "origin", BRANCH);
    repository.git("checkout", "--quiet", "-b", "mine", "FETCH_HEAD");
    repository.git("commit", "--quiet", "--allow-empty", ...how);
    repository.git("push", "--quiet", "--force", "origin", `mine:${BRANCH}`);
    repository.git("checkout", "--quiet", "main");
    const theirs = tip();
    write({ document: "e".repeat(64) });
    await expect(propose()).rejects.toMatchObject({ kind: "propose", rule: "own-branch" });
    expect(tip()).toBe(theirs);
  });

  test("refuses files that were made for another commit", async () => {
    write();
    repository.git("commit", "--quiet", "--allow-empty", "-m", "Go on");
    await expect(propose()).rejects.toMatchObject({ kind: "artifact", rule: "other-base" });
    expect(tip()).toBe("");
  });
});

describe("proposeStage() and auto-merge", () => {
  const mutations = () =>
    host.requests.filter(({ call }) => call === "POST /graphql").map(({ body }) => String(body["query"]));
  const auto = { REFRESH_AUTO_MERGE: "true" };

  test("asks for it where nobody has to approve and the repository wants it, for that commit only", async () => {
    write();
    await propose(auto);
    expect(mutations()).toEqual([expect.stringContaining("enablePullRequestAutoMerge")]);
    expect(host.requests.at(-1)?.body["variables"]).toEqual({ id: "PR_1", commit: tip() });
  });

  test.each<[string, Partial<ArtifactParts>]>([
    ["breaking", { level: "breaking", approvals: ["1 breaking change"] }],
    ["risky", { level: "risky" }],
    ["of a host", { approvals: ["1 change of hosts or security"] }],
    ["a new operation that deletes", { approvals: ["1 new operation that can destroy something"] }],
    ["not proven", { approvals: ["1 contract test failed"], isProven: false }],
  ])("never asks for it where the change is %s", async (_, parts) => {
    write(parts);
    await propose(auto);
    expect([mutations(), host.pulls.length]).toEqual([[], 1]);
  });

  test("does not ask for it where the repository does not want it", async () => {
    write();
    await propose();
    expect(mutations()).toEqual([]);
  });

  test("takes it back before anything new is pushed, and pushes nothing where the host refuses that", async () => {
    write();
    await propose(auto);
    const first = tip();
    write({ level: "breaking", approvals: ["1 breaking change"], document: "e".repeat(64) });
    host.failing.set("POST /graphql", 500);
    await expect(propose(auto)).rejects.toMatchObject({ kind: "propose" });
    expect(tip()).toBe(first);
    host.failing.clear();
    await propose(auto);
    expect(mutations().at(-1)).toContain("disablePullRequestAutoMerge");
    expect([host.pulls[0]?.["auto_merge"], tip() === first]).toEqual([null, false]);
  });
});

describe("proposeStage() without a host", () => {
  const proposeHere = (isDryRun: boolean) =>
    proposeStage(findVendor(VENDOR), { root: repository.root, gated, isDryRun, say: (line) => said.push(line) });
  const read = (path: string) => readFileSync(join(repository.root, path), "utf8");

  test("puts the files into the working tree and removes what is gone", async () => {
    write();
    await proposeHere(false);
    expect([read(OPENAPI), read(TYPES), existsSync(join(repository.root, OLD))]).toEqual([
      "{ new }",
      "new types",
      false,
    ]);
    expect(calls()).toEqual([]);
  });

  test("in a dry run, shows what it would do and writes nothing", async () => {
    write();
    await proposeHere(true);
    expect([read(TYPES), existsSync(join(repository.root, OLD))]).toEqual(["types", true]);
    expect(said).toEqual(expect.arrayContaining([`changes ${TYPES}`, `removes ${OLD}`, NO_APPROVAL]));
  });
});
