import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packagePath, ROOT } from "../lib/project.ts";
import { VENDORS } from "../lib/vendors.ts";
import { installProject, packOwn, readManifest } from "./pack.ts";
import { placeForeign } from "./place-foreign.ts";
import { readSnippets } from "./read-snippets.ts";
import { run, start, stopAll } from "./run.ts";

const OWN = ["runtime", "palette", "imply", "testing"];
const TOOLS = ["vitest", "msw", "jest", "@types/node"];
const NODE = process.execPath;
const JEST = { NODE_OPTIONS: "--experimental-vm-modules" };
const TIMEOUT_MS = 120_000;

const snippets = readSnippets(readFileSync(packagePath("testing", "README.md"), "utf8"));

let folder: string;
/** A project with nothing in it but packages from their tarballs, and what they depend on. */
let project: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "testing-package-"));
  project = join(folder, "project");
  const foreign = OWN.flatMap((name) => Object.keys(readManifest(join(ROOT, "packages", name)).dependencies ?? {}));
  const names = [...new Set([...foreign, ...TOOLS])].filter((name) => !name.startsWith("@vendor-clients/"));
  placeForeign(project, join(ROOT, "packages/testing"), names);
  installProject(project, packOwn(OWN, join(folder, "tarballs")), TOOLS);
  cpSync(new URL("project/", import.meta.url), project, { recursive: true });
  for (const { file, text } of snippets) {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), text);
  }
}, 120_000);

afterAll(() => {
  stopAll();
  rmSync(folder, { recursive: true, force: true });
});

function snippetsFor(runner: string): string[] {
  return snippets.filter((one) => one.runner === runner).map(({ file }) => file);
}

/** A command of a package that is installed in the project. */
function bin(name: string): string {
  return join(project, "node_modules/.bin", name);
}

describe("the packed testing package, in an empty project", () => {
  test(
    "where nothing but the project can be read, serves every vendor from its own documents",
    async () => {
      const outside = join(ROOT, "specs/imply/openapi.json");
      const args = ["--permission", `--allow-fs-read=${join(project, "*")}`, "isolated.js", outside];
      const { code, output } = await run(NODE, args, project);
      expect(code, output).toBe(0);
      const told = JSON.parse(output.trim().split("\n").at(-1) ?? "");
      expect(told).toMatchObject({
        outside: "ERR_ACCESS_DENIED",
        operationId: "v1PacksSummaryList",
        status: 200,
        page: 200,
      });
      expect(told.vendors).toEqual(VENDORS.map(({ name }) => name).sort());
      expect(told.operations).toHaveLength(VENDORS.length);
    },
    TIMEOUT_MS,
  );

  test(
    "under node --test, runs several mocks with requests, violations, state, scenarios, reset and close",
    async () => {
      const { code, output } = await run(NODE, ["--test", "--test-reporter=spec", "mocks.node.js"], project);
      expect(code, output).toBe(0);
      const readyMs = /ready in \d+ ms/.exec(output)?.[0];
      expect(readyMs).toBeDefined();
      console.log(`the first mock was ${readyMs}`);
      expect(output).toMatch(/tests 6\n.*suites 1\n.*pass 6\n/);
    },
    TIMEOUT_MS,
  );

  // One file more than the README's examples: the same work under another runner.
  test.each([
    ["node --test", 0, (files: string[]) => run(NODE, ["--test", "--test-reporter=tap", ...files], project)],
    ["vitest", 1, (files: string[]) => run(bin("vitest"), ["run", "mocks.test.js", ...files], project)],
    ["Jest", 1, () => run(bin("jest"), ["--testMatch", "**/*.jest.{js,mjs}"], project, JEST)],
  ])(
    "the README's examples for %s, run as they stand, pass",
    async (runner, more, runFiles) => {
      const files = snippetsFor(runner);
      const { code, output } = await runFiles(files);
      expect(code, output).toBe(0);
      expect(files.length).toBeGreaterThan(0);
      expect(output).toMatch(new RegExp(`# pass ${files.length}\\n|Tests:? +${files.length + more} passed`));
    },
    TIMEOUT_MS,
  );

  test("the README's examples, have no other runner than those that are tried here", () => {
    expect(new Set(snippets.map(({ runner }) => runner))).toEqual(
      new Set(["vitest", "node --test", "Jest", "the command"]),
    );
  });
});

describe("the command of the packed package", () => {
  test(
    "npx @vendor-clients/testing palette, serves vendor, page and health until it is stopped",
    async () => {
      const served = start("npx", ["--no", "@vendor-clients/testing", "palette", "--port", "0"], project);
      const [, url = ""] = await served.printed(/page at (http:\S+?)\/,/);
      const answer = await fetch(`${url}/v1/packs`, { headers: { ApiKey: "any" } });
      const { requests } = await readJson(`${url}/__mock/requests`);
      expect(requests).toMatchObject([{ vendor: "palette", operationId: "v1PacksSummaryList", violations: [] }]);
      expect(answer.status).toBe(200);
      expect(await readJson(`${url}/__mock/health`)).toMatchObject({ status: "ok", vendors: [{ name: "palette" }] });
      const page = await fetch(url, { headers: { accept: "text/html" } });
      expect(page.headers.get("content-type")).toContain("text/html");
      for (const [, part = ""] of (await page.text()).matchAll(/(?:href|src)="(\/__mock\/[^"]+)"/g)) {
        expect((await fetch(`${url}${part}`)).status, part).toBe(200);
      }
      served.stop();
      await served.ended;
      await expect(fetch(url)).rejects.toThrow();
    },
    TIMEOUT_MS,
  );

  test(
    "all with --strict and --latency, serves every vendor late and ends with 1 after a violation",
    async () => {
      const args = ["all", "--port", "0", "--strict", "--latency", "120-150", "--seed", "2"];
      const served = start(bin("vendor-clients-testing"), args, project);
      const [, url = ""] = await served.printed(/page at (http:\S+?)\/,/);
      const { vendors } = await readJson(`${url}/__mock/health`);
      expect(vendors.map(({ name }: { name: string }) => name)).toEqual(VENDORS.map(({ name }) => name).sort());
      const startedMs = performance.now();
      const answer = await fetch(`${url}/imply/clusters?sizee=1`, { headers: { authorization: "Bearer any" } });
      expect(performance.now() - startedMs).toBeGreaterThanOrEqual(110);
      const { requests } = await readJson(`${url}/__mock/requests`);
      expect(requests).toMatchObject([{ vendor: "imply", operationId: "listClusters" }]);
      expect(requests[0].violations).toMatchObject([{ pointer: "/query/sizee", side: "request" }]);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      served.stop();
      const { code, output } = await served.ended;
      expect([code, output]).toEqual([1, expect.stringContaining("1 violations of the document")]);
    },
    TIMEOUT_MS,
  );

  test(
    "with --fault and --scenario, lets the fault strike, and refuses a name that there is not with 2",
    async () => {
      const args = ["palette", "--port", "0", "--fault", "status-503-for-ever", "--scenario", "soft-delete"];
      const served = start(bin("vendor-clients-testing"), args, project);
      const [, url = ""] = await served.printed(/page at (http:\S+?)\/,/);
      const answer = await fetch(`${url}/v1/packs`, { headers: { ApiKey: "any" } });
      const { requests } = await readJson(`${url}/__mock/requests`);
      expect(requests).toMatchObject([{ vendor: "palette", path: "/v1/packs" }]);
      expect(answer.status).toBe(503);
      served.stop();
      expect((await served.ended).code).toBe(0);
      const refused = await run(bin("vendor-clients-testing"), ["palette", "--scenario", "no-such"], project);
      expect([refused.code, refused.output]).toEqual([2, expect.stringContaining("soft-delete")]);
    },
    TIMEOUT_MS,
  );
});

async function readJson(url: string) {
  return await (await fetch(url)).json();
}

describe("the contract tests of the packed package", () => {
  function contract(...args: string[]) {
    return run(bin("vendor-clients-testing"), ["contract", ...args], project);
  }

  test(
    "of a client that agrees, end with 0, in two parts as much as in one, with every report",
    async () => {
      const counts: number[] = [];
      for (const [name, shard] of [
        ["whole", []],
        ["first", ["--shard", "1/2"]],
        ["second", ["--shard", "2/2"]],
      ] as const) {
        const [junit, json, summary] = ["xml", "json", "html"].map((kind) => `out/${name}.${kind}`);
        const files = ["--junit", junit ?? "", "--json", json ?? "", "--summary", summary ?? ""];
        const { code, output } = await contract("imply", ...shard, ...files, "--", "contract/imply");
        expect(code, output).toBe(0);
        const report = JSON.parse(readFileSync(join(project, json ?? ""), "utf8"));
        expect(report).toMatchObject({ outcome: "ok", breaks: [], infrastructure: [], vendors: [{ vendor: "imply" }] });
        expect(readFileSync(join(project, junit ?? ""), "utf8")).toMatch(/<testcase[^>]* \/clusters, called/);
        expect(readFileSync(join(project, summary ?? ""), "utf8")).toContain("Clients and documents agree");
        counts.push(report.vendors[0].passed);
      }
      const [whole = 0, first = 0, second = 0] = counts;
      // Two tests are about the document, not about an operation, and run in each part.
      expect(first + second - 2).toBe(whole);
      expect(Math.min(first, second)).toBeGreaterThan(whole / 4);
      expect(existsSync(join(project, "node_modules/@vendor-clients/imply/.test-results"))).toBe(false);
    },
    TIMEOUT_MS,
  );

  test(
    "of a client that sends requests astray, end with 1 and say which",
    async () => {
      const { code, output } = await contract("imply", "--json", "out/broken.json", "--", "broken/imply");
      expect(code, output).toBe(1);
      const report = JSON.parse(readFileSync(join(project, "out/broken.json"), "utf8"));
      expect(report).toMatchObject({ outcome: "broken", infrastructure: [] });
      expect(report.breaks).toContainEqual(
        expect.objectContaining({ vendor: "imply", test: expect.stringMatching(/^GET \/clusters, called/) }),
      );
    },
    TIMEOUT_MS,
  );

  test(
    "that cannot be loaded, or without vitest, end with 3",
    async () => {
      const unloadable = await contract("--", "unloadable/imply");
      expect(unloadable.code, unloadable.output).toBe(3);
      mkdirSync(join(folder, "without-vitest"));
      const without = await run(bin("vendor-clients-testing"), ["contract"], join(folder, "without-vitest"));
      expect([without.code, without.output]).toEqual([3, expect.stringContaining("npm install --save-dev vitest")]);
    },
    TIMEOUT_MS,
  );
});

describe("the search for drift of the packed package", () => {
  test(
    "against a mock, finds nothing, and what a scenario changes once it is on, with 0 and with 1",
    async () => {
      const served = start(bin("vendor-clients-testing"), ["ccx", "--port", "0"], project);
      const [, url = ""] = await served.printed(/page at (http:\S+?)\/,/);
      const args = ["live", "ccx", "--base-url", url, "--rate", "1000", "--json", "out/live.json"];
      const findDrift = () => run(bin("vendor-clients-testing"), args, project, { CCX_TOKEN: "any" });
      const agreed = await findDrift();
      const { requests } = await readJson(`${url}/__mock/requests`);
      expect(requests.length).toBeGreaterThan(10);
      for (const request of requests) expect(request).toMatchObject({ method: "GET", violations: [] });
      expect(agreed.code, agreed.output).toBe(0);
      const body = JSON.stringify({ vendor: "ccx", name: "html-with-200", on: true });
      const headers = { "content-type": "application/json" };
      expect((await fetch(`${url}/__mock/scenarios`, { method: "POST", headers, body })).status).toBe(200);
      const drifted = await findDrift();
      expect(drifted.code, drifted.output).toBe(1);
      const report = JSON.parse(readFileSync(join(project, "out/live.json"), "utf8"));
      expect(report.deviations).toContainEqual(
        expect.objectContaining({ operation: "GET /api/auth/check", rule: "content-type" }),
      );
      served.stop();
      await served.ended;
    },
    TIMEOUT_MS,
  );
});

describe("the types of the packed package", () => {
  function compile(compiler: string, files: readonly string[]) {
    const compilerOptions = {
      ...{ strict: true, skipLibCheck: false, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
      ...{ module: "nodenext", target: "es2022", lib: ["es2024", "dom", "dom.iterable"], types: ["node"] },
      ...{ noEmit: true, allowJs: true, checkJs: true },
    };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
    return run(NODE, [join(ROOT, compiler), "-p", project], project);
  }

  test(
    "under TypeScript 7 with the libraries checked, compile for every entry point and the README's examples",
    async () => {
      const files = ["consumer.ts", "mocks.node.js", "try-mock.js", "isolated.js", ...snippets.map(({ file }) => file)];
      const { code, output } = await compile("node_modules/typescript/bin/tsc", files);
      expect([code, output]).toEqual([0, ""]);
    },
    TIMEOUT_MS,
  );

  test(
    "under TypeScript 5.9 with the libraries checked, compile for every entry point",
    async () => {
      const { code, output } = await compile("scripts/node_modules/typescript/bin/tsc", ["consumer.ts"]);
      expect([code, output]).toEqual([0, ""]);
    },
    TIMEOUT_MS,
  );
});
