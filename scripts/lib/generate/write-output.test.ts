import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compareOutput, writeOutput } from "./write-output.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "generate-"));
});
afterEach(() => rm(root, { recursive: true }));

const FIRST = new Map([
  ["packages/a/src/generated/types.ts", "1"],
  ["packages/a/src/generated/old.ts", "2"],
]);
const SECOND = new Map([["packages/a/src/generated/types.ts", "3"]]);

test("compareOutput(), when nothing was generated yet, names every file", async () => {
  expect(await compareOutput(root, FIRST)).toEqual({ changed: [...FIRST.keys()], stale: [] });
});

test("compareOutput(), when a file is no longer generated, names it as stale and the changed one as changed", async () => {
  await writeOutput(root, FIRST, await compareOutput(root, FIRST));
  expect(await compareOutput(root, FIRST)).toEqual({ changed: [], stale: [] });
  expect(await compareOutput(root, SECOND)).toEqual({
    changed: ["packages/a/src/generated/types.ts"],
    stale: ["packages/a/src/generated/old.ts"],
  });
});

test("writeOutput(), after a comparison, leaves exactly the generated files", async () => {
  await writeOutput(root, FIRST, await compareOutput(root, FIRST));
  await writeOutput(root, SECOND, await compareOutput(root, SECOND));
  expect(await compareOutput(root, SECOND)).toEqual({ changed: [], stale: [] });
  expect(await readFile(join(root, "packages/a/src/generated/types.ts"), "utf8")).toBe("3");
});
