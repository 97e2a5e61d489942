import { stripVTControlCharacters } from "node:util";

/** One test that failed. */
export interface Failure {
  readonly vendor: string;
  readonly test: string;
  readonly message: string;
}

/** Counts of one vendor's contract tests. */
export interface VendorCounts {
  readonly vendor: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What contract tests said, with the failures told apart. */
export interface Judgement {
  /** `broken`: client and document disagree. `infrastructure`: what the tests stand on failed, so nothing is known. */
  readonly outcome: "ok" | "broken" | "infrastructure";
  readonly vendors: readonly VendorCounts[];
  /** Client and document disagree. */
  readonly breaks: readonly Failure[];
  /** The tests could not do their work. */
  readonly infrastructure: readonly Failure[];
}

/** The part of vitest's JSON report that is read. */
export interface VitestReport {
  readonly testResults?: readonly {
    readonly name?: string;
    readonly status?: string;
    readonly message?: string;
    readonly assertionResults?: readonly {
      readonly ancestorTitles?: readonly string[];
      readonly fullName?: string;
      readonly title?: string;
      readonly status?: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

/** Where tests are counted that are not of `describeContract`. */
const OTHERS = "others";

/** Signs that the machine failed, not the contract. */
const INFRASTRUCTURE =
  /\b(?:ECONNREFUSED|ECONNRESET|EADDRINUSE|EADDRNOTAVAIL|EACCES|EMFILE|ENFILE|ENOSPC|ENOMEM|ERR_MODULE_NOT_FOUND)\b|(?:Test|Hook) timed out|Cannot start the mock|Cannot find (?:module|package)/i;

/** What is known of a run beside its report. */
export interface Run {
  /** Names of the vendors that were asked for; each has to have tests. @default none by name */
  readonly vendors?: readonly string[];
  /** How vitest ended; `null` when a signal ended it. @default 0 */
  readonly exitCode?: number | null;
}

/** Reads vitest's report; a report of no test at all is a failure of what the tests stand on. */
export function judgeReport(report: VitestReport | undefined, { vendors = [], exitCode = 0 }: Run = {}): Judgement {
  const counts = new Map<string, VendorCounts>();
  const breaks: Failure[] = [];
  const infrastructure: Failure[] = [];
  for (const { name = "", status, message = "", assertionResults = [] } of report?.testResults ?? []) {
    if (status === "failed" && !assertionResults.some((one) => one.status === "failed")) {
      infrastructure.push({ vendor: "", test: name.split(/[\\/]/).slice(-3).join("/"), message: firstLine(message) });
    }
    for (const { ancestorTitles = [], title = "", status: ended = "", failureMessages } of assertionResults) {
      const vendor = /^contract of (\S+)/.exec(ancestorTitles[0] ?? "")?.[1] ?? OTHERS;
      count(counts, vendor, ended);
      if (ended !== "failed") continue;
      const text = (failureMessages ?? []).join("\n");
      const failure = { vendor, test: title, message: firstLine(text) };
      if (INFRASTRUCTURE.test(text)) infrastructure.push(failure);
      else breaks.push(failure);
    }
  }
  const ran = [...counts.values()].some(({ passed, failed }) => passed + failed > 0);
  if (!ran && infrastructure.length === 0) {
    infrastructure.push({ vendor: "", test: "", message: "No contract test ran" });
  }
  // Tests under other titles may be anybody's.
  const isTold = ran && !counts.has(OTHERS);
  for (const vendor of vendors.filter((name) => isTold && !counts.has(name))) {
    infrastructure.push({ vendor, test: "", message: `No contract test of ${vendor} was found` });
  }
  // An error outside of all tests, or a threshold: vitest tells it by its exit code alone.
  if (exitCode !== 0 && breaks.length === 0 && infrastructure.length === 0) {
    const message = `Every test passed, yet vitest ended with ${exitCode ?? "a signal"}; its output above says why`;
    infrastructure.push({ vendor: "", test: "", message });
  }
  const outcome = breaks.length > 0 ? "broken" : infrastructure.length > 0 ? "infrastructure" : "ok";
  return { outcome, vendors: [...counts.values()], breaks, infrastructure };
}

/** What kept tests from their work, a line for each; vitest itself tells of the others. */
export function listReasons({ infrastructure }: Judgement): string[] {
  return infrastructure.map(({ vendor, test, message }) =>
    [`${vendor} ${test}`.trim(), message].filter(Boolean).join(": "),
  );
}

function count(counts: Map<string, VendorCounts>, vendor: string, status: string): void {
  const { passed, failed, skipped } = counts.get(vendor) ?? { passed: 0, failed: 0, skipped: 0 };
  counts.set(vendor, {
    vendor,
    passed: passed + Number(status === "passed"),
    failed: failed + Number(status === "failed"),
    skipped: skipped + Number(status !== "passed" && status !== "failed"),
  });
}

function firstLine(text: string): string {
  return stripVTControlCharacters(text.split("\n").find((line) => line.trim() !== "") ?? "").slice(0, 500);
}
