import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { affected, type Consumer } from "./affected.ts";
import type { Change } from "./change.ts";
import { readConsumer, readOwnConsumer } from "./read-consumer.ts";

const show: Change = {
  rule: "response-property-removed",
  level: "breaking",
  pointer: "#/components/schemas/v1Thing/properties/a",
  operations: ["GET /things/{id}", "POST /things"],
  operationIds: ["ThingShow", "ThingAdd"],
};
const add: Change = {
  rule: "operation-deprecated",
  level: "additive",
  pointer: "#/paths/~1others/get",
  operation: "GET /others",
  operationId: "OtherList",
};
const moved: Change = {
  rule: "operation-moved",
  level: "breaking",
  pointer: "#/paths/~1new/get",
  operation: "GET /new",
  operationId: "Same",
  from: "GET /old",
  to: "GET /new",
};
const renamed: Change = {
  rule: "operation-id-changed",
  level: "breaking",
  pointer: "#/paths/~1x/get",
  operation: "GET /x",
  operationId: "NewId",
  from: "OldId",
  to: "NewId",
};

const consumer = (files: Record<string, string>, isOurs = false): Consumer => ({
  name: "app",
  vendor: "palette",
  isOurs,
  files: new Map(Object.entries(files)),
});
const IMPORT = 'import { createPaletteClient } from "@vendor-clients/palette";\n';
const filesOf = (text: string, changes: readonly Change[] = [show, add, moved, renamed]) =>
  affected(changes, [consumer({ "a.ts": IMPORT + text })]).map(({ level, reasons, names, lines }) => [
    level,
    reasons.join(),
    names.join(),
    lines.join(),
  ]);

describe("affected()", () => {
  test.each([
    ["a call by path", 'await c.GET("/things/{id}", init)', ["breaking", "call", "GET /things/{id}", "2"]],
    ["a call by path with another method", 'await c.DELETE("/things/{id}")', undefined],
    ["pages", 'for await (const p of c.pages.GET("/others")) {}', ["additive", "call", "GET /others", "2"]],
    ["a call by id", 'c.call("ThingShow")', ["breaking", "call", "ThingShow", "2"]],
    ["a method by id", "c.op.ThingAdd({})", ["breaking", "call", "ThingAdd", "2"]],
    ["a method by id in brackets", 'c.op["ThingAdd"]()', ["breaking", "call", "ThingAdd", "2"]],
    ["methods taken out", "const { ThingShow: show } = c.op;", ["breaking", "call", "ThingShow", "2"]],
    ["a path in a variable", 'const path = "/things/{id}" as const;', ["breaking", "path", "/things/{id}", "2"]],
    [
      "an imported type",
      'import type { V1Thing as T } from "@vendor-clients/palette/types";',
      ["breaking", "type", "V1Thing", "2"],
    ],
    [
      "a type in place",
      'let t: import("@vendor-clients/palette/types").V1Thing;',
      ["breaking", "type", "V1Thing", "2"],
    ],
    ["the old place of what moved", 'c.GET("/old")', ["breaking", "call", "GET /old", "2"]],
    ["the old id", "c.op.OldId()", ["breaking", "call", "OldId", "2"]],
    ["an operation that did not change", 'c.GET("/same")', undefined],
    ["a comment", '// c.GET("/others")', undefined],
    ["a property of that name elsewhere", "row.ThingShow; other.call(ThingShow)", undefined],
  ])("affected(), for %s, finds the file and the line", (_what, text, row) => {
    expect(filesOf(text)).toEqual(row ? [row] : []);
  });

  test("affected(), for files without the import, follows the consumer's own imports and leaves out the others", () => {
    const files = {
      "client.ts": `${IMPORT}export const c = 1;`,
      "lib/use.tsx": 'import { c } from "../client.js";\nc.GET("/others");',
      "lib/index.ts": 'export { x } from "./use";',
      "far.mjs": 'import "./lib";\nc.call("OtherList")',
      "alone.ts": 'c.GET("/others")',
      "common.cjs": 'const p = require("@vendor-clients/palette");\np.c.GET("/others")',
      "other.ts": 'import "@vendor-clients/palette-other";\nc.GET("/others")',
      "broken.ts": `${IMPORT}c.GET("/others"`,
    };
    expect(
      affected([add], [consumer(files)])
        .map(({ file }) => file)
        .sort(),
    ).toEqual(["broken.ts", "common.cjs", "far.mjs", "lib/use.tsx"]);
  });

  test("affected(), for our own files, reads rules, overrides and generated files", () => {
    const files = {
      "packages/palette/src/send-rules.ts": "const READS = [/^POST \\/things$/, /^.*$/];",
      "packages/palette/src/wait.ts": 'const other = "GET /others";',
      "packages/palette/src/generated/types.ts": "",
      "packages/palette/src/generated/query-style.ts": "",
      "specs/palette/overrides/01-a.ts": 'const at = "#/components/schemas/v1Thing";',
      "specs/palette/overrides/02-b.ts": "const at = `#/components/schemas/$" + "{name}`; const S = { v1Thing: [] };",
      "specs/palette/overrides/03-c.ts": 'const at = "#/components/schemas/v1Th";',
      "specs/palette/overrides/04-d.ts": 'const at = ["~1others"];',
      "packages/palette/README.md": "/others",
    };
    const rows = affected([show, add], [consumer(files, true)]).map(({ file, level, reasons }) => [
      file.replace(/^.*\//, ""),
      level,
      reasons.join(),
    ]);
    expect(Object.fromEntries(rows.map(([file, ...rest]) => [file, rest]))).toEqual({
      "send-rules.ts": ["breaking", "rule"],
      "types.ts": ["breaking", "generated"],
      "01-a.ts": ["breaking", "override"],
      "02-b.ts": ["breaking", "override"],
      "wait.ts": ["additive", "path"],
      "04-d.ts": ["additive", "override"],
    });
    expect(rows.map(([, level]) => level)).toEqual([
      "breaking",
      "breaking",
      "breaking",
      "breaking",
      "additive",
      "additive",
    ]);
  });

  test("affected(), for GraphQL, finds queries and mutations by name", () => {
    const change: Change = {
      rule: "graphql-field-removed",
      level: "breaking",
      pointer: "#/Env.name",
      operations: ["mutation update", "query env"],
      operationIds: ["update", "env"],
    };
    const texts = [
      'c.query("env")',
      'c.mutate("update")',
      "c.op.env()",
      'import type { Env } from "@vendor-clients/palette/types";',
    ];
    expect(texts.map((text) => filesOf(text, [change]).length)).toEqual([1, 1, 1, 1]);
    expect(filesOf('c.query("update")', [change])).toEqual([]);
  });

  test("affected(), without changes, reads nothing", () => {
    expect(affected([], [consumer({ "a.ts": IMPORT })])).toEqual([]);
  });
});

describe("readConsumer()", () => {
  const folder = mkdtempSync(join(tmpdir(), "consumer-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("readConsumer(), for a folder, reads sources only and follows no link", async () => {
    for (const name of ["src", "node_modules/x", ".git", "dist"]) mkdirSync(join(folder, name), { recursive: true });
    for (const name of ["src/a.ts", "b.jsx", "c.md", "node_modules/x/d.js", ".git/e.js", "dist/f.js"])
      writeFileSync(join(folder, name), "1");
    symlinkSync("/", join(folder, "root"));
    symlinkSync(join(folder, "c.md"), join(folder, "g.ts"));
    const { files, name } = await readConsumer(folder, "palette", "app");
    expect([name, ...files.keys()]).toEqual(["app", "b.jsx", "src/a.ts"]);
  });

  test("readOwnConsumer(), for Palette, reads its package, its overrides and its example", async () => {
    const { files, isOurs } = await readOwnConsumer("palette");
    const wanted = [
      "packages/palette/src/send-rules.ts",
      "packages/palette/src/generated/types.ts",
      "specs/palette/overrides/01-server.ts",
      "examples/palette.ts",
    ];
    expect(wanted.filter((file) => !files.has(file))).toEqual([]);
    expect(isOurs).toBe(true);
  });
});
