import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getObject } from "../override.ts";
import { copyProject, type ProjectCopy } from "./project-copy.ts";
import { EXIT_CODES } from "./refusal.ts";

// Runs the command itself, on a copy of the project with the smallest vendor that publishes a document.

const VENDOR = "edge-host";
const HOSTILE = "@org Fixes #1 | `x` \u202E\u0024{{ y }}.mjs";
const TIME = 60_000;

describe("npm run refresh --consumers", () => {
  let copy: ProjectCopy;
  beforeAll(() => {
    copy = copyProject(VENDOR);
    write("app/src/use.ts", 'import "@vendor-clients/edge-host";\n\nclient.GET("/v1/edge-mgmt/cluster/events");');
    write(`app/src/${HOSTILE}`, 'import "./use.ts";\nclient.op.v1GetClusterEvents();');
    const marker = JSON.stringify(join(copy.root, "was-run"));
    write("app/index.cjs", `require("node:fs").writeFileSync(${marker}, "");`);
    write("app/package.json", `{ "scripts": { "postinstall": "touch was-run" } }`);
    write("bare/README.md", "no source");
  }, TIME);
  afterAll(() => copy.remove());

  function write(file: string, text: string): void {
    mkdirSync(join(copy.root, file, ".."), { recursive: true });
    writeFileSync(join(copy.root, file), text);
  }

  function refresh(...args: string[]) {
    const script = join(copy.root, "scripts/refresh.ts");
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, VENDOR, "--date", "2026-12-01", ...args], {
      cwd: copy.root,
      encoding: "utf8",
    });
    return { status, output: stdout + stderr };
  }

  test.each([
    ["that does not exist", "nowhere", "it is no folder"],
    ["without a source", "bare", "it holds no TypeScript or JavaScript source"],
  ])("npm run refresh, for a consumer %s, ends as misuse before it fetches", (_what, folder, message) => {
    const { status, output } = refresh("--consumers", "app", "--consumers", folder, "--from", "nowhere.json");
    expect([status, output]).toEqual([EXIT_CODES.usage, expect.stringContaining(message)]);
    expect(output).not.toContain("fetch");
  });

  test(
    "npm run refresh, for a removed operation that a consumer calls, names files and lines, and runs nothing of it",
    () => {
      const document = JSON.parse(readFileSync(join(copy.root, "specs", VENDOR, "upstream.json"), "utf8"));
      delete getObject(document, "#/paths")["/v1/edge-mgmt/cluster/events"];
      write("incoming.json", JSON.stringify(document));
      const before = copy.digest();
      const { status, output } = refresh("--consumers", "app", "--from", "incoming.json", "--dry-run", "--skip-proof");
      expect([status, output]).toEqual([0, expect.stringMatching(/2 files of 1 consumer are touched/)]);
      expect(output).toContain("| `app` | `src/use.ts` | 3 | breaking | `GET /v1/edge-mgmt/cluster/events` |");
      expect(output).toMatch(/\| `app` \| `src\/[^`|]*Fixes[^`|]*` \| 2 \| breaking \| `v1GetClusterEvents` \|/);
      for (const file of ["report.md", "report.html", "pull-request.md"]) {
        const text = readFileSync(join(copy.root, `.cache/refresh/${VENDOR}-${file}`), "utf8");
        expect(text).toContain("src/use.ts");
        expect(text).not.toMatch(/@org|Fixes #1|\u202E|\$\{\{/);
        expect(text).not.toContain(copy.root);
      }
      expect(existsSync(join(copy.root, "was-run"))).toBe(false);
      expect(copy.digest()).toBe(before);
    },
    TIME,
  );
});
