import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { VENDORS } from "./lib/vendors.ts";

const COMMAND = fileURLToPath(new URL("mock.ts", import.meta.url));

interface Run {
  readonly child: ChildProcess;
  /** Resolves when the text has been printed. */
  printed(text: string): Promise<string>;
  readonly ended: Promise<{ code: number | null; errors: string }>;
}

let running: ChildProcess[] = [];

function run(...args: string[]): Run {
  const child = spawn(process.execPath, [COMMAND, ...args]);
  running.push(child);
  let output = "";
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk;
  });
  const ended = new Promise<{ code: number | null; errors: string }>((resolve) => {
    child.once("close", (code) => resolve({ code, errors }));
  });
  const printed = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      child.stdout.on("data", (chunk: Buffer) => {
        output += chunk;
        if (output.includes(text)) resolve(output);
      });
      ended.then(() => reject(new Error(`ended without "${text}": ${output}${errors}`)));
    });
  return { child, printed, ended };
}

afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running = [];
});

describe("npm run mock", { timeout: 20_000 }, () => {
  test("a vendor is served until SIGINT, with its address and count printed", async () => {
    const { child, printed, ended } = run("imply", "--port", "0");
    const output = await printed("ready in ");
    expect(output).toMatch(/imply +8 operations +http:\/\/127\.0\.0\.1:\d+\nready in \d+ ms, page at http/);
    const url = /http:\S+/.exec(output)?.[0];
    expect((await fetch(`${url}/clusters`)).status).toBe(401);
    child.kill("SIGINT");
    expect(await ended).toEqual({ code: 0, errors: "" });
  });

  test("all vendors are served, a line for each", async () => {
    const { child, printed, ended } = run("all", "--port", "0");
    const output = await printed("ready in ");
    expect(output.match(/operations/g)).toHaveLength(VENDORS.length);
    expect(output).toMatch(/\/palette$/m);
    child.kill("SIGTERM");
    expect((await ended).code).toBe(0);
  });

  test("a port in use is named, with what to do", async () => {
    const { printed } = run("imply", "--port", "0");
    const port = /:(\d+)\n/.exec(await printed("ready in "))?.[1] ?? "";
    const { code, errors } = await run("imply", "--port", port).ended;
    expect(code).toBe(3);
    expect(errors).toContain(`Cannot start the mock of imply: port ${port} is in use; stop the process`);
  });

  const misuse: [args: string[], message: RegExp][] = [
    [["palete"], /^Cannot load the document of "palete": .* altinity-acm, .*palette/],
    [["imply", "--port", "x"], /^Cannot use port "x": expected a number from 0 to 65535/],
    [["imply", "--prt", "1"], /--prt.*\n.*--help/],
    [["imply", "--fault", "no-such"], /^Cannot serve fault "no-such": the faults are/],
    [["all", "--scenario", "no-such"], /^Cannot use scenario "no-such": the scenarios are/],
    [["imply", "--latency", "5-"], /^Cannot use latency "5-": expected milliseconds/],
    [[], /^Cannot serve nothing: expected the name of a vendor, or all/],
  ];
  test.each(misuse)("%j is refused, and told what it takes", async (args, message) => {
    const { code, errors } = await run(...args).ended;
    expect(code).toBe(2);
    expect(errors).toMatch(message);
    expect(errors).not.toContain("    at ");
  });
});
