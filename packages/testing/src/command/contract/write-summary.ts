import type { Shard } from "../../contract/selection.ts";
import type { Failure, Judgement } from "./judge-report.ts";

const TITLES = {
  ok: "Clients and documents agree",
  broken: "A contract is broken",
  infrastructure: "The tests could not run: nothing is known of the contracts",
} as const;

/** The summary of contract tests as a page without scripts. */
export function writeSummary(judgement: Judgement, shard: Shard | undefined): string {
  const { outcome, vendors, breaks, infrastructure } = judgement;
  const part = shard === undefined ? "" : `<p>Part ${shard.index} of ${shard.count}.</p>`;
  const rows = vendors.map(
    ({ vendor, passed, failed, skipped }) =>
      `<tr><th scope="row">${toHtml(vendor)}</th><td>${passed}</td><td>${failed}</td><td>${skipped}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${TITLES[outcome]}</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid #8886; padding: .25rem 1rem .25rem 0; text-align: left; vertical-align: top; }
td { font-variant-numeric: tabular-nums; }
code { overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>${TITLES[outcome]}</h1>
${part}
<table>
<thead><tr><th scope="col">Vendor</th><th scope="col">Passed</th><th scope="col">Failed</th><th scope="col">Skipped</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
${listFailures("Broken", breaks)}
${listFailures("Not run to their end", infrastructure)}
</body>
</html>
`;
}

function listFailures(title: string, failures: readonly Failure[]): string {
  if (failures.length === 0) return "";
  const items = failures.map(
    ({ vendor, test, message }) => `<li>${toHtml(`${vendor} ${test}`.trim())}<br><code>${toHtml(message)}</code></li>`,
  );
  return `<h2>${title}: ${failures.length}</h2>\n<ul>\n${items.join("\n")}\n</ul>`;
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
