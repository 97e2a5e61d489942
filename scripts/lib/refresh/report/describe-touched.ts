import { type Block, count, MOST_GRAVE_ROWS, type Table, table, words } from "./blocks.ts";
import type { Touched } from "./facts.ts";
import { showNames } from "./names.ts";

const MAX_LINES = 8;

/** Which files of which consumers have to be looked at. */
export function describeTouched(touched: Touched | undefined): Block[] {
  if (!touched) return [words("Nobody looked for files that are touched.")];
  const { unread } = touched;
  return [
    words(summarizeTouched(touched)),
    { kind: "list", items: touched.consumers.map((name) => [{ name }]) },
    ...tableTouched(touched),
    ...table("Files that nobody could read: too big, or nested too deep", unread, ({ consumer, file }) => ({
      consumer: { name: consumer },
      file: { name: file },
    })),
  ];
}

/** One row for each file, gravest first. */
export function tableTouched({ files }: Touched): Table[] {
  return table(
    "Files that are touched",
    files,
    ({ consumer, file, lines, level, names }) => ({
      consumer: { name: consumer },
      file: { name: file },
      lines: showLines(lines),
      level,
      operations: showNames(names),
    }),
    MOST_GRAVE_ROWS,
  );
}

/** How many files of how many consumers. */
export function summarizeTouched({ files }: Touched): string {
  const users = new Set(files.map(({ consumer }) => consumer)).size;
  const verb = files.length === 1 ? "is" : "are";
  return `${count(files.length, "file")} of ${count(users, "consumer")} ${verb} touched; looked through were:`;
}

function showLines(lines: readonly number[]): string {
  const shown = lines.slice(0, MAX_LINES).join(", ");
  return lines.length > MAX_LINES ? `${shown} and ${lines.length - MAX_LINES} more` : shown;
}
