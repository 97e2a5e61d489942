import { mkdirSync, writeFileSync } from "node:fs";
import { isCheckout } from "../document/find-documents.ts";

/** What the contract tests of a vendor counted; one row of the contract table. */
export interface ContractReport {
  readonly vendor: string;
  readonly operations: number;
  /** Operations that were called and answered as documented. */
  called: number;
  /** Operations that refused a body without a required field. */
  refused: number;
  /** Operations that refused a call without credentials. */
  unauthorized: number;
  readonly gaps: number;
  /** Operations whose success the document does not describe. */
  readonly withoutSchema: number;
}

/** Where the vendors' packages lie: the folder `packages` of the repository, the same from `src` and from `dist`. */
const PACKAGES_FOLDER = new URL("../../../", import.meta.url);

/** Writes a report to the folder of a package, `packages/<name>/.test-results/contract.json`, of a checkout; other projects ask the command for theirs. */
export function writeContractReport(report: ContractReport, packageName: string): void {
  if (!isCheckout()) return;
  const folder = new URL(`${packageName}/.test-results/`, PACKAGES_FOLDER);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL("contract.json", folder), `${JSON.stringify(report, null, 2)}\n`);
}
