import { countChanges, listApprovals, type ReportFacts, type Revision } from "./facts.ts";

const WIDTH = 640;
const HEIGHT = 160;

/** One page of a vendor's history: counts, what changed last, and a picture of operations over revisions. No script. */
export function writeHtml(facts: ReportFacts, history: readonly Revision[]): string {
  const { title, after, comparison } = facts;
  const counts = countChanges(comparison.changes).map(({ level, rule, count }) => [level, rule, count]);
  const revisions = history.map((one) => [one.date, one.paths, one.operations, one.schemas, one.level, one.sha256]);
  const approvals = listApprovals(facts).map((one) => [one]);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}: revisions</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color-scheme: light dark }
table { border-collapse: collapse } td, th { padding: .2rem .8rem .2rem 0; text-align: left } td { font-variant-numeric: tabular-nums }
</style>
</head>
<body>
<h1>${escapeHtml(title)}, ${escapeHtml(after.date)}: ${escapeHtml(comparison.level)}</h1>
${drawOperations(history)}
<h2>Changes</h2>
${table(["level", "rule", "count"], counts)}
<h2>For a person to decide</h2>
${table(["what"], approvals)}
<h2>Revisions</h2>
${table(["date", "paths", "operations", "schemas", "level", "SHA-256"], revisions)}
</body>
</html>
`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  if (rows.length === 0) return "<p>None.</p>";
  const row = (cells: readonly (string | number)[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(String(cell))}</${tag}>`).join("")}</tr>`;
  return `<table>\n${[row(head, "th"), ...rows.map((cells) => row(cells, "td"))].join("\n")}\n</table>`;
}

/** Bars from zero, one per revision, so that a fifth less looks like a fifth less. */
function drawOperations(history: readonly Revision[]): string {
  const most = Math.max(1, ...history.map(({ operations }) => operations));
  const step = WIDTH / Math.max(1, history.length);
  const bars = history.map(({ date, operations }, index) => {
    const height = Math.round((operations / most) * (HEIGHT - 40));
    const x = Math.round(index * step);
    const width = Math.max(1, Math.round(Math.min(step * 0.8, 60)));
    return `<rect x="${x}" y="${HEIGHT - 20 - height}" width="${width}" height="${height}" fill="steelblue"/><text x="${x}" y="${HEIGHT - 24 - height}" font-size="11" fill="currentColor">${operations}</text><text x="${x}" y="${HEIGHT - 6}" font-size="11" fill="currentColor">${escapeHtml(date)}</text>`;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" role="img" aria-label="Operations by revision">\n${bars.join("\n")}\n</svg>`;
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
