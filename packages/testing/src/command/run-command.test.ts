import { describe, expect, test } from "vitest";
import { runCommand } from "./run-command.ts";

interface Session {
  readonly lines: string[];
  readonly errors: string[];
  readonly code: Promise<number>;
  interrupt(): void;
  /** The first address that was printed. */
  address(): Promise<string>;
}

function run(...args: string[]): Session {
  const lines: string[] = [];
  const errors: string[] = [];
  let interrupt = (): void => {};
  const interrupted = new Promise<void>((resolve) => {
    interrupt = resolve;
  });
  const code = runCommand(args, {
    print: (line) => lines.push(line),
    printError: (line) => errors.push(line),
    interrupted,
    folder: ".",
    sinceStartMs: () => 7,
  });
  const address = async (): Promise<string> => {
    for (let round = 0; round < 500; round += 1) {
      const found = /http:\S+/.exec(lines.join("\n"))?.[0];
      if (found !== undefined && lines.some((line) => line.startsWith("ready in"))) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`nothing was printed: ${errors.join("\n")}`);
  };
  return { lines, errors, code, interrupt, address };
}

describe("vendor-clients-testing", () => {
  test("given a vendor, serves it and ends with 0 when it is interrupted", async () => {
    const session = run("imply", "--port", "0");
    const url = await session.address();
    expect((await fetch(`${url}/clusters`)).status).toBe(401);
    session.interrupt();
    expect(await session.code).toBe(0);
    expect(session.lines.at(-1)).toBe(`ready in 7 ms, page at ${url}/, stop with Ctrl+C`);
    await expect(fetch(url)).rejects.toThrow();
  });

  test("given --strict, ends with 1 after a request that broke a rule and with 0 after none", async () => {
    const session = run("imply", "--port", "0", "--strict");
    const url = await session.address();
    await fetch(`${url}/clusters?sizee=1`, { headers: { authorization: "Bearer t" } });
    session.interrupt();
    expect(await session.code).toBe(1);
    const named = "imply  GET /clusters  /query/sizee  unknown";
    expect(session.errors).toEqual([named, expect.stringMatching(/^1 violations of the document/)]);
    const other = run("imply", "--port", "0", "--strict");
    await fetch(`${await other.address()}/clusters`, { headers: { authorization: "Bearer t" } });
    other.interrupt();
    expect(await other.code).toBe(0);
  });

  test("given --strict, ends with 1 also when the request that broke a rule was forgotten", async () => {
    const session = run("imply", "--port", "0", "--strict");
    const url = await session.address();
    await fetch(`${url}/clusters?sizee=1`, { headers: { authorization: "Bearer t" } });
    const headers = { "content-type": "application/json" };
    await fetch(`${url}/__mock/reset`, { method: "POST", headers, body: "{}" });
    session.interrupt();
    expect(await session.code).toBe(1);
  });

  test("given a fault, lets it strike", async () => {
    const session = run("imply", "--port", "0", "--fault", "status-503-for-ever");
    const response = await fetch(`${await session.address()}/clusters`);
    session.interrupt();
    expect(response.status).toBe(503);
    expect(await session.code).toBe(0);
  });

  test.each([
    [["--help"]],
    [["-h"]],
    [["palette", "--help"]],
    [["contract", "--help"]],
  ])("given %j, says what it takes", async (args) => {
    const session = run(...args);
    expect(await session.code).toBe(0);
    expect(session.lines.join("\n")).toContain("--scenario <name>");
  });

  test.each([
    [["imply", "palette"]],
    [["imply", "--seed", "-1"]],
    [["imply", "--latency", "soon"]],
    [["none"]],
  ])("given %j, ends with 2 before anything listens", async (args) => {
    const session = run(...args);
    expect(await session.code).toBe(2);
    expect(session.lines).toEqual([]);
    expect(session.errors).toHaveLength(2);
  });
});
