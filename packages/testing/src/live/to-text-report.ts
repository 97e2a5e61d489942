import type { Deviation } from "./deviation.ts";
import type { DriftReport, NotTried } from "./report.ts";

const TITLES = {
  ok: "no answer differs from the document",
  drift: "answers differ from the document",
  infrastructure: "nothing is known",
} as const;

/** The report as lines for a terminal. */
export function toTextReport(report: DriftReport): string {
  const { vendor, outcome, problem, isInterrupted, tried, operations, deviations, undocumented, notTried } = report;
  const lines = [
    `${vendor}: ${TITLES[outcome]}${isInterrupted ? " (ended early)" : ""}`,
    ...(problem === undefined ? [] : [problem]),
    `${tried} of ${operations} operations sent; answers: ${listCounts(report.answers)}; failures: ${listCounts(report.failures)}`,
    ...list("Broken rules", deviations),
    ...list("Not in the document, no rule broken", undocumented),
  ];
  const reasons = [...countReasons(notTried)].sort(([, a], [, b]) => b - a);
  if (reasons.length > 0) lines.push("", `Not tried: ${notTried.length}`);
  for (const [reason, count] of reasons) lines.push(`  ${String(count).padStart(4)}  ${reason}`);
  return lines.join("\n");
}

/** How many operations were not tried for each reason. */
export function countReasons(notTried: readonly NotTried[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { reason } of notTried) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
}

/** `200: 3, 404: 1`. */
export function listCounts(counts: Readonly<Record<string, number>>): string {
  const pairs = Object.entries(counts).map(([key, count]) => `${key}: ${count}`);
  return pairs.length > 0 ? pairs.join(", ") : "none";
}

function list(title: string, found: readonly Deviation[]): string[] {
  if (found.length === 0) return [];
  const lines = found.map(({ operation, status, rule, pointer, found: seen, declared, count, suggestion }) => {
    const times = count > 1 ? `, ${count} times` : "";
    const head = `  ${operation} ${status}  ${rule} ${pointer || "(whole)"}: ${seen}, declared ${declared}${times}`;
    return suggestion === undefined ? head : `${head}\n      suggests ${shorten(JSON.stringify(suggestion))}`;
  });
  return ["", `${title}: ${found.length}`, ...lines];
}

const MAX_SUGGESTION = 300;

function shorten(text: string): string {
  return text.length <= MAX_SUGGESTION ? text : `${text.slice(0, MAX_SUGGESTION)}… (whole with --json)`;
}
