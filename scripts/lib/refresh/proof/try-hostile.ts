import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProjectCopy } from "../project-copy.ts";
import { EXIT_CODES } from "../refusal.ts";
import { findFaults, findText, holdsLiveText } from "./check-output-of.ts";
import type { CommandSeams } from "./command-with-seams.ts";
import type { HostileRun } from "./hostile-runs.ts";
import { listProcesses } from "./list-processes.ts";
import { startListener } from "./listener.ts";
import { type Refreshed, runRefresh } from "./run-refresh.ts";

/** What became of a hostile input. */
export interface Tried {
  readonly kind: number;
  readonly title: string;
  /** `inert`, or the rule that refused it. */
  readonly outcome: string;
  readonly exitCode: number | null;
  readonly seconds: number;
  readonly mib: number;
  /** What should not have happened; empty, if all is well. */
  readonly faults: readonly string[];
}

/** What a hostile document must not find; made anew, so that it stands in no file of the project. */
const HONEY = `honey-${randomUUID()}`;
const MAX_SECONDS = 60;
const MAX_MIB = 2048;

/** Runs the whole command on a hostile input, with texts, a variable and a listener that nothing may touch. */
export async function tryHostile(copy: ProjectCopy, run: HostileRun): Promise<Tried> {
  const outside = mkdtempSync(join(tmpdir(), "honey-"));
  const listener = await startListener(HONEY);
  const honeyFiles = ["honey.json", ".npmrc", "incoming"];
  for (const file of [join(outside, "honey.json"), join(copy.root, "honey.json"), join(copy.root, ".npmrc")]) {
    writeFileSync(file, JSON.stringify({ type: "string", enum: [HONEY], description: HONEY }));
  }
  const before: Record<string, string> = JSON.parse(copy.digest());
  try {
    const args = await prepare(copy, run, listener.port, join(outside, "honey.json"));
    const ended = await runRefresh(copy, args.args, {
      isMeasured: true,
      environment: { REFRESH_TEST_HONEY: HONEY },
      ...(args.seams && { seams: args.seams }),
    });
    const faults = [
      ...judgeEnd(ended, run),
      ...(listener.hits() === 0 ? [] : ["somebody connected to the listener"]),
      ...findText(copy.root, HONEY, honeyFiles).map((file) => `honey in ${file}`),
      ...listProcesses(copy.root).map(({ command }) => `still works: ${command.slice(0, 80)}`),
      ...listLeftovers(copy.root),
      ...(run.refusal ? judgeTree(copy, before) : await findFaults(copy, run.vendor, before)),
    ];
    const { status: exitCode, seconds, mib } = ended;
    return { kind: run.kind, title: run.title, outcome: nameOutcome(ended, run), exitCode, seconds, mib, faults };
  } finally {
    await listener.close();
    rmSync(outside, { recursive: true });
    copy.restore();
  }
}

interface Prepared {
  readonly args: readonly string[];
  readonly seams?: CommandSeams;
}

async function prepare(copy: ProjectCopy, run: HostileRun, port: number, honeyFile: string): Promise<Prepared> {
  const args = [run.vendor, "--date", "2026-12-01", "--skip-proof", ...(run.args ?? [])];
  if (run.answer !== undefined) {
    const document = readFileSync(join(copy.root, "specs", run.vendor, "upstream.json"), "utf8");
    const server = { host: "raw.githubusercontent.com", answer: run.answer, document: document.slice(0, 10_000), port };
    return { args, seams: { server } };
  }
  const bytes = run.bytes?.(copy) ?? "";
  const incoming = join(copy.root, "incoming");
  const text = (one: string) => one.replaceAll("{port}", String(port)).replaceAll("{file}", honeyFile);
  writeFileSync(incoming, typeof bytes === "string" ? text(bytes) : bytes);
  return { args: [...args, "--from", incoming] };
}

function nameOutcome({ output }: Refreshed, run: HostileRun): string {
  if (!run.refusal) return "inert";
  return /Refused \([a-z]+\): rule "([^"]*)"/u.exec(output)?.[1] ?? "refused";
}

function judgeEnd({ status, output, seconds, mib }: Refreshed, { refusal }: HostileRun): string[] {
  const [, kind = "", rule = ""] = /Refused \(([a-z]+)\): rule "([^"]*)"/u.exec(output) ?? [];
  const code = Object.entries(EXIT_CODES).find(([name]) => name === kind)?.[1];
  const isRight = refusal ? new RegExp(`^${refusal[0]}$`, "u").test(kind) && refusal[1].test(rule) : kind === "";
  return [
    ...(isRight ? [] : [`ended otherwise: ${kind} ${rule} ${output.slice(-300)}`]),
    ...((code ?? 0) === status ? [] : [`exit code ${status}`]),
    ...(output.includes(HONEY) ? ["honey on the terminal"] : []),
    ...(holdsLiveText(output) ? ["live text on the terminal"] : []),
    ...(/\n\s+at .*:\d+:\d+|call stack/u.test(output) ? ["a stack on the terminal"] : []),
    ...(seconds < MAX_SECONDS ? [] : [`took ${seconds.toFixed(0)} s`]),
    ...(mib < MAX_MIB ? [] : [`took ${mib.toFixed(0)} MiB`]),
  ];
}

function judgeTree(copy: ProjectCopy, before: Record<string, string>): string[] {
  const after: Record<string, string> = JSON.parse(copy.digest());
  const files = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...files].filter((file) => before[file] !== after[file]).map((file) => `changed ${file}`);
}

/** A command leaves texts for people in its folder, and nothing else. */
function listLeftovers(root: string): string[] {
  const folder = join(root, ".cache/refresh");
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => !/\.(md|html)$/u.test(name)).map((name) => `left ${name}`);
}
