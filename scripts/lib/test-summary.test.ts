import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addCounts, collectContracts, collectReports, readReport } from "./test-summary.ts";

const report = (passed: number, failed: number, files: object[] = []) =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: files,
  });

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "summary-"));
  for (const folder of ["packages/a/.test-results", "packages/b", "scripts/.test-results"]) {
    await mkdir(join(root, folder), { recursive: true });
  }
});
afterEach(() => rm(root, { recursive: true }));

test("readReport(), for a file that broke before its tests ran, counts one failure", () => {
  const broken = { status: "failed", assertionResults: [] };
  const counted = { status: "failed", assertionResults: [{}] };
  expect(readReport(report(3, 1, [broken, counted]))).toEqual({ passed: 3, failed: 2, skipped: 1 });
});

test("collectReports(), for workspaces with and without a report, finds those with one", async () => {
  await writeFile(join(root, "packages/a/.test-results/vitest.json"), report(2, 0));
  await writeFile(join(root, "scripts/.test-results/vitest.json"), report(5, 1));
  const reports = await collectReports(root);
  expect([...reports.keys()]).toEqual(["packages/a", "scripts"]);
  expect(addCounts([...reports.values()])).toEqual({ passed: 7, failed: 1, skipped: 2 });
});

test("collectContracts(), for a vendor that left no counts, leaves it out so that the run fails", async () => {
  await writeFile(join(root, "packages/a/.test-results/contract.json"), JSON.stringify({ vendor: "a", operations: 1 }));
  expect(await collectContracts(root, ["a", "b"])).toEqual([{ vendor: "a", operations: 1 }]);
});
