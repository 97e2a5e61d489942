import { formatTable } from "../../table.ts";
import { bumpOf, code, countChanges, listApprovals, type ReportFacts } from "./facts.ts";

const MAX_ROWS = 300;

/** The report of one refresh as it stands in `specs/<vendor>/changes/`. The same facts give the same bytes. */
export function writeMarkdown(facts: ReportFacts): string {
  const { before, after, comparison, proof } = facts;
  const approvals = listApprovals(facts);
  return lines(
    `# ${facts.title}, ${after.date}: ${comparison.level}`,
    formatTable(
      (["paths", "operations", "schemas"] as const).map((key) => ({
        count: key,
        before: before[key],
        after: after[key],
        difference: after[key] - before[key],
      })),
    ),
    `Read ${before.date} and ${after.date}; SHA-256 ${code(before.sha256)} and ${code(after.sha256)}.`,
    "## For a person to decide",
    approvals.length === 0 ? "Nothing." : approvals.map((one) => `- ${one}`).join("\n"),
    "## Changes",
    comparison.changes.length === 0
      ? "None."
      : formatTable(countChanges(comparison.changes).map((one) => ({ ...one }))),
    writeRows(facts),
    "## Contract tests",
    proof ? `${proof.passed} passed, ${proof.failed} failed, ${proof.skipped} skipped.` : "Left out.",
    "## Files",
    facts.files.map((file) => `- ${code(file)}`).join("\n"),
  );
}

function writeRows({ comparison }: ReportFacts): string | undefined {
  const rows = comparison.changes.slice(0, MAX_ROWS).map(({ level, rule, operation, operations, pointer }) => ({
    level,
    rule,
    operation: operation === undefined ? countOperations(operations) : code(operation),
    place: code(pointer),
  }));
  if (rows.length === 0) return undefined;
  const rest = comparison.changes.length - rows.length;
  return rest === 0 ? formatTable(rows) : `${formatTable(rows)}\n\nand ${rest} more`;
}

function countOperations(operations: readonly string[] | undefined): string {
  return operations === undefined ? "" : `${operations.length} operations`;
}

/** The changeset of one refresh; `undefined` where no package changes for its users. */
export function writeChangeset(facts: ReportFacts): string | undefined {
  const bump = bumpOf(facts.comparison.level);
  if (bump === undefined) return undefined;
  const counts = countChanges(facts.comparison.changes).map(({ level, rule, count }) => `- ${count} ${level}: ${rule}`);
  return lines(
    `---\n"@vendor-clients/${facts.vendor}": ${bump}\n---`,
    `${facts.title} of ${facts.after.date}: ${facts.after.operations} operations, ${facts.before.operations} before.`,
    counts.join("\n"),
  );
}

/** Title and text of the pull request of one refresh. */
export function writePullRequest(facts: ReportFacts): { title: string; text: string } {
  const { vendor, after, comparison } = facts;
  const approvals = listApprovals(facts);
  return {
    title: `Refresh ${vendor} to the document of ${after.date}: ${comparison.level}`,
    text: lines(
      `Document ${code(after.sha256)} instead of ${code(facts.before.sha256)}.`,
      approvals.length === 0 ? "No rule asks for a person." : approvals.map((one) => `- [ ] ${one}`).join("\n"),
      comparison.changes.length === 0
        ? "No change of the interface."
        : formatTable(countChanges(comparison.changes).map((one) => ({ ...one }))),
      `Every change with its place: ${code(`specs/${vendor}/changes/${after.date}.md`)}`,
    ),
  };
}

function lines(...parts: readonly (string | undefined)[]): string {
  return `${parts.filter((part) => part !== undefined && part !== "").join("\n\n")}\n`;
}
