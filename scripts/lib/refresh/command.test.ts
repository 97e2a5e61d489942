import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type JsonObject, readPointer } from "../json.ts";
import { ROOT } from "../project.ts";
import { sha256 } from "../specs.ts";
import { VENDORS } from "../vendors.ts";
import type { CommandRun } from "./fetch/run-command.ts";
import type { TestInternet } from "./fetch/testing.ts";
import { copyProject } from "./project-copy.ts";
import { EXIT_CODES } from "./refusal.ts";

const TIME = 120_000;
const SCRIPT = join(import.meta.dirname, "fetch/run-command.ts");
const LONG = "a".repeat(1_000_000);
const PAGE = { body: "<html>" };

/** Runs the command in a process of its own; returns what arrived, what it said and how it ended. */
function run(
  root: string,
  args: string[],
  answers: CommandRun["answers"],
  environment: CommandRun["environment"] = {},
) {
  const file = join(root, "run.json");
  writeFileSync(file, JSON.stringify({ root, args, answers, environment }));
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, file], { encoding: "utf8" });
  const { seen, resolved }: Pick<TestInternet, "seen" | "resolved"> = JSON.parse(readFileSync(file, "utf8"));
  return { seen, resolved, status, output: stdout + stderr };
}

/** A project that holds where vendors publish and nothing else; the lock of each speaks of these bytes. */
function makeSources(bytes: string): string {
  const root = mkdtempSync(join(tmpdir(), "refresh-command-"));
  for (const { name } of VENDORS) {
    const source = JSON.parse(readFileSync(join(ROOT, "specs", name, "source.json"), "utf8"));
    source.lock.sha256 = sha256(bytes);
    mkdirSync(join(root, "specs", name), { recursive: true });
    writeFileSync(join(root, "specs", name, "source.json"), JSON.stringify(source));
  }
  return root;
}

const LIBRARIUM = "GET raw.githubusercontent.com/spectrocloud/librarium/master/docs/api-content/api-docs";

test("npm run refresh, without names, asks each vendor that can be asked, names the others, and goes on after a refusal", () => {
  const root = makeSources("same");
  const answers = {
    "GET anywhere.altinity.cloud/api/v1/graphql.schema": { body: "same" },
    "GET instaclustr.redoc.ly/Current/": PAGE,
    "GET docs.imply.io/api/manager/api-reference": PAGE,
    [`${LIBRARIUM}/v1/api.json`]: { body: "same", status: 403 },
    [`${LIBRARIUM}/edge-v1/emc-api.json`]: { body: "same" },
  };
  const { seen, output, status } = run(root, [], answers);
  rmSync(root, { recursive: true });
  expect(seen.map(({ line }) => line)).toEqual(Object.keys(answers));
  const told = output.split("\n").filter((line) => line !== "" && !line.endsWith(" s fetch"));
  expect(told.map((line) => line.replace(/, [\d.]+ s$/u, "")).sort()).toEqual([
    "altinity-acm: left as it is, ALTINITY_ACM_TOKEN is not set",
    "altinity-anywhere: unchanged",
    "ccx: left as it is, CCX_BASE_URL is not set",
    "edge-host: unchanged",
    expect.stringMatching(/^imply: left as it is, https:.*--from$/),
    expect.stringMatching(/^instaclustr: left as it is, https:.*--from$/),
    expect.stringMatching(/^palette: Refused \(fetch\).*answered 403/),
    "palette: the committed files are as they were",
  ]);
  expect(status).toBe(EXIT_CODES.fetch);
});

test("npm run refresh, without names, for a vendor whose source.json is broken, goes on with the others and fails", () => {
  const root = makeSources("same");
  for (const name of ["altinity-acm", "instaclustr", "imply"])
    writeFileSync(join(root, "specs", name, "source.json"), "{");
  const line = `${LIBRARIUM}/edge-v1/emc-api.json`;
  const { seen, output, status } = run(root, [], {
    [line]: { body: "same" },
    "anywhere.altinity.cloud": { body: "same" },
  });
  rmSync(root, { recursive: true });
  expect(seen.map((one) => one.line)).toContain(line);
  expect([status, output]).toEqual([1, expect.stringContaining("edge-host: unchanged")]);
});

test.each<[string, string[], Record<string, string>, RegExp]>([
  ["altinity-acm without a credential", ["altinity-acm"], {}, /ALTINITY_ACM_TOKEN is not set.*17 of 224 operations/],
  ["a foreign URL", ["instaclustr", "--from", "https://evil.test/a.json"], {}, /host-list/],
])("npm run refresh, for %s, asks nobody and says why", (_, args, environment, message) => {
  const root = makeSources("same");
  const { resolved, output, status } = run(root, args, { "evil.test": PAGE }, environment);
  rmSync(root, { recursive: true });
  expect([resolved, status]).toEqual([[], EXIT_CODES.fetch]);
  expect(output).toMatch(message);
});

test("npm run refresh, for a page by name that names no document, is refused", () => {
  const root = makeSources("same");
  const { status, output } = run(root, ["imply"], { "GET docs.imply.io/api/manager/api-reference": PAGE });
  rmSync(root, { recursive: true });
  expect([status, output]).toEqual([EXIT_CODES.fetch, expect.stringMatching(/page-names-no-document/)]);
});

test(
  "npm run refresh, for what a vendor published anew, writes it with its tag and asks by that the next time",
  () => {
    const copy = copyProject("edge-host");
    try {
      const line = `${LIBRARIUM}/edge-v1/emc-api.json`;
      const document: JsonObject = JSON.parse(readFileSync(join(copy.root, "specs/edge-host/upstream.json"), "utf8"));
      const operation = { operationId: "ListKites", responses: { "200": { description: "secret prose" } } };
      const paths = { ...(readPointer(document, "#/paths") as JsonObject), "/v1/kites": { get: operation } };
      const body = JSON.stringify({
        ...document,
        paths,
        info: { title: "", version: "v1", description: LONG, contact: { name: LONG } },
      });
      const answers = { [line]: { body, etag: '"t2"' } };
      const args = ["edge-host", "--skip-proof", "--date", "2026-12-01"];
      const first = run(copy.root, args, answers);
      expect(first.seen.map((one) => [one.line, one.headers["if-none-match"]])).toEqual([[line, undefined]]);
      expect([first.status, first.output]).toEqual([0, expect.stringMatching(/edge-host: \w+, written/)]);
      expect(first.output).toMatch(/fetch, 1 MiB so far/);
      expect(first.output).not.toMatch(/prose/);
      const second = run(copy.root, args, answers);
      expect(second.seen.map((one) => [one.line, one.headers["if-none-match"]])).toEqual([[line, '"t2"']]);
      expect([second.status, second.output]).toEqual([0, expect.stringMatching(/edge-host: unchanged/)]);
    } finally {
      copy.remove();
    }
  },
  TIME,
);

test(
  "npm run refresh, for a vendor whose document is written by hand, compares; a flag takes the vendor's, by all rules",
  () => {
    const copy = copyProject("imply");
    try {
      const document: JsonObject = JSON.parse(readFileSync(join(copy.root, "specs/imply/openapi.json"), "utf8"));
      const operation = { operationId: "ListKites", responses: { "200": { description: "" } }, security: [] };
      const file = join(copy.root, "theirs.json");
      writeFileSync(file, JSON.stringify({ ...document, paths: { "/kites": { get: operation } } }));
      const before = copy.digest();
      const compared = run(copy.root, ["imply", "--from", file], { "imply.test": PAGE });
      expect([compared.status, compared.output]).toEqual([0, expect.stringMatching(/- GET \/kites/)]);
      expect(compared.output).toMatch(/imply: breaking, nothing written.*--replace-hand-written/);
      const replaced = run(copy.root, ["imply", "--from", file, "--replace-hand-written"], { "imply.test": PAGE });
      expect([replaced.status, replaced.output]).toEqual([EXIT_CODES.shrink, expect.stringMatching(/--allow-shrink/)]);
      expect(copy.digest()).toBe(before);
    } finally {
      copy.remove();
    }
  },
  TIME,
);
