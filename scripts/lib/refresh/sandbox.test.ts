import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Mirror } from "./mirror.ts";
import { findIsolation, type Isolation, runInSandbox } from "./sandbox.ts";

// Processes start slowly where many work.
vi.setConfig({ testTimeout: 60_000 });

const WEAK: Isolation = {
  name: "sockets refused in the process",
  command: [],
  nodeFlags: ["--import", join(import.meta.dirname, "refuse-sockets.ts")],
};
const isolations = [findIsolation(), WEAK].map((one): [string, Isolation] => [one.name, one]);

describe("runInSandbox()", () => {
  let root = "";
  let mirror: Mirror;
  let server: Server;
  let hits = 0;

  beforeAll(async () => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "sandbox-")));
    mirror = mirrorWithin(60_000);
    mkdirSync(join(mirror.folder, "results"), { recursive: true });
    writeFileSync(join(root, "honey.txt"), "honey");
    server = createServer((_, response) => response.end());
    server.on("connection", () => {
      hits += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    process.env["SANDBOX_TEST_HONEY"] = "honey";
  });
  afterAll(async () => {
    delete process.env["SANDBOX_TEST_HONEY"];
    await new Promise((resolve) => server.close(resolve));
    rmSync(root, { recursive: true });
  });

  function mirrorWithin(timeoutMs: number, maxMiB = 2048): Mirror {
    return { root, folder: join(root, "mirror"), vendor: "kites", bounds: () => ({ timeoutMs, maxMiB }) };
  }

  async function run(isolation: Isolation, code: string, options = {}, at = mirror) {
    const script = join(mirror.folder, "script.mjs");
    writeFileSync(script, code);
    return runInSandbox(at, isolation, [script], { writable: ["results/made.txt"], ...options });
  }

  test.each(isolations)("by %s, reaches no network", async (_, isolation) => {
    const { port } = server.address() as AddressInfo;
    const code = `
      import net from "node:net";
      const tried = [
        fetch("http://127.0.0.1:${port}/"),
        new Promise((resolve, reject) => net.connect(${port}, "127.0.0.1", resolve).on("error", reject)),
      ];`;
    const ended = await run(
      isolation,
      `${code}\nconsole.log((await Promise.allSettled(tried)).map((one) => one.status).join());`,
    );
    expect(ended.output).not.toContain("fulfilled");
    expect(hits).toBe(0);
  });

  test.each(
    isolations,
  )("by %s, has no variable but the ones given, and reads nothing outside", async (_, isolation) => {
    const code = `
      import { readFileSync, writeFileSync } from "node:fs";
      const fails = (run) => { try { run(); return "done"; } catch (error) { return error.code; } };
      console.log(JSON.stringify(Object.keys(process.env)));
      console.log(fails(() => readFileSync(${JSON.stringify(join(root, "honey.txt"))})));
      console.log(fails(() => readFileSync("/proc/self/environ")));
      console.log(fails(() => writeFileSync(${JSON.stringify(join(root, "made.txt"))}, "x")));
      console.log(fails(() => writeFileSync("results/other.txt", "x")));
      console.log(fails(() => writeFileSync("results/made.txt", "x")));`;
    const { output } = await run(isolation, code, { environment: { GIVEN: "1" } });
    expect(output.trim().split("\n")).toEqual(['["GIVEN"]', ...Array(4).fill("ERR_ACCESS_DENIED"), "done"]);
    expect(readFileSync(join(mirror.folder, "results/made.txt"), "utf8")).toBe("x");
  });

  test.each([
    ["time", "for (;;);", 300, 2048],
    ["memory", "const kept = []; for (;;) kept.push(Buffer.alloc(1e7, 1));", 30_000, 200],
    ["memory", "const kept = []; for (;;) kept.push(Array.from({ length: 1e6 }, Math.random));", 30_000, 200],
  ])("ends what takes too much %s, and says so: %s", async (rule, code, timeoutMs, maxMiB) => {
    const endless = run(findIsolation(), code, {}, mirrorWithin(timeoutMs, maxMiB));
    await expect(endless).rejects.toThrow(expect.objectContaining({ kind: "limit", rule }));
  });

  test("findIsolation(), for a search path without system folders, finds the one that needs no command", () => {
    expect(findIsolation("/nowhere:/tmp")).toEqual(WEAK);
  });

  test("hands over the lines that the child prints, and its exit code", async () => {
    const lines: string[] = [];
    const { status } = await run(findIsolation(), 'console.log("a\\nb"); process.exitCode = 7;', {
      onLine: (line: string) => lines.push(line),
    });
    expect([status, lines.filter(Boolean)]).toEqual([7, ["a", "b"]]);
  });
});
