import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CLIENT_SETTINGS } from "../../generate/settings.ts";
import { packagePath } from "../../project.ts";
import { loadOpenApi, specPath } from "../../specs.ts";
import { VENDORS } from "../../vendors.ts";
import { expectRestNames, expectSchemaNames } from "./expected-names.ts";
import { gateAfter } from "./gate-after.ts";

const ANY = { isExpected: () => true };

describe("gateAfter()", () => {
  test.each([
    ["half a declaration", "parses", "export interface A { a: ; }"],
    ["a call", "expected-kind", "void fetch('x');"],
    ["a function", "expected-kind", "export function f() {}"],
    ["a class", "expected-kind", "export class C {}"],
    ["an enum", "expected-kind", "export enum E { A }"],
    ["a namespace", "expected-kind", "declare global { interface Window { x: 1 } }"],
    ["a second module", "expected-kind", 'export * from "node:fs";'],
    ["an import that runs", "type-import", 'import "node:fs";'],
    ["an import of a value", "type-import", 'import { x } from "@vendor-clients/runtime";'],
    ["a type of another module", "type-import", 'import type { x } from "node:fs";'],
    ["a variable that can change", "expected-kind", "export let a = 1;"],
    ["a value that is called", "plain-data", "export const a = f();"],
    ["a value with a getter", "plain-data", "export const a = { get b() { return 1; } };"],
    ["a value with a template", "plain-data", `export const a = \`\u0024{process.env}\`;`],
    ["a value with a computed key", "plain-data", "export const a = { [f()]: 1 };"],
    ["a value with a prototype", "plain-data", 'export const a = { "__proto__": {} };'],
    ["a name twice", "declared-once", "export type A = 1;\ninterface A { b: 1 }"],
    ["a text that lay around", "no-honey", "export type A = 1; // honey"],
  ])("gateAfter(), for %s, refuses it by rule %s", (_, rule, text) => {
    expect(() => gateAfter(new Map([["types.ts", text]]), ANY, ["honey"])).toThrow(
      expect.objectContaining({ kind: "output", rule }),
    );
  });

  test("gateAfter(), for an interface that nobody expects, refuses it", () => {
    const files = new Map([["types.ts", "export interface Kite {}\ninterface q {}"]]);
    const names = { isExpected: (_file: string, name: string) => name === "Kite" };
    expect(() => gateAfter(files, names, [])).toThrow(/expected-name/);
  });

  test.each(
    VENDORS.map(({ name, kind }) => [name, kind]),
  )("gateAfter(), for the files of %s, passes", async (name, kind) => {
    const folder = packagePath(name, "src/generated");
    const files = new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]));
    const names =
      kind === "graphql"
        ? expectSchemaNames(readFileSync(specPath(name, "schema.graphql"), "utf8"))
        : expectRestNames(await loadOpenApi(name), CLIENT_SETTINGS[name]?.interfaceName ?? "");
    expect(() => gateAfter(files, names, [])).not.toThrow();
    const more = new Map([...files, ["types.ts", `${files.get("types.ts")}\nexport interface Q {}`]]);
    expect(() => gateAfter(more, names, [])).toThrow(/expected-name/);
  });
});

test.each([
  ["plain declarations", "export const a = 1;", 0],
  ["a new global", "globalThis.CANARY = 1;", 20],
  ["a changed prototype", "Object.prototype.canary = 1;", 20],
  ["a failure", "throw new Error();", 1],
])("the canary, for a file with %s, ends with the right code", (_, text, want) => {
  const folder = mkdtempSync(join(tmpdir(), "canary-"));
  try {
    writeFileSync(join(folder, "a.mjs"), text);
    const { status } = spawnSync(process.execPath, [join(import.meta.dirname, "canary.ts"), join(folder, "a.mjs")]);
    expect(status).toBe(want);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
