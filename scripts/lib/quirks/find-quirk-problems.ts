import { findRowProblems, type QuirkRow } from "./quirk-row.ts";

/** The titles of a test file, by its path from the package's folder; `undefined` when there is no such file. */
export type TitlesOf = (file: string) => ReadonlySet<string> | undefined;

/**
 * What is wrong with a list of quirks: rows that say too little, and tests that are not where they should be.
 *
 * A list names tests so that nobody can delete or rename one without looking at what it stood for.
 */
export function findQuirkProblems(rows: readonly QuirkRow[], titlesOf: TitlesOf): string[] {
  const missing = rows.flatMap(({ id, handledBy = [] }) =>
    handledBy.flatMap(({ file, test }) => {
      const titles = titlesOf(file);
      if (titles === undefined) return [`row "${id}": no test file ${file}`];
      return titles.has(test) ? [] : [`row "${id}": no test "${test}" in ${file}`];
    }),
  );
  return [...findRowProblems(rows), ...missing];
}
