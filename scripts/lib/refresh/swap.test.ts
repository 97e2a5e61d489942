import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMirror, digestOutputs, isOutput, type Mirror, removeMirror } from "./mirror.ts";
import { recoverSwaps, swapIn } from "./swap.ts";

// Processes start slowly where many work.
vi.setConfig({ testTimeout: 60_000 });

let root = "";
let mirror: Mirror;
const FILES = ["specs/kites/openapi.json", "packages/kites/src/generated/types.ts"];
const STALE = "packages/kites/src/generated/old.ts";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "swap-"));
  const folder = join(root, ".cache/refresh", `kites.${process.pid}.00000000`);
  mirror = { root, vendor: "kites", folder, bounds: () => ({ timeoutMs: 1, maxMiB: 1 }) };
  for (const folder of [root, mirror.folder]) {
    mkdirSync(join(folder, "specs/kites"), { recursive: true });
    mkdirSync(join(folder, "packages/kites/src/generated"), { recursive: true });
  }
  for (const file of [...FILES, STALE]) writeFileSync(join(root, file), "old");
  for (const file of FILES) writeFileSync(join(mirror.folder, file), "new");
});
afterEach(() => rmSync(root, { recursive: true }));

const read = () => FILES.map((file) => readFileSync(join(root, file), "utf8"));
const writeJournal = (journal: object) =>
  writeFileSync(
    join(root, ".cache/refresh/kites.journal.json"),
    JSON.stringify({ vendor: "kites", folder: mirror.folder, ...journal }),
  );

test("swapIn() moves every changed file and removes what is gone", async () => {
  await swapIn(mirror, { changed: FILES, gone: [STALE] });
  expect(read()).toEqual(["new", "new"]);
  expect(readdirSync(join(root, "packages/kites/src/generated"))).toEqual(["types.ts"]);
  expect(readdirSync(join(root, ".cache/refresh"))).toEqual([`kites.${process.pid}.00000000`]);
});

const SHARED_MEMORY = "/dev/shm";
const isOther = existsSync(SHARED_MEMORY) && statSync(SHARED_MEMORY).dev !== statSync(tmpdir()).dev;

test.skipIf(!isOther)("swapIn(), from a mirror on another device, moves every file and leaves no draft", async () => {
  const folder = mkdtempSync(join(SHARED_MEMORY, "swap-"));
  try {
    cpSync(mirror.folder, folder, { recursive: true });
    await swapIn({ ...mirror, folder }, { changed: FILES, gone: [STALE] });
    expect(read()).toEqual(["new", "new"]);
    expect(readdirSync(join(root, "packages/kites/src/generated"))).toEqual(["types.ts"]);
    expect(readdirSync(join(folder, "packages/kites/src/generated"))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("createMirror(), for a project that cannot be copied, leaves nothing behind", async () => {
  rmSync(join(root, ".cache"), { recursive: true });
  await expect(createMirror(root, "kites")).rejects.toThrow(/ENOENT/);
  expect(readdirSync(join(root, ".cache/refresh"))).toEqual([]);
});

test("swapIn(), for files that were changed after they were copied, refuses and moves nothing", async () => {
  const [first = ""] = FILES;
  const copied = await digestOutputs(root, "kites");
  writeFileSync(join(root, first), "of another refresh");
  await expect(swapIn({ ...mirror, copied }, { changed: FILES, gone: [STALE] })).rejects.toMatchObject({
    kind: "artifact",
    rule: "changed-meanwhile",
  });
  expect(read()).toEqual(["of another refresh", "old"]);
  writeFileSync(join(root, first), "old");
  await swapIn({ ...mirror, copied }, { changed: FILES, gone: [STALE] });
  expect(read()).toEqual(["new", "new"]);
});

test("swapIn(), while the journal of another refresh stands, refuses and leaves it", async () => {
  writeJournal({ changed: [], gone: [] });
  await expect(swapIn(mirror, { changed: FILES, gone: [] })).rejects.toMatchObject({ rule: "changed-meanwhile" });
  expect(read()).toEqual(["old", "old"]);
  expect(await recoverSwaps(root)).toEqual(["kites"]);
});

test("swapIn(), for a file that cannot be moved, keeps what is to be moved until a refresh finishes", async () => {
  const [first = "", second = ""] = FILES;
  const inTheWay = join(root, second);
  rmSync(inTheWay);
  mkdirSync(join(inTheWay, "folder"), { recursive: true });
  await expect(swapIn(mirror, { changed: FILES, gone: [] })).rejects.toThrow(/next refresh finishes/);
  expect(readFileSync(join(root, first), "utf8")).toBe("new");
  await removeMirror(mirror);
  rmSync(inTheWay, { recursive: true });
  expect(await recoverSwaps(root)).toEqual(["kites"]);
  expect(read()).toEqual(["new", "new"]);
  await removeMirror(mirror);
  expect(readdirSync(join(root, ".cache/refresh"))).toEqual([]);
});

test.each([
  0, 1, 2,
])("recoverSwaps(), after a machine that stopped behind rename %d, finishes all of them", async (done) => {
  writeJournal({ changed: FILES, gone: [STALE] });
  for (const file of FILES.slice(0, done)) renameSync(join(mirror.folder, file), join(root, file));
  expect(await recoverSwaps(root)).toEqual(["kites"]);
  expect(read()).toEqual(["new", "new"]);
  expect(await recoverSwaps(root)).toEqual([]);
});

test("recoverSwaps(), for a journal that was not written whole, removes it and leaves everything as it is", async () => {
  writeFileSync(join(root, ".cache/refresh/kites.journal.json.999999999.new"), '{"vendor":"ki');
  expect(await recoverSwaps(root)).toEqual([]);
  expect(readdirSync(join(root, ".cache/refresh"))).toEqual([`kites.${process.pid}.00000000`]);
  expect(read()).toEqual(["old", "old"]);
});

test("recoverSwaps() removes the mirrors of processes that are gone, and no others", async () => {
  mkdirSync(join(root, ".cache/refresh/kites.999999999.0a0a0a0a"));
  await recoverSwaps(root);
  expect(readdirSync(join(root, ".cache/refresh"))).toEqual([`kites.${process.pid}.00000000`]);
});

test.each([
  "package.json",
  "specs/other/openapi.json",
  "specs/kites/../../x.json",
  ".github/workflows/ci.yml",
])("recoverSwaps(), for a journal that names %s, moves nothing", async (file) => {
  writeJournal({ changed: [...FILES, file], gone: [] });
  await expect(recoverSwaps(root)).rejects.toThrow(/journal/);
  expect(read()).toEqual(["old", "old"]);
});

test.each([
  ["specs/kites/openapi.json", true],
  ["specs/kites/changes/2026-01-01.md", true],
  ["packages/kites/src/generated/types.ts", true],
  [".changeset/kites-2026-01-01.md", true],
  ["specs/kites/overrides/01-x.ts", false],
  ["packages/kites/src/index.ts", false],
  ["packages/kites/package.json", false],
  [".changeset/config.json", false],
  ["package-lock.json", false],
])("isOutput(), for %s, is %s", (file, want) => {
  expect(isOutput("kites", file)).toBe(want);
});
