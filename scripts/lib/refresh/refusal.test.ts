import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ImportError } from "../import/import-error.ts";
import { applyOverrides, type Override, OverrideError } from "../override.ts";
import { InvalidDocumentError } from "../specs.ts";
import { EXIT_CODES, RefreshError, toPlainName, toRefusal } from "./refusal.ts";

test.each([
  ["/v1/kites/{id}", "/v1/kites/{id}"],
  ["a`b<c>@d", "a?b?c??d"],
  ["\u0024{{ secrets.X }}", "?{{ secrets.X }}"],
  ["::add-mask::", "?add-mask?"],
  ["a\u202eb\nc", "a?b?c"],
  ["Fixes #1", "Fixes #1"],
])("toPlainName(), for %j, is %j", (name, want) => {
  expect(toPlainName(name)).toBe(want);
});

test("toPlainName(), for a name that is too long, cuts it", () => {
  expect(toPlainName("a".repeat(500))).toBe(`${"a".repeat(120)}...`);
});

test("toRefusal(), for a failed override, names file, place and evidence", () => {
  const override: Override = {
    what: "w",
    evidence: "https://kites.test/docs#auth",
    date: "2026-01-01",
    apply() {
      throw new OverrideError("no object at #/paths/~1kites");
    },
  };
  let caught: unknown;
  try {
    applyOverrides({}, [["specs/kites/overrides/02-x.ts", override]]);
  } catch (error) {
    caught = error;
  }
  const refusal = toRefusal(caught);
  expect(refusal).toMatchObject({ kind: "override", pointer: "#/paths/~1kites" });
  expect(refusal?.message).toContain("specs/kites/overrides/02-x.ts");
  expect(refusal?.message).toContain("https://kites.test/docs#auth");
});

test.each<[string, Error, string, string]>([
  ["an import", new ImportError("#/a", 'the unknown key "secret text"'), "unsafe", "the-unknown-key"],
  ["a parser", new ImportError("#", "no JSON (Unexpected token <secret>)"), "unsafe", "no-json"],
  [
    "a validation",
    new InvalidDocumentError("kites", [{ rule: "reference", pointer: "#/a", message: "secret text" }]),
    "invalid",
    "reference",
  ],
])("toRefusal(), for what %s refuses, keeps the document's text to itself", (_, error, kind, rule) => {
  const refusal = toRefusal(error);
  expect(refusal).toMatchObject({ kind, rule });
  expect(refusal?.message).not.toContain("secret");
});

test("toRefusal() leaves a refusal as it is and takes no defect for one", () => {
  const refusal = new RefreshError({ kind: "host", rule: "r", pointer: "#" });
  expect(toRefusal(refusal)).toBe(refusal);
  expect(toRefusal(new TypeError("x"))).toBeUndefined();
});

test("the README beside this file lists every kind of refusal with its exit code", () => {
  const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");
  const rows = [...readme.matchAll(/^\| (\d+) \| ([a-z]+) \|/gm)].map(([, code, kind]) => [kind, Number(code)]);
  expect(rows).toEqual(Object.entries(EXIT_CODES));
});
