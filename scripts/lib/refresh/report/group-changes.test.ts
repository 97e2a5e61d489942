import { describe, expect, test } from "vitest";
import type { Change } from "../../compare/change.ts";
import {
  tableAnnounced,
  tableAreas,
  tableEndings,
  tableOperations,
  tablePossibleRenames,
  tableRenames,
  tablesOfChanges,
} from "./group-changes.ts";
import { CHANGES } from "./testing.ts";

const change = (rule: string, more: Partial<Change> = {}): Change => ({
  rule,
  level: "breaking",
  pointer: "#/x",
  operation: "GET /a",
  ...more,
});

test.each([
  ["another name", change("operation-id-changed", { from: "old", to: "new" }), [{ name: "old" }], [{ name: "new" }]],
  [
    "another place",
    change("operation-moved", { from: "GET /a", to: "GET /b" }),
    [{ name: "GET /a" }],
    [{ name: "GET /b" }],
  ],
  [
    "another place and another name",
    change("operation-renamed", { from: ["GET /a", "old"], to: ["GET /b", "new"] }),
    [{ name: "GET /a" }, { name: "old" }],
    [{ name: "GET /b" }, { name: "new" }],
  ],
])("tableRenames(), for an operation by %s, is one row with both", (differs, one, was, is) => {
  expect(tableRenames([one, ...CHANGES])[0]?.rows).toEqual([{ was, is, differs }]);
});

describe("tableAnnounced()", () => {
  test.each([
    ["without a day", "listA", "deprecated, without a day"],
    ["after its day", ["listA", "2026-12-01"], "for 2026-12-01, 31 days ago"],
    ["on its day", ["listA", "2027-01-01"], "for 2027-01-01, 0 days ago"],
    ["before its day", ["listA", "2027-01-02"], "for 2027-01-02, and gone 1 day early"],
  ])("tableAnnounced(), for an operation gone %s, says so", (_what, from, announced) => {
    const gone = change("operation-removed-after-deprecation", { from });
    expect(tableAnnounced([gone], "2027-01-01")[0]?.rows).toEqual([{ operation: [{ name: "GET /a" }], announced }]);
  });

  test("tableAnnounced(), for an operation gone without a word, is empty", () => {
    expect(tableAnnounced(CHANGES, "2027-01-01")).toEqual([]);
  });
});

test("tableEndings() holds deprecations and days, with the day before and after", () => {
  const rules = ["operation-deprecated", "operation-sunset-earlier", "graphql-field-deprecation-removed"];
  const changes = rules.map((rule) => change(rule, { from: "2027-01-01", to: "2026-12-01" }));
  const [found] = tableEndings([...changes, ...CHANGES, change("operation-removed-after-deprecation")]);
  expect(found?.rows.map(({ what }) => what)).toEqual(rules);
  expect(found?.rows[1]).toMatchObject({ before: [{ name: "2027-01-01" }], after: [{ name: "2026-12-01" }] });
});

test("tableAreas() counts operations by the first words of their paths, versions passed over", () => {
  const paths = ["/v1/a/{id}", "/v1/a", "/api/2/b/c", "/v1"];
  const added = paths.map((path) => change("operation-added", { operation: `GET ${path}` }));
  const removed = change("operation-removed", { operation: "GET /v1/a/{id}/x" });
  expect(tableAreas([...added, removed])[0]?.rows).toEqual([
    { path: { name: "/api/2/b" }, added: 1, removed: 0 },
    { path: { name: "/v1" }, added: 1, removed: 0 },
    { path: { name: "/v1/a" }, added: 2, removed: 1 },
  ]);
});

test("tablesOfChanges() gives every change of the levels once, with place, facts and the lines that name it", () => {
  const changes = [
    ...CHANGES,
    change("response-property-removed", { operations: ["GET /a", "GET /b", "GET /c", "GET /d"], from: "size" }),
  ];
  const touchedFile = { reasons: ["call"], names: [], lines: [7], level: "breaking" } as const;
  const files = [
    { ...touchedFile, consumer: "app", file: "src/a.ts", changes: [{ at: 2, lines: [3, 7] }] },
    { ...touchedFile, consumer: "packages/kites", file: "packages/kites/src/a.ts", changes: [{ at: 0, lines: [1] }] },
  ];
  const touched = { own: ["packages/kites"], consumers: ["packages/kites", "app"], files, unread: [] };
  const tables = tablesOfChanges(changes, ["breaking"], touched);
  expect(tables.map(({ caption }) => caption)).toEqual([
    "breaking: operation-removed (1)",
    "breaking: response-property-removed (1)",
  ]);
  expect(tables[0]?.rows).toEqual([
    {
      operations: [{ name: "GET /kites" }],
      place: { name: "#/paths/~1kites/get" },
      before: [{ name: "listKites" }],
      files: [{ name: "packages/kites/src/a.ts:1" }],
    },
  ]);
  expect(tables[1]?.rows[0]).toMatchObject({
    operations: [{ name: "GET /a" }, { name: "GET /b" }, { name: "GET /c" }, "and 1 more"],
    files: [{ name: "app/src/a.ts:3 7" }],
  });
});

test("tablePossibleRenames() pairs what went with what came where there is one of each, in answers and requests once", () => {
  const at = (rule: string, pointer: string) => change(rule, { pointer });
  const a = "#/components/schemas/A/properties";
  const changes = [
    at("response-property-removed", `${a}/state`),
    at("request-property-removed", `${a}/state`),
    at("response-property-added", `${a}/phase`),
    at("response-property-removed", "#/components/schemas/B/properties/x"),
    at("response-property-added", "#/components/schemas/C/properties/y"),
    at("response-property-removed", "#/components/schemas/D/properties/x"),
    at("response-property-added", "#/components/schemas/D/properties/y"),
    at("response-property-added", "#/components/schemas/D/properties/z"),
    at("graphql-field-removed", "#/Env.name"),
    at("graphql-field-added", "#/Env.title"),
  ];
  expect(tablePossibleRenames(changes)[0]?.rows).toEqual([
    { place: { name: "#/components/schemas/A" }, gone: { name: "state" }, new: { name: "phase" } },
    { place: { name: "#/Env" }, gone: { name: "name" }, new: { name: "title" } },
  ]);
});

test("tableOperations() gives every operation once, with its gravest level and its rules", () => {
  const changes = [
    change("a", { operations: ["GET /x", "GET /y"] }),
    change("b", { operation: "GET /y", level: "risky" }),
    change("b", { operation: "GET /y", level: "risky" }),
    change("c", { operation: "GET /z", level: "additive" }),
  ].map(({ operation, ...one }) => (one.operations ? one : { ...one, ...(operation && { operation }) }));
  expect(tableOperations(changes, ["breaking", "risky"])[0]?.rows).toEqual([
    { operation: { name: "GET /x" }, level: "breaking", rules: "a" },
    { operation: { name: "GET /y" }, level: "breaking", rules: "a, b (2)" },
  ]);
});
