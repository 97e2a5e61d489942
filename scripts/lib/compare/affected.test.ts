import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { affected, type Consumer } from "./affected.ts";
import type { Change } from "./change.ts";
import {
  CONSUMER_LIMITS,
  ConsumerError,
  readConsumer,
  readConsumerFolders,
  readOwnConsumer,
  readOwnConsumers,
} from "./read-consumer.ts";

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

  test.each([
    ["a package of the workspace", "@my/client", true],
    ["a part of it", "@my/client/sub", true],
    ["a package whose name only begins like it", "@my/client-other", false],
    ["a package that does not use the client", "@my/plain", false],
    ["an alias with a slash", "@/deep/client", true],
    ["an alias without one", "~deep/client.js", true],
    ["a hash", "#deep/client", true],
    ["an alias of another file", "@/deep/other", false],
    ["an alias of the end of a name", "@/ient", false],
    ["a package called like a file", "deep/client", false],
  ])("affected(), for a file that imports %s, knows whether it uses the client", (_what, module, isUser) => {
    const files = {
      "libs/client/package.json": '{ "name": "@my/client" }',
      "libs/client/src/deep/client.ts": IMPORT,
      "libs/plain/package.json": '{ "name": "@my/plain" }',
      "libs/plain/a.ts": "1;",
      "libs/broken/package.json": '{ "name": ',
      "app/use.ts": `import ${JSON.stringify(module)};\nc.GET("/others")`,
    };
    expect(affected([add], [consumer(files)]).map(({ file }) => file)).toEqual(isUser ? ["app/use.ts"] : []);
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

describe("affected(), for sources that nobody here wrote", () => {
  test.each([
    ["brackets", "("],
    ["lists", "["],
    ["blocks", "{"],
    ["templates", "`${"],
    ["types", "type A = ["],
  ])("affected(), for %s nested a hundred thousand deep, tells the file and goes on with the next", (_what, text) => {
    const files = { "deep.ts": IMPORT + text.repeat(100_000), "use.ts": `${IMPORT}c.GET("/others")` };
    const unread: string[] = [];
    const rows = affected([add], [consumer(files)], (name, file) => unread.push(`${name} ${file}`));
    expect(rows.map(({ file }) => file)).toEqual(["use.ts"]);
    expect(unread).toEqual(["app deep.ts"]);
  });

  test("affected(), for a consumer's regular expressions, runs none of them", () => {
    const slow = `${IMPORT}const a = /^GET (\\/|o|t|h|e|r|s|.*)*x$/;`;
    expect(affected([add], [consumer({ "a.ts": slow })])).toEqual([]);
  });

  test("affected(), for code that does something when it is loaded, only reads it", () => {
    const text = `${IMPORT}globalThis.wasRun = true; require("node:fs").rmSync("/"); c.GET("/others");`;
    expect(affected([add], [consumer({ "a.cjs": text })])).toHaveLength(1);
    expect("wasRun" in globalThis).toBe(false);
  });

  test("affected(), for several uses in one file, tells the lines of each change", () => {
    const [row] = affected(
      [show, add],
      [consumer({ "a.ts": `${IMPORT}c.op.ThingShow();\nc.GET("/others");\nc.op.ThingAdd();` })],
    );
    expect([row?.lines, row?.linesOf.get(show), row?.linesOf.get(add)]).toEqual([[2, 3, 4], [2, 4], [3]]);
  });

  test("affected(), for a rule of ours, names the operations that the rule matches", () => {
    const files = { "packages/palette/src/send-rules.ts": "const A = /^GET \\/oth/;" };
    expect(affected([add], [consumer(files, true)])[0]).toMatchObject({ reasons: ["rule"], names: ["GET /others"] });
  });

  test("affected(), for an operation by another name at another place, finds the old place and the old id", () => {
    const both: Change = { ...moved, rule: "operation-renamed", from: ["GET /old", "Old"], to: ["GET /new", "Same"] };
    for (const text of ['c.GET("/old")', "c.op.Old()", 'c.GET("/new")', "c.op.Same()"]) {
      expect(filesOf(text, [both])).toHaveLength(1);
    }
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

  test("readConsumerFolders(), for folders of one name, tells them apart and no path of this machine", async () => {
    const consumers = await readConsumerFolders([folder, `${folder}/`, join(folder, "src")]);
    const last = basename(folder);
    expect(consumers.map(({ name, files }) => [name, files.size])).toEqual([
      [last, 2],
      [`${last}~2`, 2],
      ["src", 1],
    ]);
  });

  test.each([
    ["that does not exist", "nowhere", /it is no folder/],
    ["that is a file", "b.jsx", /it is no folder/],
    ["without a source", "empty", /holds no TypeScript or JavaScript source/],
  ])("readConsumerFolders(), for a folder %s, throws a ConsumerError", async (_what, name, message) => {
    mkdirSync(join(folder, "empty"), { recursive: true });
    const promise = readConsumerFolders([join(folder, name)]);
    await expect(promise).rejects.toThrow(ConsumerError);
    await expect(promise).rejects.toThrow(message);
  });

  test("readConsumer(), for more than it may read, throws; for one big file, names it as left out", async () => {
    const big = join(folder, "big");
    mkdirSync(big);
    writeFileSync(join(big, "bundle.js"), "1;".repeat(CONSUMER_LIMITS.fileBytes / 2 + 1));
    writeFileSync(join(big, "a.js"), "1");
    expect(await readConsumer(big, "palette")).toMatchObject({
      unread: ["bundle.js"],
      files: new Map([["a.js", "1"]]),
    });
    for (let count = 0; count <= CONSUMER_LIMITS.bytes / CONSUMER_LIMITS.fileBytes; count += 1) {
      writeFileSync(join(big, `${count}.js`), " ".repeat(CONSUMER_LIMITS.fileBytes));
    }
    const reading = readConsumer(big, "palette").then(({ files }) => files.size);
    await expect(reading).rejects.toThrow(`more than ${CONSUMER_LIMITS.bytes} bytes`);
  });

  test("readOwnConsumers(), for Palette, adds what of ours uses its client", async () => {
    const consumers = await readOwnConsumers("palette");
    expect(consumers.map(({ name }) => name)).toEqual(["packages/palette", "packages/reliability/src", "bench"]);
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
