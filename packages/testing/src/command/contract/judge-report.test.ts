import { describe, expect, test } from "vitest";
import { judgeReport, listReasons, type VitestReport } from "./judge-report.ts";
import { writeSummary } from "./write-summary.ts";

function report(...tests: [title: string, status: string, message?: string][]): VitestReport {
  const assertionResults = tests.map(([title, status, message]) => ({
    ...{ title, status, ancestorTitles: ["contract of imply", "calls"] },
    failureMessages: message === undefined ? [] : [message],
  }));
  return { testResults: [{ name: "/project/contract.test.ts", status: "passed", assertionResults }] };
}

describe("judgeReport()", () => {
  test("given tests that passed, is content and counts them by vendor", () => {
    expect(judgeReport(report(["a", "passed"], ["b", "passed"], ["c", "pending"]))).toEqual({
      outcome: "ok",
      vendors: [{ vendor: "imply", passed: 2, failed: 0, skipped: 1 }],
      breaks: [],
      infrastructure: [],
    });
  });

  test("given an assertion that failed, says that a contract is broken and by what", () => {
    const { outcome, breaks } = judgeReport(report(["a", "passed"], ["b", "failed", "AssertionError: status\n  at x"]));
    expect([outcome, breaks]).toEqual(["broken", [{ vendor: "imply", test: "b", message: "AssertionError: status" }]]);
  });

  test.each([
    "connect ECONNREFUSED 127.0.0.1:1",
    "Test timed out in 20000ms.",
    "listen EADDRINUSE",
    "write ENOSPC",
  ])("given a test that failed by %s, says that nothing is known", (message) => {
    const { outcome, breaks, infrastructure } = judgeReport(report(["a", "passed"], ["b", "failed", message]));
    expect([outcome, breaks, infrastructure.length]).toEqual(["infrastructure", [], 1]);
  });

  test("given both, says that a contract is broken and tells both", () => {
    const both = judgeReport(report(["a", "failed", "AssertionError"], ["b", "failed", "EMFILE"]));
    expect([both.outcome, both.breaks.length, both.infrastructure.length]).toEqual(["broken", 1, 1]);
  });

  test("given a file that could not be loaded, says that nothing is known", () => {
    const testResults = [{ name: "/p/contract/x.test.ts", status: "failed", message: "boom", assertionResults: [] }];
    expect(judgeReport({ testResults }).infrastructure).toEqual([
      { vendor: "", test: "p/contract/x.test.ts", message: "boom" },
    ]);
  });

  test.each([
    1,
    null,
  ])("given tests that passed in a vitest that ended with %j, says that nothing is known", (exitCode) => {
    const { outcome, infrastructure } = judgeReport(report(["a", "passed"]), { exitCode });
    expect([outcome, infrastructure[0]?.message]).toEqual([
      "infrastructure",
      expect.stringMatching(/vitest ended with/),
    ]);
  });

  test("given no test of a vendor that was asked for, says that nothing is known of it", () => {
    const { outcome, infrastructure } = judgeReport(report(["a", "passed"]), { vendors: ["imply", "palette"] });
    expect([outcome, infrastructure.map(({ vendor }) => vendor)]).toEqual(["infrastructure", ["palette"]]);
  });

  test.each([
    undefined,
    {},
    { testResults: [] },
    report(["a", "pending"]),
  ])("given a report without a test that ran, says that nothing is known", (empty) => {
    expect(judgeReport(empty).outcome).toBe("infrastructure");
  });
});

describe("listReasons()", () => {
  test("given what could not run, says for each what it was and why", () => {
    const some = report(["a", "passed"], ["b", "failed", "listen EADDRINUSE"]);
    expect(listReasons(judgeReport(some))).toEqual(["imply b: listen EADDRINUSE"]);
    expect(listReasons(judgeReport(undefined))).toEqual(["No contract test ran"]);
  });
});

describe("writeSummary()", () => {
  test("given failures with signs of HTML, shows them as text", () => {
    const page = writeSummary(judgeReport(report(["<img src=x>", "failed", "<script>"])), { index: 1, count: 2 });
    expect(page).toContain("<h1>A contract is broken</h1>");
    expect(page).toContain("Part 1 of 2.");
    expect(page).toContain("imply &lt;img src=x&gt;");
    expect(page).not.toMatch(/<script|<img/);
  });
});
