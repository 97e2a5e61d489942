import { type Block, type Cell, type Name, type Report, sayUnlisted, type Table } from "./blocks.ts";
import { isPlain, toPlain } from "./names.ts";

/** How a report is written where its reader is not in front of the file. */
export interface MarkdownOptions {
  /** Rows of each table; what is left out is counted. @default all */
  readonly mostRows?: number;
  /** Leaves out names that are not names alone. @default shown with question marks */
  readonly onlyPlainNames?: boolean;
}

/** A report as Markdown that GitHub shows: long tables closed, names in code spans. */
export function toMarkdown({ title, sections }: Report, options: MarkdownOptions = {}): string {
  const parts = sections.flatMap((section) => [
    `## ${section.title}`,
    ...section.blocks.map((block) => writeBlock(block, options)),
  ]);
  return `${[`# ${title}`, ...parts].join("\n\n")}\n`;
}

/** One part of a report as Markdown. */
export function writeBlock(block: Block, options: MarkdownOptions = {}): string {
  switch (block.kind) {
    case "words":
      return block.text;
    case "commands":
      return ["```sh", ...block.lines, "```"].join("\n");
    case "list":
      return writeList(block, options);
    case "table":
      return writeTable(block, options);
  }
}

function writeList({ items, isToDo }: Extract<Block, { kind: "list" }>, options: MarkdownOptions): string {
  const { shown, rest } = cut(items, options);
  const lines = shown.map((item) => `- ${isToDo ? "[ ] " : ""}${writeCell(item, options)}`);
  return [...lines, ...(rest === 0 ? [] : [`- and ${rest} more`])].join("\n");
}

function writeTable(table: Table, options: MarkdownOptions): string {
  const { caption, rows, isFolded } = table;
  const { shown } = cut(rows, options);
  const columns = Object.keys(rows[0] ?? {});
  const isNumber = (column: string) => rows.every((row) => typeof row[column] === "number");
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const lines = [
    line(columns),
    line(columns.map((column) => (isNumber(column) ? "--:" : ":--"))),
    ...shown.map((row) => line(columns.map((column) => writeCell(row[column] ?? "", options)))),
  ];
  const body = [...(shown.length === 0 ? [] : [lines.join("\n")]), ...sayMore(table, shown.length)].join("\n\n");
  if (isFolded) return `<details><summary>${caption}</summary>\n\n${body}\n\n</details>`;
  return `**${caption}**\n\n${body}`;
}

/** What is not here, and whether the report in the repository has it. */
function sayMore(table: Table, shown: number): string[] {
  const { rows, unlisted = 0 } = table;
  if (shown === rows.length) return unlisted === 0 ? [] : [`${sayUnlisted(table)}.`];
  const total = rows.length + unlisted;
  const has = unlisted === 0 ? "all" : `${rows.length}`;
  return [`${total - shown} of ${total} rows are left out here; the report in the repository has ${has}.`];
}

function cut<T>(
  items: readonly T[],
  { mostRows = items.length }: MarkdownOptions,
): { shown: readonly T[]; rest: number } {
  const shown = items.slice(0, mostRows);
  return { shown, rest: items.length - shown.length };
}

function writeCell(cell: Cell, options: MarkdownOptions): string {
  if (typeof cell !== "object") return String(cell);
  return ("name" in cell ? [cell] : cell)
    .map((part) => (typeof part === "string" ? part : writeName(part, options)))
    .join(", ");
}

/** In a code span, which no character that is left can end. */
function writeName({ name, isTitle = false }: Name, { onlyPlainNames = false }: MarkdownOptions): string {
  if (onlyPlainNames && !isTitle && !isPlain(name)) return `a name of ${name.length} characters`;
  return `\`${toPlain(name).trim() || "?"}\``;
}
