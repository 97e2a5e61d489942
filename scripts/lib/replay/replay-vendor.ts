import { loadavg } from "node:os";
import { compareVendor } from "../refresh/compare-vendor.ts";
import { EXIT_CODES } from "../refresh/refusal.ts";
import type { Vendor } from "../vendors.ts";
import { countStep } from "./count-step.ts";
import type { RevisionFile, VendorHistory } from "./revisions.ts";
import { takeSnapshot } from "./snapshot.ts";
import type { Run, Step, StepKind } from "./step.ts";

/** How to replay one vendor's revisions. */
export interface ReplayOptions {
  /** Folder of a private copy of the project, which is changed. */
  readonly root: string;
  /** Digest by file of what a refresh writes there. */
  readonly outputs: () => Readonly<Record<string, string>>;
  /** Runs the refresh there with these arguments, to its end. */
  readonly run: (args: readonly string[]) => Promise<Run>;
  /** How often each step is run without contract tests. */
  readonly rounds: number;
  /** Called as each step ends. */
  readonly onStep?: (step: Step) => void;
}

const FLAG_OF: ReadonlyMap<number, string> = new Map([
  [EXIT_CODES.shrink, "--allow-shrink"],
  [EXIT_CODES.host, "--allow-host"],
  [EXIT_CODES.security, "--allow-security-loss"],
]);

/** What a refresh writes of the interface; the report names contract tests, which may be left out. */
const INTERFACE = /^(specs\/[^/]+\/[^/]+$|packages\/)/;

/**
 * Refreshes a copy of the project to one revision after the other, oldest first, and to the last one again.
 *
 * The oldest may lie behind what is committed, so it alone is let through by the flags that the refusal names.
 *
 * @throws Error when the same bytes give other files in another run, or a refused document leaves other files.
 */
export async function replayVendor(vendor: Vendor, history: VendorHistory, options: ReplayOptions): Promise<Step[]> {
  const steps: Step[] = [];
  const add = (step: Step) => {
    steps.push(step);
    options.onStep?.(step);
  };
  for (const [index, revision] of history.revisions.entries()) {
    add(await refreshTo(vendor, revision, index === 0 ? "base" : "next", options));
    for (const view of history.views.filter(({ name }) => name === revision.name)) {
      add(await expectNothing(vendor, view, "view", options));
    }
  }
  const last = history.revisions.at(-1);
  if (last) add(await expectNothing(vendor, last, "again", options));
  return steps;
}

async function refreshTo(
  vendor: Vendor,
  revision: RevisionFile,
  kind: StepKind,
  options: ReplayOptions,
): Promise<Step> {
  const { root, outputs, run, rounds } = options;
  const snapshot = await takeSnapshot(root, vendor.name);
  const before = outputs();
  const args = toArgs(vendor, revision);
  const flags = kind === "base" ? await findFlags(args, snapshot.restore, run) : [];
  const runs: Run[] = [];
  const made = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    await snapshot.restore();
    runs.push(await run([...args, ...flags, "--skip-proof"]));
    made.add(interfaceOf(outputs()));
  }
  await snapshot.restore();
  const load = loadavg()[0] ?? 0;
  const proved = await run([...args, ...flags]);
  made.add(interfaceOf(outputs()));
  if (made.size > 1) throw new Error(`Cannot trust ${vendor.name} ${revision.name}: the same bytes gave other files`);
  const counts = await compareStep(root, vendor);
  return {
    ...{ vendor: vendor.name, kind, revision: revision.name, flags, status: proved.status },
    ...{ runs, proved, ...counts, proof: readProof(proved.output), files: countDifferences(before, outputs()), load },
  };
}

/** Documents that must leave every file as it is: those that are committed already, and those that are refused. */
async function expectNothing(
  vendor: Vendor,
  revision: RevisionFile,
  kind: StepKind,
  { outputs, run, rounds }: ReplayOptions,
): Promise<Step> {
  const before = outputs();
  const runs: Run[] = [];
  for (let round = 0; round < rounds; round += 1) runs.push(await run(toArgs(vendor, revision)));
  const files = countDifferences(before, outputs());
  const name = [revision.name, revision.view].filter(Boolean).join(" ");
  if (files > 0) throw new Error(`Cannot trust ${vendor.name} ${name}: ${files} files changed, none should have`);
  const status = runs.at(-1)?.status ?? 1;
  return { vendor: vendor.name, kind, revision: name, flags: [], status, runs, files, load: loadavg()[0] ?? 0 };
}

/** The flags without which the oldest revision is refused; each is named by the exit code of a refusal. */
async function findFlags(
  args: readonly string[],
  restore: () => Promise<void>,
  run: ReplayOptions["run"],
): Promise<readonly string[]> {
  const flags: string[] = [];
  for (;;) {
    const { status } = await run([...args, ...flags, "--skip-proof", "--dry-run"]);
    await restore();
    const flag = FLAG_OF.get(status);
    if (flag === undefined || flags.includes(flag)) return flags;
    flags.push(flag);
  }
}

async function compareStep(root: string, vendor: Vendor): Promise<Pick<Step, "level" | "counts">> {
  const comparison = await compareVendor({ folder: root }, vendor);
  return { level: comparison.level, counts: countStep(comparison) };
}

/** What the report says of the contract tests; nothing where they were not run. */
export function readProof(output: string): Step["proof"] {
  const [, passed, failed] = /\b(\d+) passed, (\d+) failed\b/.exec(output) ?? [];
  return passed === undefined ? undefined : { passed: Number(passed), failed: Number(failed) };
}

function toArgs({ name }: Vendor, { file, date }: RevisionFile): string[] {
  return [name, "--from", file, "--date", date];
}

function interfaceOf(files: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(files).filter(([file]) => INTERFACE.test(file)));
}

function countDifferences(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): number {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((file) => before[file] !== after[file])
    .length;
}
