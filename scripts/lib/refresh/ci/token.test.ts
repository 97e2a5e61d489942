import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findVendor } from "../../vendors.ts";
import { createGit } from "./git.ts";
import { proposeStage } from "./propose-stage.ts";
import { readHost } from "./propose-to-host.ts";
import { type FakeHost, type FakeRepository, makeRepository, startHost, TOKEN, writeGated } from "./testing.ts";

const VENDOR = "edge-host";
const FILE = `specs/${VENDOR}/openapi.json`;
const BASIC = Buffer.from(`x-access-token:${TOKEN}`).toString("base64");

describe("the token", () => {
  let host: FakeHost;
  let repository: FakeRepository;
  let said: string[] = [];
  const searchPath = process.env["PATH"] ?? "";

  beforeEach(async () => {
    host = await startHost();
    repository = makeRepository({ [FILE]: "{}" });
    said = [];
  });
  afterEach(async () => {
    process.env["PATH"] = searchPath;
    await host.close();
    repository.remove();
  });

  function propose() {
    const gated = join(repository.root, ".cache/gated");
    mkdirSync(gated, { recursive: true });
    writeGated(gated, VENDOR, { files: { [FILE]: "{ new }" }, base: repository.git("rev-parse", "main") });
    const names = { GITHUB_REPOSITORY: "kites/clients", GITHUB_REF_NAME: "main" };
    const urls = { GITHUB_API_URL: host.url, GITHUB_SERVER_URL: host.url };
    const settings = readHost({ ...names, ...urls, REFRESH_TOKEN: TOKEN });
    const options = { root: repository.root, gated, isDryRun: false, host: settings };
    return proposeStage(findVendor(VENDOR), { ...options, say: (line) => said.push(line) });
  }

  /** A git that writes down with what it was called. */
  function recordGit(): () => string {
    const folder = join(repository.root, ".cache/bin");
    mkdirSync(folder, { recursive: true });
    const log = join(folder, "log");
    writeFileSync(
      join(folder, "git"),
      `#!/bin/sh\necho "$@" >> "${log}"\nPATH="${searchPath}"\nexport PATH\nexec git "$@"\n`,
    );
    chmodSync(join(folder, "git"), 0o755);
    process.env["PATH"] = `${folder}:${searchPath}`;
    return () => readFileSync(log, "utf8");
  }

  test("stands in headers to the host's API, and in no argument, remote, setting or line", async () => {
    const readLog = recordGit();
    await propose();
    expect(new Set(host.requests.map(({ authorization }) => authorization))).toEqual(new Set([`Bearer ${TOKEN}`]));
    const shown = [readLog(), readFileSync(join(repository.root, ".git/config"), "utf8"), ...said].join("\n");
    expect(shown).toContain("push");
    for (const secret of [TOKEN, BASIC]) expect(shown).not.toContain(secret);
  });

  test.each([
    "GET /pulls",
    "POST /pulls",
    "POST /issues/1/labels",
  ])("stands in no error when the host refuses %s", async (call) => {
    host.failing.set(call, 403);
    const error: unknown = await propose().catch((one: unknown) => one);
    expect(error).toMatchObject({ kind: "propose", message: expect.stringContaining("the host answered 403") });
    expect(JSON.stringify(error) + String(error)).not.toContain(TOKEN);
  });

  test("stands in no error when there is no host", async () => {
    await host.close();
    const error: unknown = await propose().catch((one: unknown) => one);
    expect(error).toMatchObject({ kind: "propose", message: expect.stringContaining("no answer") });
    expect(String(error)).not.toContain(TOKEN);
    host = await startHost();
  });
});

describe("git", () => {
  let servers: Server[] = [];
  let repository: FakeRepository;

  beforeEach(() => {
    repository = makeRepository({ [FILE]: "{}" });
  });
  afterEach(async () => {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    servers = [];
    repository.remove();
  });

  async function listen(status: number, headers: Record<string, string> = {}) {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(status, headers).end(`${TOKEN} ${BASIC}`);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    servers.push(server);
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
  }

  async function ask(remote: string, serverUrl: string): Promise<unknown> {
    repository.git("remote", "set-url", "origin", `${remote}/kites/clients.git`);
    const git = createGit(repository.root, { serverUrl, token: TOKEN });
    return git(["ls-remote", "origin"], { isRemote: true }).catch((error: unknown) => error);
  }

  test("carries the token to the host's server, and a refusal does not repeat it", async () => {
    const server = await listen(403);
    const error = await ask(server.url, server.url);
    expect(server.seen).toEqual([`Basic ${BASIC}`]);
    expect(error).toMatchObject({ kind: "propose", rule: "git-ls-remote" });
    expect(String(error)).not.toMatch(new RegExp(`${TOKEN}|${BASIC}`));
  });

  test("follows no redirect to another server", async () => {
    const other = await listen(200);
    const server = await listen(302, { location: `${other.url}/kites/clients.git/info/refs` });
    expect(await ask(server.url, server.url)).toMatchObject({ kind: "propose" });
    expect(other.seen).toEqual([]);
  });

  test("carries no token to a remote on another server", async () => {
    const [other, server] = [await listen(403), await listen(403)];
    await ask(other.url, server.url);
    expect(other.seen).toEqual([undefined]);
  });

  test("repeats in an error what git says, but for the token", async () => {
    const git = createGit(repository.root, { serverUrl: "https://host.test", token: TOKEN });
    const error: unknown = await git(["cat-file", "-t", `a${TOKEN}`]).catch((one: unknown) => one);
    expect(error).toMatchObject({ message: expect.stringContaining("Not a valid object name a") });
    expect(String(error)).not.toContain(TOKEN);
  });

  test("runs no hook and reads no setting of the user", async () => {
    const hook = join(repository.root, ".git/hooks/pre-push");
    writeFileSync(hook, "#!/bin/sh\nexit 1\n");
    chmodSync(hook, 0o755);
    const git = createGit(repository.root, { serverUrl: "https://host.test", token: TOKEN });
    await git(["push", "--quiet", "origin", "main:refs/heads/other"], { isRemote: true });
    expect(await git(["config", "--get", "core.hooksPath"])).toBe("/dev/null");
    expect(repository.git("ls-remote", "origin", "refs/heads/other")).not.toBe("");
  });
});

describe("readHost()", () => {
  const given = { REFRESH_TOKEN: TOKEN, GITHUB_REPOSITORY: "kites/clients", GITHUB_REF_NAME: "main" };

  test("without a token, is absent", () => {
    expect(readHost({ ...given, REFRESH_TOKEN: "" })).toBeUndefined();
  });

  test("with a token alone, is that of the public host and uses no auto-merge", () => {
    expect(readHost(given)).toMatchObject({
      apiUrl: "https://api.github.com",
      graphqlUrl: "https://api.github.com/graphql",
      serverUrl: "https://github.com",
      usesAutoMerge: false,
    });
  });

  test.each([
    { GITHUB_REPOSITORY: "" },
    { GITHUB_REPOSITORY: "kites/clients/../other" },
    { GITHUB_REF_NAME: "" },
    { GITHUB_API_URL: "http://host.test" },
    { GITHUB_SERVER_URL: "http://host.test" },
    { GITHUB_GRAPHQL_URL: "nothing" },
  ])("refuses %j as misuse, without the token", (change) => {
    expect(() => readHost({ ...given, ...change })).toThrow(expect.objectContaining({ kind: "usage" }));
    expect(() => readHost({ ...given, ...change })).not.toThrow(TOKEN);
  });
});
