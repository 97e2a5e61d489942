import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { listVendors } from "../../document/load-document.ts";
import { CREDENTIAL_VARIABLES, type Environment } from "../credentials.ts";
import { findDrift } from "../find-drift.ts";
import type { DriftReport } from "../report.ts";
import { toHtmlReport } from "../to-html-report.ts";
import { toTextReport } from "../to-text-report.ts";
import { type LiveArguments, parseLiveArguments } from "./parse-live-arguments.ts";

/** What `live` says of itself. */
export const LIVE_USAGE = `Usage: vendor-clients-testing live <vendor> --base-url <url> [options]

Sends every GET (of GraphQL: every query) for which there are credentials once, and reports where answers differ from the
document: names, types and counts, no values. Ends with 0 no drift, 1 drift, 2 usage, 3 the API could not be asked.

  --base-url <url>        address of the API; nothing is sent to any other origin
  --param <name=value>    value of a parameter that no list tells; /v1/projects=<value> for the one behind that path
  --rate <number>         requests per second (2), halved by each 429
  --timeout <seconds>     for one request (30)
  --max-requests <number> (1000)
  --ca <file>             certificates to trust beside the system's, PEM
  --json <file>           write the report as JSON
  --html <file>           write the report as a page
  --allow-writes          needed for --write
  --write <METHOD path>   send this operation too, with a sample; may be given more than once

Credentials are read from the environment:
${Object.entries(CREDENTIAL_VARIABLES)
  .map(([vendor, schemes]) => {
    const kinds = Object.values(schemes).map((names) => names.join(" and "));
    return `  ${vendor.padEnd(18)} ${[...new Set(kinds)].join(", or ")}`;
  })
  .join("\n")}`;

/** What the command stands in. */
export interface LiveSurroundings {
  readonly print: (line: string) => void;
  readonly interrupted: Promise<void>;
  readonly folder: string;
}

/** Runs `live` and says how it ended; the text of the report is printed. */
export async function runLive(
  args: readonly string[],
  { print, interrupted, folder }: LiveSurroundings,
  environment: Environment = process.env,
): Promise<DriftReport["outcome"]> {
  if (args.includes("--help")) {
    print(LIVE_USAGE);
    return "ok";
  }
  const options = parseLiveArguments(args, listVendors());
  const end = new AbortController();
  interrupted.then(() => end.abort());
  const report = await look(options, { environment, signal: end.signal, folder });
  print(toTextReport(report));
  const { json, html } = options;
  if (json !== undefined) await write(resolve(folder, json), `${JSON.stringify(report, null, 2)}\n`);
  if (html !== undefined) await write(resolve(folder, html), toHtmlReport(report));
  return report.outcome;
}

async function look(
  { ca, json: _json, html: _html, vendor, ...rest }: LiveArguments,
  { environment, signal, folder }: { environment: Environment; signal: AbortSignal; folder: string },
): Promise<DriftReport> {
  const trusted = ca === undefined ? {} : { ca: await readFile(resolve(folder, ca), "utf8") };
  return await findDrift(vendor, { ...rest, ...trusted, environment, signal });
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
