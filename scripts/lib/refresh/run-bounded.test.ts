import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runBounded } from "./run-bounded.ts";

// Processes start slowly where many work.
vi.setConfig({ testTimeout: 60_000 });

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "bounded-"));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const WIDE = { timeoutMs: 30_000, maxMiB: 2048 };
const run = (code: string, bounds = WIDE) =>
  runBounded([process.execPath, "-e", code], bounds, { cwd, environment: {} });

test("runBounded(), for a child that ends, tells its code and the end of what it printed", async () => {
  const ended = await run('console.log("a".repeat(1e5)); console.error("last"); process.exitCode = 7;');
  expect(ended).toMatchObject({ status: 7, overrun: undefined });
  expect(ended.output).toHaveLength(64 * 1024);
});

test("runBounded(), for a child that the system ends, says memory", async () => {
  expect(await run('process.kill(process.pid, "SIGKILL")')).toMatchObject({ overrun: "memory" });
});

test("runBounded(), for a command that is not there, ends without a code", async () => {
  const ended = await runBounded(["/nowhere"], WIDE, { cwd, environment: {} });
  expect(ended.status).not.toBe(0);
});

test("runBounded(), after the cap, ends what the child had started, too", async () => {
  const code = `const { spawn } = require("node:child_process");
    console.log(spawn(process.execPath, ["-e", "for (;;);"]).pid); for (;;);`;
  const lines: string[] = [];
  const options = { cwd, environment: {}, onLine: (line: string) => void lines.push(line) };
  const ended = await runBounded([process.execPath, "-e", code], { ...WIDE, timeoutMs: 1_500 }, options);
  expect(ended.overrun).toBe("time");
  expect(isRunning(Number(lines[0]))).toBe(false);
});

// macOS has no way to tie a child to its parent; the child then ends by its own cap.
test.skipIf(!existsSync("/usr/bin/setpriv"))(
  "runBounded(), when its own process is killed, leaves no child",
  async () => {
    const module = JSON.stringify(pathToFileURL(join(import.meta.dirname, "run-bounded.ts")).href);
    const child = `[process.execPath, "-e", "console.log(process.pid); for (;;);"]`;
    const options = `{ cwd: ${JSON.stringify(cwd)}, environment: {}, onLine: (line) => console.log(line) }`;
    const code = `import { runBounded } from ${module}; await runBounded(${child}, ${JSON.stringify(WIDE)}, ${options});`;
    const parent = spawn(process.execPath, ["--input-type=module", "-e", code], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [line] = await once(parent.stdout.setEncoding("utf8"), "data");
    expect(isRunning(Number(line))).toBe(true);
    parent.kill("SIGKILL");
    await once(parent, "close");
    await expect.poll(() => isRunning(Number(line)), { interval: 20 }).toBe(false);
  },
);

/** Whether a process works; one that has ended may still be listed. */
function isRunning(pid: number): boolean {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return false;
  return !/\) Z /u.test(readFileSync(path, "utf8"));
}

test("runBounded(), for a command with odd arguments, hands them over as they are", async () => {
  const args = ["-e", "console.log(JSON.stringify(process.argv.slice(1)))", "a b", '"$PPID"', "", "'; exit"];
  const { output } = await runBounded([process.execPath, ...args], WIDE, { cwd, environment: {} });
  expect(JSON.parse(output)).toEqual(args.slice(2));
});
