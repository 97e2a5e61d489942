import { expect, test } from "vitest";
import type { Change } from "../../compare/change.ts";
import type { ReportFacts } from "../report/facts.ts";
import { judge, NO_APPROVAL, toVerdict } from "./verdict.ts";

const revision = { date: "2026-01-01", sha256: "ab", level: "none", paths: 1, operations: 2, schemas: 3 } as const;
const FACTS: ReportFacts = {
  vendor: "kites",
  title: "Kites",
  before: revision,
  after: revision,
  comparison: { level: "additive", changes: [] },
  proof: { passed: 1, failed: 0, skipped: 0 },
  compiles: true,
  allowed: [],
  files: [],
};
const change = (rule: string, level: Change["level"], operation = "GET /kites"): Change => {
  return { rule, level, operation, pointer: "#/paths" };
};

function labelsFor(facts: Partial<ReportFacts>): readonly string[] {
  const { labels, mayAutoMerge } = toVerdict({ ...FACTS, ...facts });
  expect(mayAutoMerge).toBe(labels.includes(NO_APPROVAL));
  return labels;
}

test.each([
  ["documentation", true],
  ["additive", true],
  ["none", false],
  ["risky", false],
  ["breaking", false],
] as const)("judge(), for %s without an approval, lets a machine merge: %s", (level, want) => {
  expect(judge(level, []).mayAutoMerge).toBe(want);
});

test("judge(), for a harmless level with an approval to give, lets no machine merge", () => {
  expect(judge("documentation", ["anything"])).toMatchObject({ mayAutoMerge: false, labels: ["approval: other"] });
});

test("toVerdict(), for a change that nobody has to approve, says so", () => {
  expect(labelsFor({})).toEqual([NO_APPROVAL]);
});

test.each<[string, Partial<ReportFacts>]>([
  ["approval: flag", { allowed: ["--allow-host"] }],
  ["approval: host or security", { comparison: { level: "additive", changes: [change("server-added", "additive")] } }],
  [
    "approval: destructive operation",
    { comparison: { level: "additive", changes: [change("operation-added", "additive", "DELETE /kites")] } },
  ],
  ["approval: risky", { comparison: { level: "risky", changes: [change("response-header-removed", "risky")] } }],
  ["approval: breaking", { comparison: { level: "breaking", changes: [change("operation-removed", "breaking")] } }],
  ["approval: tests", { proof: { passed: 1, failed: 1, skipped: 0 } }],
  ["approval: tests", { proof: undefined, compiles: false }],
  ["approval: tests", { proof: undefined }],
])("toVerdict() asks for %s, for %j", (label, facts) => {
  expect(labelsFor(facts)).toEqual([label]);
});

test("toVerdict() says whether everything compiled and passed", () => {
  const isProven = (facts: Partial<ReportFacts>) => toVerdict({ ...FACTS, ...facts }).isProven;
  expect(isProven({})).toBe(true);
  expect(isProven({ compiles: false, proof: undefined })).toBe(false);
  expect(isProven({ proof: { passed: 1, failed: 1, skipped: 0 } })).toBe(false);
});
