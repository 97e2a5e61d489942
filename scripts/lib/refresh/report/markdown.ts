import { count, type Report } from "./blocks.ts";
import { buildReport } from "./build-report.ts";
import { summarizeTouched, tableTouched } from "./describe-touched.ts";
import { bumpOf, countChanges, listApprovals, type ReportFacts } from "./facts.ts";
import { isCut } from "./fit-report.ts";
import { toMarkdown, writeBlock } from "./to-markdown.ts";

/** The report of one refresh as it stands in `specs/<vendor>/changes/`. The same facts give the same bytes. */
export function writeMarkdown(facts: ReportFacts): string {
  return toMarkdown(buildReport(facts));
}

/** What the command prints: the verdict and whom it concerns; the report has the rest. */
export function writeSummary(facts: ReportFacts): string {
  const { touched } = facts;
  const { title, sections } = buildReport(facts);
  const verdict: Report = { title, sections: sections.slice(0, 2) };
  const files = touched
    ? [summarizeTouched(touched), ...tableTouched(touched).map((one) => writeBlock(one, { mostRows: 40 }))]
    : [];
  return [toMarkdown(verdict), ...files].join("\n\n");
}

/**
 * The changeset of one refresh; `undefined` where no package changes for its users.
 *
 * @param earlier - changeset of an earlier refresh of the same day that is not released: its step and its text stay
 */
export function writeChangeset(facts: ReportFacts, earlier?: string): string | undefined {
  const step = bumpOf(facts.comparison.level);
  const [, earlierStep, earlierText] = /^---\n"[^"\n]*": (major|minor)\n---\n\n(.*)$/s.exec(earlier ?? "") ?? [];
  const bump = step === "major" || earlierStep === "major" ? "major" : (step ?? earlierStep);
  if (bump === undefined) return undefined;
  const counts = countChanges(facts.comparison.changes).map(
    ({ level, rule, count: many }) => `- ${many} ${level}: ${rule}`,
  );
  return `${[
    `---\n"@vendor-clients/${facts.vendor}": ${bump}\n---`,
    `${facts.title} of ${facts.after.date}: ${facts.after.operations} operations, ${facts.before.operations} before.`,
    counts.join("\n"),
    ...(earlierText === undefined ? [] : [earlierText.trimEnd()]),
  ].join("\n\n")}\n`;
}

/** What a host takes as the text of a pull request, with room for what a person adds. */
const MAX_TEXT = 65_536 - 4_096;
const ROWS = [Number.POSITIVE_INFINITY, 200, 100, 50, 25, 10, 3, 0];

/**
 * Title and text of the pull request of one refresh: the report, with shorter tables where it would be too long.
 *
 * A text that bots and people read in a list holds no name that could be more than a name.
 */
export function writePullRequest(facts: ReportFacts): { title: string; text: string } {
  const { vendor, after, comparison } = facts;
  const report = buildReport(facts);
  const fitting = findFirst(ROWS, (mostRows) => {
    const shown = toMarkdown(report, { mostRows, onlyPlainNames: true });
    return shown.length <= MAX_TEXT ? shown : undefined;
  });
  const approvals = listApprovals(facts).length;
  return {
    title: `Refresh ${vendor} to the document of ${after.date}: ${comparison.level}`,
    text: [
      fitting ?? "The report is too long for this text.",
      `${isCut(report) ? "More changes" : "Every change"} with its place: \`specs/${vendor}/changes/${after.date}.md\`; ${count(approvals, "approval")} to give.\n`,
    ].join("\n"),
  };
}

/** What is found for the first item that has something; the items after it are not tried. */
function findFirst<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
