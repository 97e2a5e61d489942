import { describe, expect, test } from "vitest";
import type { Change } from "../../compare/change.ts";
import { bumpOf, countChanges, listApprovals, type ReportFacts } from "./facts.ts";
import { writeHtml } from "./html.ts";
import { writeChangeset, writeMarkdown, writePullRequest } from "./markdown.ts";

const revision = (date: string, operations: number) =>
  ({ date, sha256: "ab12", level: "none", paths: 1, operations, schemas: 2 }) as const;
const CHANGES: Change[] = [
  { level: "additive", rule: "operation-added", operation: "DELETE /kites", pointer: "#/paths/~1kites/delete" },
  { level: "breaking", rule: "operation-removed", operation: "GET /kites", pointer: "#/paths/~1kites/get" },
];
const FACTS: ReportFacts = {
  vendor: "kites",
  title: "Kites",
  before: revision("2026-01-01", 10),
  after: revision("2026-02-01", 12),
  comparison: { level: "breaking", changes: CHANGES },
  proof: { passed: 3, failed: 0, skipped: 0 },
  compiles: true,
  allowed: [],
  files: ["specs/kites/openapi.json"],
};
const HOSTILE =
  "x` @org/team Fixes #1 <script>alert(1)</script> \u0024{{ secrets.X }} | [a](javascript:b)\n::set-output::";

test("countChanges() counts by rule, the heaviest first", () => {
  expect(countChanges([...CHANGES, ...CHANGES]).map(({ rule, count }) => [rule, count])).toEqual([
    ["operation-removed", 2],
    ["operation-added", 2],
  ]);
});

test.each([
  ["none", undefined],
  ["documentation", undefined],
  ["additive", "minor"],
  ["risky", "minor"],
  ["breaking", "major"],
] as const)("bumpOf(), for %s, is %s", (level, want) => {
  expect(bumpOf(level)).toBe(want);
});

test("listApprovals() asks a person for flags, deletions, hosts, breaks, failures and what was left out", () => {
  const changes: Change[] = [...CHANGES, { level: "risky", rule: "server-host-changed", pointer: "#/servers" }];
  const facts = { ...FACTS, comparison: { level: "breaking", changes }, allowed: ["--allow-host"] } as const;
  expect(listApprovals({ ...facts, proof: { passed: 1, failed: 2, skipped: 0 } })).toHaveLength(5);
  expect(listApprovals({ ...facts, proof: undefined }).at(-1)).toContain("left out");
  expect(listApprovals({ ...facts, proof: undefined, compiles: false }).at(-1)).toContain("does not compile");
  expect(listApprovals({ ...FACTS, comparison: { level: "additive", changes: [] } })).toEqual([]);
});

describe("texts of a report", () => {
  test("writeMarkdown() holds counts, rules, operations, files and hashes", () => {
    const text = writeMarkdown(FACTS);
    for (const part of ["| operations |     10 |    12 |", "operation-removed", "`GET /kites`", "ab12", "3 passed"]) {
      expect(text).toContain(part);
    }
    expect(text).toBe(writeMarkdown(FACTS));
  });

  test("writeChangeset() gives the right step, and nothing where users notice nothing", () => {
    expect(writeChangeset(FACTS)).toContain('"@vendor-clients/kites": major');
    expect(writeChangeset({ ...FACTS, comparison: { level: "documentation", changes: [] } })).toBeUndefined();
  });

  test("writeHtml() is one page without a script that draws every revision", () => {
    const page = writeHtml(FACTS, [FACTS.before, FACTS.after]);
    expect(page.match(/<rect /g)).toHaveLength(2);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toContain("<script");
  });

  test("no text passes on what a name of the document does to a reader, a page or a workflow", () => {
    const changes = [
      { level: "breaking", rule: "operation-added", operation: HOSTILE, pointer: `#/paths/${HOSTILE}` },
    ] as const;
    const facts: ReportFacts = { ...FACTS, comparison: { level: "breaking", changes } };
    const { title, text } = writePullRequest(facts);
    for (const made of [writeMarkdown(facts), writeHtml(facts, []), writeChangeset(facts) ?? "", title, text]) {
      expect(made).not.toMatch(/<script|@org|\$\{\{|::set|javascript:b\)|\]\(/);
    }
    expect(title + text).not.toContain("Fixes");
  });
});
