/** Rows as a Markdown table; numbers stand to the right. */
export function formatTable(rows: readonly Readonly<Record<string, string | number>>[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const isNumber = (column: string) => rows.every((row) => typeof row[column] === "number");
  const cells = rows.map((row) => columns.map((column) => String(row[column] ?? "")));
  const widths = columns.map((column, i) => Math.max(column.length, ...cells.map((row) => row[i]?.length ?? 0), 3));
  const pad = (text: string, i: number) => {
    const width = widths[i] ?? 0;
    return isNumber(columns[i] ?? "") ? text.padStart(width) : text.padEnd(width);
  };
  const line = (texts: readonly string[]) => `| ${texts.map(pad).join(" | ")} |`;
  const rule = `|${columns.map((column, i) => (isNumber(column) ? `${"-".repeat((widths[i] ?? 0) + 1)}:` : "-".repeat((widths[i] ?? 0) + 2))).join("|")}|`;
  return [line(columns), rule, ...cells.map(line)].join("\n");
}

/** Prints rows as a Markdown table. */
export function printTable(rows: readonly Readonly<Record<string, string | number>>[]): void {
  console.log(`\n${formatTable(rows)}\n`);
}
