/** A test that fails when a quirk is no longer handled. */
export interface QuirkTest {
  /** Path from the package's folder. */
  readonly file: string;
  /** Title behind those of its describes, joined by ` > `; that of a table of cases as it is written. */
  readonly test: string;
}

/** One thing that a vendor's API does and its document does not say. */
export interface QuirkRow {
  /** Kebab-case; one of its kind in the list. */
  readonly id: string;
  readonly quirk: string;
  /** Public addresses of what shows the quirk. */
  readonly sources: readonly string[];
  readonly handledBy?: readonly QuirkTest[];
  /** Why the client leaves it to its caller, where no test stands for it. */
  readonly notHandled?: string;
}

const KEYS: readonly string[] = ["id", "quirk", "sources", "handledBy", "notHandled"];

/** What is wrong with a list of quirks, apart from its tests. */
export function findRowProblems(rows: readonly QuirkRow[]): string[] {
  if (rows.length === 0) return ["the list is empty"];
  const ids = rows.map(({ id }) => id);
  return rows.flatMap((row, i) => {
    const problems = [...findTextProblems(row), ...findHandlingProblems(row)];
    if (ids.indexOf(row.id) !== i) problems.push("an earlier row has the same id");
    return problems.map((problem) => `row "${row.id}": ${problem}`);
  });
}

function findTextProblems(row: QuirkRow): string[] {
  const problems = Object.keys(row)
    .filter((key) => !KEYS.includes(key))
    .map((key) => `the field "${key}" is not known`);
  if (!/^[a-z\d]+(-[a-z\d]+)*$/.test(row.id)) problems.push("its id is not in kebab-case");
  if (!row.quirk) problems.push("it does not say what the quirk is");
  if (!row.sources?.length) problems.push("it names no source");
  for (const source of row.sources ?? []) {
    if (!/^https:\/\/[^\s]+$/.test(source)) problems.push(`its source "${source}" is no public address`);
  }
  return problems;
}

function findHandlingProblems({ handledBy, notHandled }: QuirkRow): string[] {
  if (handledBy?.length) return notHandled === undefined ? [] : ['it has both "handledBy" and "notHandled"'];
  return notHandled ? [] : ['it has neither a test in "handledBy" nor a reason in "notHandled"'];
}
