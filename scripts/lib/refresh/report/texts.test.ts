import { describe, expect, test } from "vitest";
import type { Change } from "../../compare/change.ts";
import type { Touched } from "./facts.ts";
import { extendHistory } from "./history.ts";
import { writeHtml } from "./html.ts";
import { writeChangeset, writeMarkdown, writePullRequest, writeSummary } from "./markdown.ts";
import { CHANGES, factsOf, HOSTILE_NAMES } from "./testing.ts";

const touchedBy = (name: string): Touched => ({
  own: ["packages/kites"],
  consumers: ["packages/kites", name],
  files: [
    {
      consumer: name,
      file: `src/${name}.ts`,
      level: "breaking",
      reasons: ["call"],
      names: [name],
      lines: [3, 4, 5, 6, 7, 8, 9, 10, 11],
      changes: [{ at: 0, lines: [3] }],
    },
  ],
  unread: [{ consumer: name, file: name }],
});

describe("writeMarkdown()", () => {
  test("writeMarkdown() answers a reviewer's questions in the order in which they are asked", () => {
    const text = writeMarkdown(factsOf(CHANGES, { touched: touchedBy("app"), allowed: ["--allow-shrink"] }));
    const parts = [
      "# Kites, 2026-02-01: breaking",
      "| version step | major, of packages/kites |",
      "- [ ] --allow-shrink was given",
      "| SHA-256 | `ab1210` | `ab1212` |",
      "| operations | 10 | 12 | +2 |",
      "| breaking | operation-removed | 1 | 1 |",
      "1 file of 1 consumer is touched",
      "| `app` | `src/app.ts` | 3, 4, 5, 6, 7, 8, 9, 10 and 1 more | breaking | `app` |",
      "too big, or nested too deep",
      "| `GET /kites` | `#/paths/~1kites/get` | `listKites` | `app/src/app.ts:3` |",
      "## What is new",
      "| `DELETE /kites` | `#/paths/~1kites/delete` | `deleteKites` |",
      "3 passed, 0 failed, 0 skipped.",
      "## Flags\n\n--allow-shrink",
      "| generated types and tables | 2 |",
      "# ab12",
      "npm run refresh -- kites --from document --date 2026-02-01 --allow-shrink --consumers <folder>",
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(parts.filter((_, index) => places[index] === -1)).toEqual([]);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text).toBe(writeMarkdown(factsOf(CHANGES, { touched: touchedBy("app"), allowed: ["--allow-shrink"] })));
  });

  test("writeMarkdown(), for tests that failed, names them and no message", () => {
    const proof = { passed: 1, failed: 1, skipped: 0, failures: ["kites / GET /kites answers"] };
    expect(writeMarkdown(factsOf(CHANGES, { proof }))).toContain("| `kites / GET /kites answers` |");
  });

  test("writeMarkdown(), for a package that does not compile, names the places and asks for no flag to repeat it", () => {
    const problems = [{ file: "packages/kites/src/wait.ts", line: 65, code: "TS2339" }];
    const text = writeMarkdown(factsOf(CHANGES, { compiles: false, problems, proof: undefined }));
    expect(text).toContain("| `packages/kites/src/wait.ts` | 65 | TS2339 |");
    expect(text).not.toContain("--skip-proof");
    expect(writeMarkdown(factsOf(CHANGES, { proof: undefined }))).toContain("--date 2026-02-01 --skip-proof\n");
  });

  test("writeMarkdown(), for many changes of one rule, folds them under their number and leaves none out", () => {
    const text = writeMarkdown(factsOf(manyChanges(500)));
    expect(text).toContain("<details><summary>breaking: operation-removed (500)</summary>\n\n| operations |");
    expect(text.match(/^\| `GET \/kites\/\d+` \| `#/gm)).toHaveLength(500);
  });

  test("writeMarkdown(), for words alone, asks nobody and names no step", () => {
    const text = writeMarkdown(factsOf([{ rule: "title-changed", level: "documentation", pointer: "#/info/title" }]));
    for (const part of ["| version step | none |", "Nothing: no rule asks", "Nothing breaks"])
      expect(text).toContain(part);
  });
});

describe("writeSummary()", () => {
  test("writeSummary() says the verdict and who is touched, without the tables of changes", () => {
    const text = writeSummary(factsOf(manyChanges(500), { touched: touchedBy("app") }));
    for (const part of ["breaking changes | 500", "1 file of 1 consumer is touched", "`src/app.ts`"])
      expect(text).toContain(part);
    expect(text.length).toBeLessThan(4_000);
  });
});

describe("writeChangeset()", () => {
  test.each([
    ["a break", CHANGES, "major"],
    ["an addition", CHANGES.slice(1), "minor"],
    ["a risk", [{ rule: "server-added", level: "risky", pointer: "#" }] as const, "minor"],
  ])("writeChangeset(), for %s, is the right step", (_what, changes, step) => {
    expect(writeChangeset(factsOf(changes))).toMatch(new RegExp(`^---\n"@vendor-clients/kites": ${step}\n---\n`));
  });

  test("writeChangeset(), for words alone, is none", () => {
    expect(writeChangeset(factsOf([]))).toBeUndefined();
  });

  test("writeChangeset(), for a second refresh of a day, keeps the greater step and both texts", () => {
    const first = writeChangeset(factsOf(CHANGES)) ?? "";
    const second = writeChangeset(factsOf(CHANGES.slice(1)), first) ?? "";
    expect(second).toContain('"@vendor-clients/kites": major');
    expect(second.match(/operation-added/g)).toHaveLength(2);
    expect(second.match(/^---$/gm)).toHaveLength(2);
    const minor = writeChangeset(factsOf(CHANGES.slice(1))) ?? "";
    expect(writeChangeset(factsOf(CHANGES), minor)).toContain('kites": major');
    expect(writeChangeset(factsOf([]), minor)).toContain('kites": minor');
  });
});

describe("writePullRequest()", () => {
  test("writePullRequest() holds the report and the file with all of it", () => {
    const { title, text } = writePullRequest(factsOf());
    expect(title).toBe("Refresh kites to the document of 2026-02-01: breaking");
    for (const part of ["`GET /kites`", "- [ ] 1 breaking change", "specs/kites/changes/2026-02-01.md"])
      expect(text).toContain(part);
  });

  test.each([39, 500, 5_000])("writePullRequest(), for %d changes, fits and shows every total", (many) => {
    const { text } = writePullRequest(factsOf(manyChanges(many), { touched: touchedBy("app") }));
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text).toContain(`operation-removed (${many})`);
    if (many === 5_000) expect(text).toMatch(/\d+ of 5000 rows are left out here/);
    if (many === 39) expect(text).not.toContain("left out here");
  });

  test("writePullRequest(), for changes of hundreds of rules and thousands of failures, fits", () => {
    const changes = Array.from(
      { length: 600 },
      (_, index): Change => ({
        ...(CHANGES[0] as Change),
        rule: `rule-with-a-long-name-that-says-what-happened-${index % 200}`,
        operation: `GET /${"kites/".repeat(30)}${index}`,
      }),
    );
    const failures = Array.from({ length: 3_000 }, (_, index) => `kites / ${"title ".repeat(20)}${index}`);
    const { text } = writePullRequest(factsOf(changes, { proof: { passed: 0, failed: 3_000, skipped: 0, failures } }));
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text).toContain("Tests that failed (3000)");
  });
});

describe("extendHistory()", () => {
  test("extendHistory(), for the first refresh, begins with what was there", () => {
    expect(extendHistory([], factsOf())).toMatchObject([
      { date: "2026-01-01", operations: 10 },
      { date: "2026-02-01", operations: 12, added: 1, removed: 1 },
    ]);
  });

  test("extendHistory(), for a second refresh of a day, keeps both", () => {
    const { after } = factsOf();
    const again = factsOf(CHANGES, { before: after, after: { ...after, sha256: "ff", operations: 13 } });
    const history = extendHistory(extendHistory([], factsOf()), again);
    expect(history.map(({ operations }) => operations)).toEqual([10, 12, 13]);
  });
});

describe("writeHtml()", () => {
  const page = writeHtml(factsOf(manyChanges(20), { touched: touchedBy("app") }), extendHistory([], factsOf()));

  test("writeHtml() has no script, loads nothing and allows only its own style", () => {
    expect(page).toMatch(
      /default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; base-uri 'none'; form-action 'none'/,
    );
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|href=|\son\w+=|style=|url\((?!#)/);
  });

  test("writeHtml() draws every revision, with a title and all numbers as text", () => {
    expect(page.match(/class="all"/g)).toHaveLength(2);
    expect(page).toContain('role="img" aria-labelledby="picture-title picture-text"');
    expect(page).toContain("2026-02-01: 12 operations, 1 added, 1 removed.");
    expect(page).toContain("+1 \u22121");
  });

  test("writeHtml() gives every table a caption and heads, and folds the long ones", () => {
    const tables = page.match(/<table>.*?<\/table>/gs) ?? [];
    expect(tables.length).toBeGreaterThan(6);
    for (const one of tables) expect(one).toMatch(/<caption>[^<]+<\/caption>.*<th scope="col".*<th scope="row"/s);
    expect(page).toContain("<summary>breaking: operation-removed (20)</summary>");
    expect(page.match(/<details>/g)?.length).toBe(page.match(/<\/details>/g)?.length);
  });

  test("writeHtml() follows the reader's choice of light or dark and the width of the screen", () => {
    for (const part of ["prefers-color-scheme: dark", "width=device-width", "overflow-x: auto"])
      expect(page).toContain(part);
  });
});

describe("a report about hostile names", () => {
  test.each(HOSTILE_NAMES)("no text passes on %s", (_what, name) => {
    const isSentence = /^(Ignore|Fixes)/.test(name);
    const hostile: Change = {
      level: "breaking",
      rule: "operation-removed-after-deprecation",
      operation: name,
      operationId: name,
      pointer: `#/paths/${name}`,
      from: [name, name],
      to: name,
    };
    const changes = [hostile, { ...hostile, rule: "operation-renamed", operations: [name, "GET /a"] }];
    const proof = { passed: 0, failed: 1, skipped: 0, failures: [isSentence ? "kites" : name] };
    const facts = factsOf(changes, { touched: touchedBy(name), proof });
    const { title, text } = writePullRequest(facts);
    const markdown = [writeMarkdown(facts), writeSummary(facts), writeChangeset(facts) ?? "", title, text];
    const page = writeHtml(facts, extendHistory([], facts));
    for (const made of [...markdown, page]) {
      expect(made).not.toMatch(/@org|\$\{\{|::set|Fixes #|<script>alert|<img|javascript:alert\(|\]\(|<!--|onerror='/);
      expect(made).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
      expect(made).not.toContain("\n# Approved");
      expect(made.match(/<details>/g)?.length).toBe(made.match(/<\/details>/g)?.length);
    }
    for (const made of markdown) {
      const spans = made.split("\n").filter((line) => (line.match(/`/g)?.length ?? 0) % 2 !== 0);
      expect(spans.filter((line) => !line.startsWith("```"))).toEqual([]);
      for (const rows of tablesOf(made)) expect(new Set(rows.map((row) => row.split("|").length)).size).toBe(1);
    }
    expect(title + text).not.toMatch(/Ignore all rules|Fixes/);
  });
});

function manyChanges(many: number): Change[] {
  return Array.from({ length: many }, (_, index) => ({
    ...(CHANGES[0] as Change),
    operation: `GET /kites/${index}`,
    pointer: `#/paths/~1kites~1${index}/get`,
  }));
}

/** The rows of each table of a Markdown text. */
function tablesOf(text: string): string[][] {
  return text
    .split("\n\n")
    .map((part) => part.split("\n"))
    .filter(([first]) => first?.startsWith("|"));
}
