import { describe, expect, test } from "vitest";
import type { Change, Level } from "../../compare/change.ts";
import { type Block, MOST_GRAVE_ROWS, MOST_ROWS, type Report, table, wholeTable } from "./blocks.ts";
import { buildReport } from "./build-report.ts";
import { fitReport, isCut } from "./fit-report.ts";
import { extendHistory } from "./history.ts";
import { writeHtml } from "./html.ts";
import { writeMarkdown, writePullRequest } from "./markdown.ts";
import { factsOf } from "./testing.ts";

const MIB = 1_048_576;
/** The work before the writing looks at each change a few times; at every pair of them it would take minutes. */
const TIMEOUT_MS = 30_000;

const property = (level: Level, rule: string, index: number, place = "A"): Change => ({
  level,
  rule,
  operations: ["GET /kites", "GET /kites/{id}", `GET /kites/${index % 40}`],
  pointer: `#/components/schemas/${place}/properties/property${index}`,
  to: "string",
});

const many = (count: number, toChange: (index: number) => Change) =>
  Array.from({ length: count }, (_, i) => toChange(i));

const byRule = (report: Report) =>
  report.sections
    .flatMap(({ blocks }) => blocks)
    .filter((block) => block.kind === "table")
    .map(({ caption, rows, unlisted = 0 }) => [caption, rows.length, unlisted]);

describe("a report of 60,000 changes", { timeout: TIMEOUT_MS }, () => {
  const changes = [
    ...many(3_000, (index) => property("breaking", "request-property-removed", index)),
    ...many(1_500, (index) => property("risky", "response-enum-value-added", index)),
    ...many(55_480, (index) => property("additive", "response-property-added", index)),
    ...many(20, (index) => property("documentation", "parameter-order-changed", index)),
  ];
  const files = [0, 1, 2, 3].map((file) => ({
    ...({
      consumer: "app",
      file: `src/${file}.ts`,
      level: "breaking",
      reasons: ["call"],
      names: [],
      lines: [3],
    } as const),
    changes: changes.map((_, at) => ({ at, lines: [3] })),
  }));
  const touched = { own: [], consumers: ["app"], files, unread: [] };
  const facts = factsOf(changes, { touched });

  test("stays below 1 MiB as Markdown and as a page, and is the same each time", () => {
    const markdown = writeMarkdown(facts);
    const page = writeHtml(facts, extendHistory([], facts));
    expect(markdown.length).toBeLessThan(MIB);
    expect(page.length).toBeLessThan(MIB);
    expect(writeMarkdown({ ...facts })).toBe(markdown);
    expect(writePullRequest(facts).text.length).toBeLessThanOrEqual(65_536);
  });

  test("counts all, lists the heaviest and says how many it does not list", () => {
    const tables = byRule(buildReport(facts));
    for (const want of [
      ["breaking: request-property-removed (3000)", MOST_GRAVE_ROWS, 1_000],
      ["risky: response-enum-value-added (1500)", MOST_ROWS, 1_000],
      ["documentation: parameter-order-changed (20)", 20, 0],
    ])
      expect(tables).toContainEqual(want);
    const added = tables.find(([caption]) => caption === "additive: response-property-added (55480)");
    expect(Number(added?.[1]) + Number(added?.[2])).toBe(55_480);
    const texts = [writeMarkdown(facts), writeHtml(facts, extendHistory([], facts))];
    for (const text of texts) {
      expect(text).toContain("1000 more of this kind, not listed.");
      expect(text).toContain(`${added?.[2]} more of this kind, not listed.`);
    }
    expect(texts[0]).toContain("| breaking | request-property-removed | 3000 | 42 |");
    expect(texts[0]).toContain("| additive | response-property-added | 55480 | 42 |");
    expect(texts[0]).toContain("| breaking changes | 3000, in 42 operations |");
    expect(texts[0]).toContain("`app/src/0.ts:3`, `app/src/1.ts:3`, `app/src/2.ts:3`, and 1 more |");
    expect(writePullRequest(facts).text).toContain("response-property-added (55480)");
    expect(writePullRequest(facts).text).toContain("More changes with its place");
  });

  test("of many rules with long names, stays below 1 MiB and names every rule with its number", () => {
    const long = "x".repeat(150);
    const values = Array.from({ length: 50 }, (_, value) => `${long.slice(40)}${value}`);
    const odd = many(60_000, (index) => ({
      ...property("breaking", `rule-${index % 200}`, index, long),
      operations: [1, 2, 3].map((one) => `GET /${long}/${index}/${one}`),
      from: values,
    }));
    const wide = factsOf(odd);
    const markdown = writeMarkdown(wide);
    expect(markdown.length).toBeLessThan(MIB);
    expect(writeHtml(wide, []).length).toBeLessThan(MIB);
    for (let rule = 0; rule < 200; rule++) {
      expect(markdown).toContain(`| breaking | rule-${rule} | 300 | 900 |`);
      expect(markdown).toContain(`breaking: rule-${rule} (300)`);
    }
  });

  test("of properties gone and new at one place, looks at each name once and sees no rename among them", () => {
    const swapped = [
      ...many(30_000, (index) => property("breaking", "response-property-removed", index)),
      ...many(30_000, (index) => property("additive", "response-property-added", index + 30_000)),
    ];
    expect(writeMarkdown(factsOf(swapped))).not.toContain("perhaps renamed");
  });
});

describe("a report of the size of a real step", () => {
  const operation = (level: Level, rule: string, index: number): Change => ({
    ...{ level, rule, operation: `POST /v1/spectroclusters/cloud/{uid}/place${index}` },
    pointer: `#/paths/~1v1~1spectroclusters~1cloud~1{uid}~1place${index}/post`,
  });

  test("of 39 operations gone and 177 new, lists every one", () => {
    const gone = many(39, (index) => operation("breaking", "operation-removed", index));
    const added = many(177, (index) => operation("additive", "operation-added", index + 39));
    const facts = factsOf([...gone, ...added, ...many(400, (index) => property("additive", "schema-added", index))]);
    expect(isCut(buildReport(facts))).toBe(false);
    const markdown = writeMarkdown(facts);
    for (const { pointer } of facts.comparison.changes) expect(markdown).toContain(`\`${pointer}\``);
    expect(markdown + writeHtml(facts, [])).not.toContain("not listed");
  });
});

describe("fitReport()", () => {
  const row = (index: number) => ({ place: { name: `name${index}` } });
  const reportOf = (...blocks: Block[]): Report => ({ title: "t", sections: [{ title: "s", blocks }] });
  const items = Array.from({ length: 100 }, (_, index) => index);

  test("fitReport(), with little room, keeps counts whole, the first rows of all and more of the first table", () => {
    const [first, second] = [...table("first", items, row), ...table("second", items, row)];
    const counts = wholeTable("counts", items, row);
    if (!first || !second) throw new Error("no tables");
    const fitted = fitReport(reportOf(first, second, ...counts), 3 * 500 + 100 * 60 + 50 * 60);
    const [, [, many = 0] = [], [, whole] = []] = byRule(fitted);
    expect(byRule(fitted)[0]?.[1]).toBeGreaterThan(Number(many));
    expect([many, whole]).toEqual([10, 100]);
    for (const [, listed, unlisted] of byRule(fitted)) expect(Number(listed) + Number(unlisted)).toBe(100);
  });

  test("fitReport(), with room enough, changes nothing", () => {
    const report = reportOf(...table("first", items, row));
    expect(fitReport(report)).toEqual(report);
    expect(isCut(report)).toBe(false);
  });
});
