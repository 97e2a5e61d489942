import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readImports, toPackage } from "./imports.ts";

let folder: string;
const FILES = {
  "index.js": [
    'import { a } from "./deep/one.js";',
    'export { b } from "graphql/index.js";',
    'import "side-effect";',
    '/** import { c } from "in-a-comment"; */',
    'throw new Error("Cannot read from " + "there");',
  ],
  "deep/one.js": [
    'const load = () => import("../two.js");',
    'require("@scope/name/part");',
    'modules.createRequire(import.meta.url)("asked-for");',
  ],
  "two.js": ['import { x } from "node:fs";'],
  "alone.js": [],
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "imports-"));
  mkdirSync(join(folder, "deep"));
  for (const [file, lines] of Object.entries(FILES)) writeFileSync(join(folder, file), lines.join("\n"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("readImports()", () => {
  test("given every form of an import, returns their names, files of the folder as ./paths", () => {
    const { imports } = readImports(folder, ".js");
    expect(imports.get("./index.js")).toEqual(["./deep/one.js", "graphql/index.js", "side-effect"]);
    expect(imports.get("./deep/one.js")).toEqual(["./two.js", "@scope/name/part", "asked-for"]);
  });

  test("given an entry, reaches what it leads to and nothing else", () => {
    expect(readImports(folder, ".js").reach("./index.js")).toEqual(["./index.js", "./deep/one.js", "./two.js"]);
  });
});

describe("toPackage()", () => {
  test.each([
    ["a", "a"],
    ["a/b.js", "a"],
    ["@a/b", "@a/b"],
    ["@a/b/c/d", "@a/b"],
  ])("given %s, returns %s", (name, wanted) => {
    expect(toPackage(name)).toBe(wanted);
  });
});
