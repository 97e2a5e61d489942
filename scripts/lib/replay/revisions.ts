import { basename } from "node:path";

/** One document of a vendor as it was published once. */
export interface RevisionFile {
  /** Path as it was given. */
  readonly file: string;
  /** The vendor's version, or the day: `26.1.59`, `2026-04-23`. */
  readonly name: string;
  /** Day that the refresh is told, `YYYY-MM-DD`; of a version with year and month the first day of that month. */
  readonly date: string;
  /** Whom a document was made for that does not hold the whole revision, such as `public`. */
  readonly view?: string;
}

/** The documents of one vendor: whole revisions from the oldest on, and views of some of them. */
export interface VendorHistory {
  readonly revisions: readonly RevisionFile[];
  readonly views: readonly RevisionFile[];
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Two digits of the year, the month, a count. */
const VERSION = /^(\d{2})\.(\d{1,2})\.\d+$/;
const FILE = /^(.+?)(?:\.([a-z]+))?\.(?:json|graphql)$/;

/** Orders the files of a vendor's folder by their names, which are days or versions with year and month; others are left out. */
export function orderRevisions(files: readonly string[]): VendorHistory {
  const all = files.map(readFileName).filter((one) => one !== undefined);
  all.sort((a, b) => compareNames(a.name, b.name));
  return {
    revisions: all.filter(({ view }) => view === undefined),
    views: all.filter(({ view }) => view !== undefined),
  };
}

function readFileName(file: string): RevisionFile | undefined {
  const [, name = "", view] = FILE.exec(basename(file)) ?? [];
  const date = dayOf(name);
  return date === undefined ? undefined : { file, name, date, ...(view !== undefined && { view }) };
}

function dayOf(name: string): string | undefined {
  if (DAY.test(name)) return name;
  const [, year, month = ""] = VERSION.exec(name) ?? [];
  return year === undefined ? undefined : `20${year}-${month.padStart(2, "0")}-01`;
}

/** By number, part after part: 25.7.34 comes before 25.10.1. */
function compareNames(a: string, b: string): number {
  const [left, right] = [a, b].map((name) => name.split(/[.-]/).map(Number));
  const different = (left ?? []).findIndex((part, index) => part !== right?.[index]);
  return different < 0 ? 0 : (left?.[different] ?? 0) - (right?.[different] ?? 0);
}
