import { basename } from "node:path";

interface TestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly title: string;
      readonly ancestorTitles: readonly string[];
    }[];
  }[];
}

/** Titles of the tests that failed, as vitest's JSON report has them; messages may quote the document, so they stay there. */
export function readFailures(text: string): string[] {
  const report: TestReport = JSON.parse(text);
  return report.testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status === "failed");
    if (status === "failed" && assertionResults.length === 0) return [`${basename(name)} / did not start`];
    return failed.map(({ ancestorTitles, title }) => [...ancestorTitles, title].join(" / "));
  });
}
