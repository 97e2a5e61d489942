import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** What vitest's JSON report says of one workspace. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** One row of the contract table. */
export interface ContractCounts {
  readonly vendor: string;
  readonly operations: number;
  readonly called: number;
  readonly refused: number;
  readonly unauthorized: number;
  readonly gaps: number;
  readonly withoutSchema: number;
}

/** Adds up counts of several workspaces. */
export function addCounts(counts: readonly TestCounts[]): TestCounts {
  const sum = (key: keyof TestCounts) => counts.reduce((total, one) => total + one[key], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

/** Reads one vitest JSON report. A file that failed before its tests ran counts as one failure. */
export function readReport(text: string): TestCounts {
  const report: {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
    testResults: { status: string; assertionResults: unknown[] }[];
  } = JSON.parse(text);
  const broken = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Reports of all workspaces that left one, by folder. */
export async function collectReports(root: string): Promise<Map<string, TestCounts>> {
  const packages = (await readdir(join(root, "packages"))).sort().map((name) => join("packages", name));
  const reports = new Map<string, TestCounts>();
  for (const folder of [...packages, "scripts"]) {
    const text = await readFile(join(root, folder, ".test-results/vitest.json"), "utf8").catch(() => undefined);
    if (text !== undefined) reports.set(folder, readReport(text));
  }
  return reports;
}

/** Contract counts of all vendors that left some, in the order given. */
export async function collectContracts(root: string, vendors: readonly string[]): Promise<ContractCounts[]> {
  const rows: ContractCounts[] = [];
  for (const vendor of vendors) {
    const file = join(root, "packages", vendor, ".test-results/contract.json");
    const text = await readFile(file, "utf8").catch(() => undefined);
    if (text !== undefined) rows.push(JSON.parse(text));
  }
  return rows;
}

/** The contract table as it stands in the README. */
export function toContractRows(contracts: readonly ContractCounts[]): Record<string, string | number>[] {
  return contracts.map((one) => ({
    vendor: one.vendor,
    operations: one.operations,
    called: one.called,
    "invalid body refused": one.refused,
    "401 without credentials": one.unauthorized,
    gaps: one.gaps,
    "answers without schema": one.withoutSchema,
  }));
}
