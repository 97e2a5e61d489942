/** A name of a document or of a consumer. It is somebody else's text, and the only such text that a report holds. */
export interface Name {
  readonly name: string;
  /** Whether words of ours surround the names in it, as in the title of a test. */
  readonly isTitle?: boolean;
}

/** Our own words, a number, or names. */
export type Cell = string | number | Name | readonly (string | Name)[];

/** Rows with the same keys; the keys are the heads of the columns. */
export interface Table {
  readonly kind: "table";
  /** Says what the rows are and how many there are. */
  readonly caption: string;
  readonly rows: readonly Readonly<Record<string, Cell>>[];
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

/** A table that is closed when it is long; nothing where there are no rows. */
export function table(caption: string, rows: Table["rows"]): Table[] {
  if (rows.length === 0) return [];
  return [{ kind: "table", caption: `${caption} (${rows.length})`, rows, isFolded: rows.length > MAX_OPEN_ROWS }];
}

/** A table that is always the same size. */
export function shortTable(caption: string, rows: Table["rows"]): Table {
  return { kind: "table", caption, rows };
}

/** A number with its noun. */
export function count(many: number, one: string, several = `${one}s`): string {
  return `${many} ${many === 1 ? one : several}`;
}
