import type { QuirkRow } from "./quirk-row.ts";

/** The table of a package's README: what the vendor does, and the test of what the client makes of it, or why it makes nothing of it. */
export function formatQuirkTable(rows: readonly QuirkRow[]): string {
  const lines = rows.map(({ quirk, handledBy = [], notHandled }) => {
    const tests = handledBy.map(({ file, test }) => `[${toCell(test)}](${file})`);
    return `| ${toCell(quirk)} | ${notHandled === undefined ? tests.join("<br>") : `Not handled: ${toCell(notHandled)}`} |`;
  });
  return ["| What the vendor does | Handled, as this test shows |", "|---|---|", ...lines].join("\n");
}

/** A text that Markdown shows as it is, within a cell; code in backticks stays code. */
function toCell(text: string): string {
  const parts = text.replaceAll("|", "\\|").split(/(`[^`]*`)/);
  return parts
    .map((part) => (part.startsWith("`") ? part : part.replace(/[[\]]/g, "\\$&").replaceAll("<", "&lt;")))
    .join("");
}
