import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { toCanonicalJson } from "../canonical.ts";
import { isObject, type Json } from "../json.ts";
import type { Mirror } from "./mirror.ts";
import type { ReportFacts, Revision } from "./report/facts.ts";
import { extendHistory } from "./report/history.ts";
import { writeHtml } from "./report/html.ts";
import { writeChangeset, writeMarkdown } from "./report/markdown.ts";

/** Writes report, page, history and changeset of a refresh into its mirror. */
export async function writeReport({ root, folder, vendor }: Mirror, facts: ReportFacts): Promise<void> {
  const changes = join(folder, "specs", vendor, "changes");
  await mkdir(changes, { recursive: true });
  const history = extendHistory(await readHistory(join(changes, "history.json")), facts);
  const report = join(changes, `${facts.after.date}.md`);
  const earlier = await readEarlier(report);
  await writeFile(report, [writeMarkdown(facts), ...(earlier === undefined ? [] : [earlier])].join("\n"));
  await writeFile(join(changes, "history.json"), toCanonicalJson(JSON.parse(JSON.stringify(history))));
  await writeFile(join(changes, "index.html"), writeHtml(facts, history));
  const name = join(".changeset", `${vendor}-${facts.after.date}.md`);
  const changeset = writeChangeset(facts, await readEarlier(join(root, name)));
  if (changeset === undefined) return;
  await mkdir(join(folder, ".changeset"), { recursive: true });
  await writeFile(join(folder, name), changeset);
}

/** The text of a file that an earlier refresh of the same day has left. */
async function readEarlier(path: string): Promise<string | undefined> {
  return existsSync(path) ? readFile(path, "utf8") : undefined;
}

async function readHistory(path: string): Promise<Revision[]> {
  if (!existsSync(path)) return [];
  const value: Json = JSON.parse(await readFile(path, "utf8"));
  if (!Array.isArray(value) || !value.every(isObject)) throw new TypeError("Cannot read the history: it is no list");
  return value as unknown as Revision[];
}
