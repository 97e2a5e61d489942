import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyProject, type ProjectCopy } from "../project-copy.ts";
import { recoverSwaps } from "../swap.ts";
import { listProcesses } from "./list-processes.ts";
import { renameField, writeIncoming } from "./rename-field.ts";
import { runRefresh } from "./run-refresh.ts";

// Kills the command, or it and everything in its process group, where a step begins.

const VENDOR = "edge-host";
const TIME = 300_000;
const WORKERS = 2;

interface Kill {
  readonly step: string;
  readonly whom: "command" | "group";
  readonly delayMs: number;
}

const kills: readonly Kill[] = [
  { step: "fetch", whom: "command", delayMs: 0 },
  { step: "copy", whom: "group", delayMs: 0 },
  { step: "gate", whom: "command", delayMs: 0 },
  { step: "import", whom: "group", delayMs: 0 },
  { step: "generate", whom: "command", delayMs: 0 },
  { step: "check", whom: "group", delayMs: 0 },
  { step: "check", whom: "command", delayMs: 400 },
  { step: "compare", whom: "command", delayMs: 0 },
  { step: "prove", whom: "group", delayMs: 300 },
  { step: "report", whom: "command", delayMs: 0 },
  { step: "swap", whom: "command", delayMs: 0 },
  { step: "swap", whom: "group", delayMs: 20 },
  { step: "swap", whom: "group", delayMs: 100 },
];

/** What is seen after a kill. */
interface Aftermath {
  /** Whether the step was reached. */
  readonly isKilled: boolean;
  /** What still worked when the command was gone; a swap goes on. */
  readonly survivors: readonly string[];
  readonly tree: string;
  readonly leftovers: readonly string[];
}

describe("npm run refresh, killed", () => {
  let old = "";
  let fresh = "";
  const seen = new Map<Kill, Aftermath>();

  beforeAll(async () => {
    const waiting = [...kills];
    const work = async () => {
      const copy = copyProject(VENDOR);
      const from = writeIncoming(copy, VENDOR, renameField);
      old = copy.digest();
      for (let kill = waiting.shift(); kill; kill = waiting.shift()) {
        seen.set(kill, await killAt(copy, from, kill));
        copy.restore();
      }
      return { copy, from };
    };
    const [first, ...others] = await Promise.all(Array.from({ length: WORKERS }, work));
    if (first) await runRefresh(first.copy, argsFor(first.from, "end"));
    fresh = first?.copy.digest() ?? "";
    for (const one of [first, ...others]) one?.copy.remove();
  }, TIME);
  afterAll(() => seen.clear());

  test.each(kills.filter(({ step }) => step !== "swap"))("$whom at $step, leaves every file as it was", (kill) => {
    expect(seen.get(kill)).toMatchObject({ isKilled: true, tree: old });
  });

  test.each(
    kills.filter(({ step }) => step === "swap"),
  )("$whom $delayMs ms into the swap, leaves all files old or all new after the next command", (kill) => {
    expect(fresh).not.toBe(old);
    expect([old, fresh]).toContain(seen.get(kill)?.tree);
  });

  test.each(kills)("$whom at $step ($delayMs ms), leaves no process, and no file after the next command", (kill) => {
    expect(seen.get(kill)).toMatchObject({ survivors: [], leftovers: [] });
  });
});

const argsFor = (from: string, step: string) => [
  ...[VENDOR, "--date", "2026-12-01", "--from", from],
  ...(step === "prove" ? [] : ["--skip-proof"]),
];

async function killAt(copy: ProjectCopy, from: string, { step, whom, delayMs }: Kill): Promise<Aftermath> {
  let isKilled = false;
  await runRefresh(copy, argsFor(from, step), {
    onOutput: (output, pid) => {
      if (isKilled || !new RegExp(` s ${step}\\n`, "u").test(output)) return;
      isKilled = true;
      setTimeout(() => kill(whom === "group" ? -pid : pid), delayMs);
    },
  });
  const survivors = await listSurvivors(copy.root);
  // The next command, whatever it is for, first puts right what is left; the one here then ends for want of a file.
  if (step === "swap") await runRefresh(copy, [VENDOR, "--from", "nowhere.json"]);
  else await recoverSwaps(copy.root);
  const folder = join(copy.root, ".cache/refresh");
  const leftovers = existsSync(folder) ? readdirSync(folder).filter((name) => !/\.(md|html)$/u.test(name)) : [];
  return { isKilled, survivors, tree: copy.digest(), leftovers };
}

/** A kill takes a moment to arrive everywhere; a swap that has begun takes one to end. */
async function listSurvivors(root: string): Promise<string[]> {
  for (let count = 0; count < 40; count += 1) {
    const swaps = listProcesses(root).filter(({ command }) => command.includes("swap-worker.ts"));
    if (swaps.length === 0 && count >= 4) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return listProcesses(root).map(({ command }) => command.slice(0, 120));
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // The command was faster.
  }
}
