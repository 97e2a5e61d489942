import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { runCommand } from "../../command/run-command.ts";
import { type Mock, startMock } from "../../mock/start-mock.ts";
import { HONEY_ANSWER, HONEY_CREDENTIAL } from "../fixtures/environment.ts";
import { startDeviator } from "../fixtures/start-deviator.ts";

let mock: Mock;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "live-"));
  mock = await startMock("imply");
});
afterAll(async () => {
  await mock.close();
  await rm(folder, { recursive: true });
});
afterEach(() => vi.unstubAllEnvs());

let interrupted = new Promise<void>(() => {});

async function run(...args: string[]): Promise<{ code: number; text: string; errors: string }> {
  const lines: string[] = [];
  const errors: string[] = [];
  const code = await runCommand(["live", ...args], {
    print: (line) => lines.push(line),
    printError: (line) => errors.push(line),
    interrupted,
    folder,
    sinceStartMs: () => 0,
  });
  return { code, text: lines.join("\n"), errors: errors.join("\n") };
}

describe("vendor-clients-testing live", () => {
  test("given a mock of the document, ends with 0", async () => {
    vi.stubEnv("IMPLY_TOKEN", HONEY_CREDENTIAL);
    const { code, text } = await run("imply", "--base-url", mock.url, "--rate", "1000");
    expect(mock.requests.map(({ operation }) => operation)).toEqual(["GET /clusters", "GET /clusters/{clusterId}"]);
    expect([code, text]).toEqual([0, expect.stringContaining("imply: no answer differs from the document")]);
  });

  test("given answers that differ, ends with 1 and writes a report and a page that show no secret", async () => {
    vi.stubEnv("IMPLY_TOKEN", HONEY_CREDENTIAL);
    const text = JSON.stringify({
      values: `${HONEY_ANSWER}<script>`,
      [HONEY_CREDENTIAL]: HONEY_CREDENTIAL,
      [HONEY_ANSWER]: 1,
    });
    const headers = { "set-cookie": HONEY_ANSWER, "x-key": HONEY_ANSWER };
    const deviator = await startDeviator(mock.url, () => ({
      status: 200,
      contentType: "application/json",
      text,
      headers,
    }));
    const ended = await run(
      "imply",
      "--base-url",
      deviator.url,
      "--rate",
      "1000",
      "--json",
      "a/r.json",
      "--html",
      "r.html",
    );
    await deviator.close();
    const json = await readFile(join(folder, "a/r.json"), "utf8");
    const html = await readFile(join(folder, "r.html"), "utf8");
    expect(deviator.seen.map(({ path }) => path)).toEqual(["/clusters"]);
    expect([ended.code, ended.text]).toEqual([
      1,
      expect.stringContaining("GET /clusters 200  type /values: string, declared array"),
    ]);
    expect(JSON.parse(json).deviations).toMatchObject([{ pointer: "/values", suggestion: { type: "string" } }]);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(html).not.toMatch(/<script/);
    for (const output of [ended.text, ended.errors, json, html]) {
      expect(output).not.toContain(HONEY_ANSWER);
      expect(output).not.toContain(HONEY_CREDENTIAL);
      expect(output.length).toBeGreaterThanOrEqual(0);
    }
  });

  test("given no credentials, ends with 3 and names the variable", async () => {
    vi.stubEnv("IMPLY_TOKEN", "");
    const { code, text } = await run("imply", "--base-url", mock.url);
    expect([code, text]).toEqual([3, expect.stringContaining("IMPLY_TOKEN")]);
  });

  test("interrupted between two requests, ends at once with what it knows", async () => {
    vi.stubEnv("IMPLY_TOKEN", HONEY_CREDENTIAL);
    mock.reset();
    const deviator = await startDeviator(mock.url, () => undefined);
    let interrupt = (): void => {};
    interrupted = new Promise((resolve) => {
      interrupt = resolve;
    });
    const ended = run("imply", "--base-url", deviator.url, "--rate", "0.01");
    await vi.waitFor(() => expect(deviator.seen).toHaveLength(1));
    interrupt();
    const { code, text } = await ended;
    await deviator.close();
    interrupted = new Promise(() => {});
    expect(deviator.seen).toHaveLength(1);
    expect([code, text]).toEqual([0, expect.stringContaining("(ended early)")]);
  });

  test("given --help, lists the variables of every vendor", async () => {
    const { code, text } = await run("--help");
    expect(code).toBe(0);
    expect(text).toMatch(/palette +PALETTE_API_KEY, or PALETTE_TOKEN/);
    expect(text).toMatch(/instaclustr +INSTACLUSTR_USERNAME and INSTACLUSTR_API_KEY/);
  });

  test.each([
    [[]],
    [["imply"]],
    [["nobody", "--base-url", "http://a.invalid"]],
    [["imply", "palette", "--base-url", "http://a.invalid"]],
    [["imply", "--base-url", "http://me:secret@a.invalid"]],
    [["imply", "--base-url", "http://a.invalid", "--rate", "0"]],
    [["imply", "--base-url", "http://a.invalid", "--param", "uid"]],
    [["imply", "--base-url", "http://a.invalid", "--write", "POST /clusters"]],
    [["imply", "--base-url", "http://a.invalid", "--allow-writes", "--write", "POST /nothing"]],
  ])("given %j, ends with 2 and sends nothing", async (args) => {
    const { code, text, errors } = await run(...args);
    expect([code, text]).toEqual([2, ""]);
    expect(errors).not.toContain("secret");
  });
});
