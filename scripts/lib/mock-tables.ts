import { readFileSync } from "node:fs";
import type { Lifecycle, Phase, Resource } from "../../packages/testing/src/behaviour/resource.ts";
import type { VendorBehaviour } from "../../packages/testing/src/behaviour/vendor-behaviour.ts";
import { loadDocument } from "../../packages/testing/src/document/load-document.ts";
import { createVendorMock } from "../../packages/testing/src/mock/create-vendor-mock.ts";
import { loadBehaviour } from "../../packages/testing/src/vendors/load-behaviour.ts";
import { packagePath } from "./project.ts";
import { readSection, replaceSection } from "./readme-table.ts";
import { formatTable } from "./table.ts";
import { VENDORS } from "./vendors.ts";

/** The README that tells what the mocks do. */
export const MOCKS_README = packagePath("testing", "README.md");

/** A part of the README that is written from the code, by the name of its markers. */
export type MockTables = ReadonlyMap<string, string>;

/** What the mocks remember and play, and how much of each document says nothing of its answers. */
export async function createMockTables(): Promise<MockTables> {
  const names = VENDORS.map(({ name }) => name).sort();
  const rules = await Promise.all(names.map(async (name) => [name, await loadBehaviour(name)] as const));
  return new Map([
    ["remembered", rules.map(([name, { state }]) => formatMemory(name, state?.resources ?? [])).join("\n")],
    ["scenarios", rules.map(([name, behaviour]) => formatScenarios(name, behaviour)).join("\n\n")],
    [
      "undescribed",
      formatTable(await Promise.all(rules.map(([name, behaviour]) => countUndescribed(name, behaviour)))),
    ],
  ]);
}

/** Sections whose text is not what the code says. */
export function findStaleTables(tables: MockTables, readme: string = readFileSync(MOCKS_README, "utf8")): string[] {
  return [...tables].filter(([name, text]) => readSection(readme, name) !== text).map(([name]) => name);
}

/** The README with every section as the code says. */
export function writeTables(tables: MockTables, readme: string = readFileSync(MOCKS_README, "utf8")): string {
  return [...tables].reduce((text, [name, content]) => replaceSection(text, name, content), readme);
}

function formatMemory(vendor: string, resources: readonly Resource[]): string {
  if (resources.length === 0) return `- \`${vendor}\`: nothing`;
  const texts = resources.map(({ name, lifecycle }) => `\`${name}\`${lifecycle ? formatLifecycle(lifecycle) : ""}`);
  return `- \`${vendor}\`: ${texts.join(", ")}`;
}

function formatLifecycle({ created, removed }: Lifecycle): string {
  const parts = [formatPhases(created), removed && `after its deletion ${formatPhases(removed)}`];
  const told = parts.filter((part) => part !== undefined && part !== "");
  return told.length === 0 ? "" : ` (${told.join("; ")})`;
}

/** States that take time, and the one that stays; one that stays alone is no passage. */
function formatPhases(phases: readonly Phase[]): string {
  if (phases.every(({ forMs }) => forMs === undefined)) return "";
  return phases.map(({ state, forMs }) => `${state}${forMs === undefined ? "" : ` ${forMs / 1000} s`}`).join(", ");
}

function formatScenarios(vendor: string, { scenarios }: VendorBehaviour): string {
  if (scenarios.length === 0) return `**${vendor}** has none.`;
  const rows = scenarios.map(({ name, summary }) => `| \`${name}\` | ${summary.replaceAll("|", "\\|")} |`);
  return [`**${vendor}**`, "", "| scenario | what happens |", "|---|---|", ...rows].join("\n");
}

async function countUndescribed(vendor: string, rules: VendorBehaviour) {
  const { operations } = await createVendorMock(loadDocument(vendor), { rules, recordLimit: 0 });
  const undescribed = operations.filter(({ isDescribed }) => !isDescribed).length;
  const share = `${((100 * undescribed) / operations.length).toFixed(1)} %`;
  return { vendor, operations: operations.length, "without a schema": undescribed, share };
}
