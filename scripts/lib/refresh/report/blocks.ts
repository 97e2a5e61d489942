/** A name of a document or of a consumer. It is somebody else's text, and the only such text that a report holds. */
export interface Name {
  readonly name: string;
  /** Whether words of ours surround the names in it, as in the title of a test. */
  readonly isTitle?: boolean;
}

/** Our own words, a number, or names. */
export type Cell = string | number | Name | readonly (string | Name)[];

/** Cells by the heads of their columns. */
export type Row = Readonly<Record<string, Cell>>;

/** Rows with the same keys; the keys are the heads of the columns. */
export interface Table {
  readonly kind: "table";
  /** Says what the rows are and how many there are, listed or not. */
  readonly caption: string;
  readonly rows: readonly Row[];
  /** How many more there are, that are not listed. @default 0 */
  readonly unlisted?: number;
  /** Whether every row stays, however long the report is: counts, and what our own rules bound. */
  readonly isWhole?: boolean;
  /** Whether it is closed until a reader opens it. */
  readonly isFolded?: boolean;
}

/** One part of a section. */
export type Block =
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly Cell[]; readonly isToDo?: boolean }
  | { readonly kind: "commands"; readonly lines: readonly string[] }
  | Table;

/** A part of a report under a heading. */
export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A report before it is written as Markdown or as a page. */
export interface Report {
  readonly title: string;
  readonly sections: readonly Section[];
}

const MAX_OPEN_ROWS = 12;

/** Our own words. */
export function words(text: string): Block {
  return { kind: "words", text };
}

/** Rows of every other table. */
export const MOST_ROWS = 500;
/** Rows of a table about what breaks, or of files that are touched. */
export const MOST_GRAVE_ROWS = 2_000;

/**
 * A table that is closed when it is long; nothing where there is nothing to list.
 *
 * Only the rows that are listed are made; the caption counts all.
 */
export function table<T>(
  caption: string,
  items: readonly T[],
  toRow: (item: T) => Row,
  mostRows: number = MOST_ROWS,
): Table[] {
  if (items.length === 0) return [];
  const rows = items.slice(0, mostRows).map(toRow);
  const unlisted = items.length - rows.length;
  const isFolded = items.length > MAX_OPEN_ROWS;
  const shown = { kind: "table", caption: `${caption} (${items.length})`, rows, isFolded } as const;
  return [unlisted === 0 ? shown : { ...shown, unlisted }];
}

/** A table of counts: no row of it is ever left out. */
export function wholeTable<T>(caption: string, items: readonly T[], toRow: (item: T) => Row): Table[] {
  return table(caption, items, toRow, items.length).map((one) => ({ ...one, isWhole: true }));
}

/** A table that is always the same size. */
export function shortTable(caption: string, rows: readonly Row[]): Table {
  return { kind: "table", caption, rows, isWhole: true };
}

/** What a table says of the rows that it does not list. */
export function sayUnlisted({ unlisted = 0 }: Table): string {
  return `${unlisted} more of this kind, not listed`;
}

/** A number with its noun. */
export function count(many: number, one: string, several = `${one}s`): string {
  return `${many} ${many === 1 ? one : several}`;
}
