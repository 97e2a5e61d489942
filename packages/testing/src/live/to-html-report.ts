import type { Deviation } from "./deviation.ts";
import type { DriftReport } from "./report.ts";
import { countReasons, listCounts } from "./to-text-report.ts";

const TITLES = {
  ok: "No answer differs from the document",
  drift: "Answers differ from the document",
  infrastructure: "Nothing is known of the answers",
} as const;

/** The report as a page without scripts, which loads nothing. */
export function toHtmlReport(report: DriftReport): string {
  const { vendor, outcome, problem, isInterrupted, tried, operations, deviations, undocumented, notTried } = report;
  const title = `${TITLES[outcome]}: ${toHtml(vendor)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 90rem; padding: 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8886; padding: .25rem 1rem .25rem 0; text-align: left; vertical-align: top; }
td { font-variant-numeric: tabular-nums; }
code { overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>${title}</h1>
${problem === undefined ? "" : `<p>${toHtml(problem)}</p>`}
<p>${tried} of ${operations} operations sent${isInterrupted ? ", ended early" : ""}. Answers: ${toHtml(listCounts(report.answers))}. Failures: ${toHtml(listCounts(report.failures))}.</p>
${listDeviations("Broken rules", deviations)}
${listDeviations("Not in the document, no rule broken", undocumented)}
<h2>Not tried: ${notTried.length}</h2>
<ul>
${[...countReasons(notTried)].map(([reason, count]) => `<li>${count}: ${toHtml(reason)}</li>`).join("\n")}
</ul>
</body>
</html>
`;
}

function listDeviations(title: string, found: readonly Deviation[]): string {
  if (found.length === 0) return `<h2>${title}: none</h2>`;
  const rows = found.map((one) => {
    const suggestion = one.suggestion === undefined ? "" : JSON.stringify(one.suggestion);
    const cells = [String(one.status), one.rule, one.pointer, one.found, one.declared, String(one.count), suggestion];
    const row = cells.map((cell) => `<td><code>${toHtml(cell)}</code></td>`).join("");
    return `<tr><th scope="row"><code>${toHtml(one.operation)}</code></th>${row}</tr>`;
  });
  const names = ["Operation", "Status", "Rule", "Pointer", "Found", "Declared", "Times", "Schema suggested"];
  return `<h2>${title}: ${found.length}</h2>
<table>
<thead><tr>${names.map((name) => `<th scope="col">${name}</th>`).join("")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function toHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
