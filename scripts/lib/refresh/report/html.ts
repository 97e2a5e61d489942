import { createHash } from "node:crypto";
import { type Block, type Cell, type Row, type Section, sayUnlisted, type Table, table } from "./blocks.ts";
import { buildReport } from "./build-report.ts";
import { drawHistory } from "./draw-history.ts";
import { escapeHtml } from "./escape-html.ts";
import type { ReportFacts, Revision } from "./facts.ts";
import { toPlain } from "./names.ts";
import { PAGE_STYLE } from "./page-style.ts";

/** One page of a vendor's history: the last report, and a picture of operations over revisions. No script, nothing fetched. */
export function writeHtml(facts: ReportFacts, history: readonly Revision[]): string {
  const { title, sections } = buildReport(facts);
  const style = `'sha256-${createHash("sha256").update(PAGE_STYLE).digest("base64")}'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${style}; base-uri 'none'; form-action 'none'">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${sections.map(writeSection).join("\n")}
<section>
<h2>Revisions</h2>
<figure><div class="wide">${drawHistory(history)}</div><figcaption>Operations of each revision; striped: new with it; below the line: gone with it.</figcaption></figure>
${table("Every revision", history, toRow, history.length).map(writeTable).join("\n")}
</section>
</main>
</body>
</html>
`;
}

function toRow({ date, operations, added, removed, paths, schemas, level, sha256 }: Revision): Row {
  const changed = { added: added ?? "", removed: removed ?? "" };
  return { date, level, operations, ...changed, paths, schemas, "SHA-256": { name: sha256 } };
}

function writeSection({ title, blocks }: Section): string {
  return `<section>\n<h2>${escapeHtml(title)}</h2>\n${blocks.map(writeBlock).join("\n")}\n</section>`;
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case "words":
      return `<p>${escapeHtml(block.text)}</p>`;
    case "commands":
      return `<pre><code>${escapeHtml(block.lines.join("\n"))}</code></pre>`;
    case "list":
      return `<ul${block.isToDo ? ' class="to-do"' : ""}>\n${block.items.map((item) => `<li>${block.isToDo ? "\u2610 " : ""}${writeCell(item)}</li>`).join("\n")}\n</ul>`;
    case "table":
      return writeTable(block);
  }
}

function writeTable(table: Table): string {
  const { caption, isFolded, unlisted } = table;
  const rest = unlisted ? `<p>${escapeHtml(sayUnlisted(table))}.</p>` : "";
  const content = [writeRows(table), rest].filter(Boolean).join("\n");
  if (isFolded) return `<details><summary>${escapeHtml(caption)}</summary>\n${content}\n</details>`;
  return table.rows.length === 0 ? `<p><strong>${escapeHtml(caption)}</strong></p>\n${content}` : content;
}

function writeRows({ caption, rows }: Table): string {
  if (rows.length === 0) return "";
  const columns = Object.keys(rows[0] ?? {});
  const kind = (column: string) => (rows.every((row) => typeof row[column] === "number") ? ' class="number"' : "");
  const head = columns.map((column) => `<th scope="col"${kind(column)}>${escapeHtml(column)}</th>`).join("");
  const body = rows.map((row) => {
    const cells = columns.map((column, index) => {
      const level = column === "level" ? ` class="${escapeHtml(String(row[column]))}"` : kind(column);
      const text = writeCell(row[column] ?? "");
      return index === 0 ? `<th scope="row"${level}>${text}</th>` : `<td${level}>${text}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  const label = escapeHtml(caption);
  return `<div class="wide" role="region" aria-label="${label}" tabindex="0"><table>
<caption>${label}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body.join("\n")}
</tbody>
</table></div>`;
}

function writeCell(cell: Cell): string {
  if (typeof cell !== "object") return escapeHtml(String(cell));
  return ("name" in cell ? [cell] : cell)
    .map((part) => (typeof part === "string" ? escapeHtml(part) : `<code>${escapeHtml(toPlain(part.name))}</code>`))
    .join(", ");
}
