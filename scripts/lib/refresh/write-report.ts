import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { toCanonicalJson } from "../canonical.ts";
import { isObject, type Json } from "../json.ts";
import type { Mirror } from "./mirror.ts";
import type { ReportFacts, Revision } from "./report/facts.ts";
import { writeHtml } from "./report/html.ts";
import { writeChangeset, writeMarkdown } from "./report/markdown.ts";

/** Writes report, page, history and changeset of a refresh into its mirror. */
export async function writeReport({ folder, vendor }: Mirror, facts: ReportFacts): Promise<void> {
  const changes = join(folder, "specs", vendor, "changes");
  await mkdir(changes, { recursive: true });
  const history = extendHistory(await readHistory(join(changes, "history.json")), facts);
  await writeFile(join(changes, `${facts.after.date}.md`), writeMarkdown(facts));
  await writeFile(join(changes, "history.json"), toCanonicalJson(JSON.parse(JSON.stringify(history))));
  await writeFile(join(changes, "index.html"), writeHtml(facts, history));
  const changeset = writeChangeset(facts);
  if (changeset === undefined) return;
  await mkdir(join(folder, ".changeset"), { recursive: true });
  await writeFile(join(folder, ".changeset", `${vendor}-${facts.after.date}.md`), changeset);
}

/** The revisions by day; the first refresh of a vendor also writes down what was there before it. */
function extendHistory(history: readonly Revision[], { before, after }: ReportFacts): Revision[] {
  const known = history.length === 0 ? [before] : history;
  return [...known.filter(({ date }) => date !== after.date), after].sort((a, b) => (a.date < b.date ? -1 : 1));
}

async function readHistory(path: string): Promise<Revision[]> {
  if (!existsSync(path)) return [];
  const value: Json = JSON.parse(await readFile(path, "utf8"));
  if (!Array.isArray(value) || !value.every(isObject)) throw new TypeError("Cannot read the history: it is no list");
  return value as unknown as Revision[];
}
