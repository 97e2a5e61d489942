import { countOperations, type ReportFacts, type Revision } from "./facts.ts";

/**
 * The revisions in the order of their days; what was committed before and is not in the history comes first into it.
 *
 * Two revisions of one day both stay.
 */
export function extendHistory(history: readonly Revision[], { before, after, comparison }: ReportFacts): Revision[] {
  const known = history.some(({ sha256 }) => sha256 === before.sha256) ? history : [...history, before];
  const now = { ...after, ...countOperations(comparison.changes) };
  return [...known, now].sort((a, b) => (a.date < b.date ? -1 : a.date === b.date ? 0 : 1));
}
