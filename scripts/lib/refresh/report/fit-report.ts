import type { Block, Cell, Report, Row, Table } from "./blocks.ts";

/** Characters of a report as a page, which is longer than its Markdown; what surrounds the tables comes on top. */
const ROOM = 900_000;
/** Rows that every table gets before any gets more, so that a long one hides no other: a few of each, then the short ones whole. */
const TURNS = [10, 50, Number.POSITIVE_INFINITY];
/** Of a name: its code span on a page and the comma. */
const AROUND_NAME = 15;
const AROUND_CELL = 12;
const AROUND_ROW = 24;
const AROUND_TABLE = 500;
/** Longer names are shown shortened. */
const MAX_NAME = 163;

/**
 * A report that stays below a length: rows at the ends of its tables are left out and counted, the last tables' first.
 *
 * The heaviest tables come first, so that they lose their rows last. Counts are never left out. What stays depends on the facts alone.
 */
export function fitReport(report: Report, room: number = ROOM): Report {
  const tables = report.sections.flatMap(({ blocks }) => blocks).filter((block) => block.kind === "table");
  const kept = chooseRows(tables, room);
  const fit = (block: Block): Block => (block.kind === "table" ? cutTable(block, kept.get(block) ?? 0) : block);
  return { ...report, sections: report.sections.map((one) => ({ ...one, blocks: one.blocks.map(fit) })) };
}

/** Whether a report leaves rows out. */
export function isCut({ sections }: Report): boolean {
  return sections.some(({ blocks }) => blocks.some((one) => one.kind === "table" && (one.unlisted ?? 0) > 0));
}

function chooseRows(tables: readonly Table[], room: number): Map<Table, number> {
  const kept = new Map<Table, number>();
  let left = room - tables.length * AROUND_TABLE;
  for (const one of tables.filter(({ isWhole }) => isWhole)) {
    kept.set(one, one.rows.length);
    left -= one.rows.reduce((sum, row) => sum + measureRow(row), 0);
  }
  const others = tables.filter(({ isWhole }) => !isWhole);
  for (const most of TURNS) {
    for (const one of others) {
      let rows = kept.get(one) ?? 0;
      for (const row of one.rows.slice(rows, most)) {
        const length = measureRow(row);
        if (length > left) break;
        left -= length;
        rows += 1;
      }
      kept.set(one, rows);
    }
  }
  return kept;
}

function cutTable(table: Table, rows: number): Table {
  const { unlisted = 0 } = table;
  if (rows === table.rows.length) return table;
  return { ...table, rows: table.rows.slice(0, rows), unlisted: unlisted + table.rows.length - rows };
}

function measureRow(row: Row): number {
  return Object.values(row).reduce<number>((sum, cell) => sum + measureCell(cell) + AROUND_CELL, AROUND_ROW);
}

function measureCell(cell: Cell): number {
  if (typeof cell !== "object") return String(cell).length;
  if ("name" in cell) return Math.min(cell.name.length, MAX_NAME) + AROUND_NAME;
  return cell.reduce((sum, part) => sum + (typeof part === "string" ? part.length + 2 : measureCell(part)), 0);
}
