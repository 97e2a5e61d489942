import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isObject, type JsonObject } from "../json.ts";
import { sha256 } from "../specs.ts";
import { copyProject, type ProjectCopy } from "./project-copy.ts";
import { renameField } from "./proof/rename-field.ts";
import { EXIT_CODES } from "./refusal.ts";

// Runs the command itself, on a copy of the project with the smallest vendor that publishes a document.

const VENDOR = "edge-host";
const HONEY = "honey-31c5e2";
const TIME = 120_000;

describe("npm run refresh", () => {
  let copy: ProjectCopy;
  let original: JsonObject;
  let before = "";
  const incoming = () => join(copy.root, "incoming.json");

  beforeAll(() => {
    copy = copyProject(VENDOR);
    original = JSON.parse(readFileSync(join(copy.root, "specs", VENDOR, "upstream.json"), "utf8"));
    before = copy.digest();
  }, TIME);
  afterAll(() => copy.remove());

  function refresh(...args: string[]) {
    const script = join(copy.root, "scripts/refresh.ts");
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, VENDOR, "--date", "2026-12-01", ...args], {
      encoding: "utf8",
      env: { ...process.env, REFRESH_TEST_HONEY: HONEY },
    });
    return { status, output: stdout + stderr };
  }

  function write(change: (document: JsonObject) => void): string {
    const document = structuredClone(original);
    change(document);
    writeFileSync(incoming(), JSON.stringify(document));
    return incoming();
  }

  test.each<[keyof typeof EXIT_CODES, RegExp, () => string[]]>([
    ["fetch", /rule "file"/, () => ["--from", "nowhere.json"]],
    ["fetch", /host-list/, () => ["--from", "https://evil.test/api.json"]],
    ["fetch", /https-only/, () => ["--from", "http://raw.githubusercontent.com/api.json"]],
    ["content", /no-html/, () => ["--from", writeText("<html>Log in</html>")]],
    [
      "unsafe",
      /local-reference/,
      () => ["--from", write((one) => Object.assign(one, { "x-a": { $ref: "/proc/self/environ" } }))],
    ],
    ["limit", /max-depth/, () => ["--from", writeText(`${"[".repeat(300)}${"]".repeat(300)}`)]],
    ["shrink", /--allow-shrink/, () => ["--from", write((one) => dropPaths(one))]],
    [
      "host",
      /--allow-host/,
      () => ["--from", write((one) => Object.assign(one, { servers: [{ url: "https://evil.test" }] }))],
    ],
    ["security", /--allow-security-loss/, () => ["--from", write((one) => dropSchemes(one))]],
    [
      "override",
      /overrides\/01-server.ts.*look at https/,
      () => ["--from", write((one) => Object.assign(one, { servers: [] }))],
    ],
    ["invalid", /rule "reference"/, () => ["--from", write((one) => Object.assign(one, dangling(one)))]],
  ])(
    "ends with the code of %s (%s) and leaves every file as it was",
    (kind, message, makeArgs) => {
      const { status, output } = refresh(...makeArgs());
      expect([status, output]).toEqual([EXIT_CODES[kind], expect.stringMatching(message)]);
      expect(output).not.toContain(HONEY);
      expect(copy.digest()).toBe(before);
      expect(listCache()).toEqual([]);
    },
    TIME,
  );

  test("ends with the code of misuse for a file without a vendor", () => {
    const script = join(copy.root, "scripts/refresh.ts");
    expect(spawnSync(process.execPath, [script, "--from", "a.json"]).status).toBe(EXIT_CODES.usage);
  });

  test(
    "for a changed document, ends in a report, a changeset and new types",
    () => {
      const from = write(renameField);
      const { status, output } = refresh("--from", from);
      expect([status, output]).toEqual([0, expect.stringContaining("breaking, written")]);
      expect(output).toMatch(/without a network \((network namespace|sockets refused)/);
      expect(output).toMatch(/\d+ passed, 0 failed/);
      const read = (file: string) => readFileSync(join(copy.root, file), "utf8");
      expect(read("packages/edge-host/src/generated/types.ts")).toContain("renamedByTest");
      expect(read("specs/edge-host/changes/2026-12-01.md")).toContain("For a person to decide");
      expect(read("specs/edge-host/changes/index.html")).toContain("<svg");
      expect(read(".changeset/edge-host-2026-12-01.md")).toContain('"@vendor-clients/edge-host": major');
      expect(JSON.parse(read("specs/edge-host/source.json")).lock.sha256).toBe(sha256(readFileSync(from)));
      expect(Object.keys(copy.outputs())).toHaveLength(10);
    },
    TIME,
  );

  test("for the document that is committed, says so within a second and does nothing", () => {
    const startedMs = performance.now();
    const { status, output } = refresh("--from", incoming());
    expect([status, output]).toEqual([0, expect.stringContaining("unchanged")]);
    expect(performance.now() - startedMs).toBeLessThan(3_000);
  });

  function writeText(text: string): string {
    writeFileSync(incoming(), text);
    return incoming();
  }

  function listCache(): string[] {
    const folder = join(copy.root, ".cache/refresh");
    return existsSync(folder) ? readdirSync(folder) : [];
  }
});

function dropPaths(document: JsonObject): void {
  const paths = Object.entries(isObject(document["paths"] ?? null) ? (document["paths"] as JsonObject) : {});
  document["paths"] = Object.fromEntries(paths.slice(0, 20));
}

function dropSchemes(document: JsonObject): void {
  const { components } = document;
  if (isObject(components)) delete components["securitySchemes"];
}

function dangling(document: JsonObject): JsonObject {
  const paths = isObject(document["paths"]) ? document["paths"] : {};
  const schema = { $ref: "#/components/schemas/Nobody" };
  const responses = { "200": { description: "", content: { "application/json": { schema } } } };
  return { paths: { ...paths, "/v1/nobody": { get: { responses } } } };
}
