import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isObject, type JsonObject } from "../../json.ts";
import { findVendor } from "../../vendors.ts";
import { proposeStage } from "./propose-stage.ts";
import { readHost } from "./propose-to-host.ts";
import {
  changeManifest,
  type FakeHost,
  type FakeRepository,
  makeRepository,
  startHost,
  TOKEN,
  writeGated,
} from "./testing.ts";

const VENDOR = "edge-host";
const OPENAPI = `specs/${VENDOR}/openapi.json`;
const FILES = { [OPENAPI]: "{ new }", [`specs/${VENDOR}/source.json`]: "day 1" };

describe("proposeStage(), given what the third job did not write", () => {
  let host: FakeHost;
  let repository: FakeRepository;
  let gated = "";

  beforeAll(async () => {
    host = await startHost();
    repository = makeRepository({ [OPENAPI]: "{}" });
    gated = join(repository.root, ".cache", "gated");
    mkdirSync(gated, { recursive: true });
  });
  afterAll(async () => {
    await host.close();
    repository.remove();
  });

  const write = () => writeGated(gated, VENDOR, { files: FILES, base: repository.git("rev-parse", "main") });
  const propose = () => {
    const names = { REFRESH_TOKEN: TOKEN, GITHUB_REPOSITORY: "kites/clients", GITHUB_REF_NAME: "main" };
    const settings = readHost({ ...names, GITHUB_API_URL: host.url, GITHUB_SERVER_URL: host.url });
    const options = { root: repository.root, gated, isDryRun: false, host: settings };
    return proposeStage(findVendor(VENDOR), { ...options, say: () => {} });
  };
  const addFile = (path: string, text: string) => (manifest: JsonObject) => {
    const files = Array.isArray(manifest["files"]) ? manifest["files"] : [];
    const [first] = files.filter(isObject);
    manifest["files"] = [...files, { ...first, path, size: first?.["size"] ?? text.length }];
  };
  const setVerdict = (change: JsonObject) => (manifest: JsonObject) => {
    manifest["verdict"] = { ...(isObject(manifest["verdict"]) ? manifest["verdict"] : {}), ...change };
  };
  const setText = (text: string) => (manifest: JsonObject) => {
    manifest["pullRequest"] = { ...(isObject(manifest["pullRequest"]) ? manifest["pullRequest"] : {}), text };
  };
  const first = () => join(gated, "files", firstDigest());
  const firstDigest = () =>
    String(/"sha256":"([0-9a-f]+)"/.exec(readFileSync(join(gated, "manifest.json"), "utf8"))?.[1]);

  test.each<[string, string, () => void]>([
    ["other bytes", "digest", () => writeFileSync(first(), "{ bad }")],
    ["a shorter size", "digest", () => changeManifest(gated, (one) => addSize(one))],
    ["a workflow", "allowed-path", () => changeManifest(gated, addFile(".github/workflows/ci.yml", ""))],
    ["package.json", "allowed-path", () => changeManifest(gated, addFile("package.json", ""))],
    ["a script", "allowed-path", () => changeManifest(gated, addFile("scripts/test.ts", ""))],
    [
      "a path with ..",
      "allowed-path",
      () => changeManifest(gated, addFile(`packages/${VENDOR}/src/generated/../a.ts`, "")),
    ],
    ["an absolute path", "allowed-path", () => changeManifest(gated, addFile("/etc/passwd", ""))],
    ["another vendor's file", "allowed-path", () => changeManifest(gated, addFile("specs/palette/openapi.json", ""))],
    [
      "a removal of a workflow",
      "allowed-path",
      () => changeManifest(gated, (one) => Object.assign(one, { gone: [".github/a.ts"] })),
    ],
    ["a file twice", "listed-once", () => changeManifest(gated, addFile(OPENAPI, ""))],
    ["a file that nobody lists", "unlisted-file", () => writeFileSync(join(gated, "files", "more"), "")],
    ["a missing file", "missing-file", () => rmSync(first())],
    [
      "a link instead of a file",
      "plain-file",
      () => {
        renameSync(first(), join(gated, "elsewhere"));
        symlinkSync(join(gated, "elsewhere"), first());
      },
    ],
    [
      "a link instead of the folder",
      "plain-folder",
      () => {
        renameSync(join(gated, "files"), join(gated, "elsewhere"));
        symlinkSync(join(gated, "elsewhere"), join(gated, "files"));
      },
    ],
    [
      "another vendor's manifest",
      "other-vendor",
      () => changeManifest(gated, (one) => Object.assign(one, { vendor: "ccx" })),
    ],
    ["no JSON", "manifest", () => writeFileSync(join(gated, "manifest.json"), "{")],
    ["a list", "manifest", () => writeFileSync(join(gated, "manifest.json"), "[]")],
    ["a huge manifest", "max-bytes", () => writeFileSync(join(gated, "manifest.json"), " ".repeat(2_000_000))],
    ["no files", "file-list", () => changeManifest(gated, (one) => Object.assign(one, { files: {} }))],
    ["a branch as base", "base", () => changeManifest(gated, (one) => Object.assign(one, { base: "--upload-pack=a" }))],
    [
      "a right to merge that does not follow",
      "verdict",
      () => changeManifest(gated, setVerdict({ level: "breaking" })),
    ],
    ["labels that do not follow", "verdict", () => changeManifest(gated, setVerdict({ labels: [] }))],
    ["approvals that are no texts", "verdict", () => changeManifest(gated, setVerdict({ approvals: [1] }))],
    ["a text that mentions", "inert-text", () => changeManifest(gated, setText("Dear @org/team"))],
    ["a text that closes", "inert-text", () => changeManifest(gated, setText("Fixes #1"))],
    ["a text that closes in another notation", "inert-text", () => changeManifest(gated, setText("Fixes GH-1"))],
    ["a text with markup", "inert-text", () => changeManifest(gated, setText("<img src=a>"))],
    ["a text with a link", "inert-text", () => changeManifest(gated, setText("[a](b)"))],
    ["a text with an open code span", "inert-text", () => changeManifest(gated, setText("a ` b"))],
    ["a text for workflows", "inert-text", () => changeManifest(gated, setText("a\n::set-output"))],
    [
      "another title",
      "text",
      () => changeManifest(gated, (one) => Object.assign(one, { pullRequest: { title: "A", text: "" } })),
    ],
  ])("%s: refuses by the rule %s before anything is asked or pushed", async (_, rule, tamper) => {
    write();
    tamper();
    await expect(propose()).rejects.toMatchObject({ kind: "artifact", rule });
    expect([host.requests, repository.git("ls-remote", "origin", "refs/heads/refresh/*")]).toEqual([[], ""]);
  });

  test("text of a report with code, folded tables and lists passes", async () => {
    write();
    const table = "<details><summary>12 rows (all)</summary>\n\n| a |\n| --: |\n| `GET /v1/{id} #/a` |\n\n</details>";
    changeManifest(
      gated,
      setText(`# T\n\n- [ ] one\n\n${table}\n\n\`\`\`sh\nnpm run refresh -- x --from <file>\n\`\`\`\n`),
    );
    await propose();
    expect(host.pulls).toHaveLength(1);
  });
});

function addSize(manifest: JsonObject): void {
  const files = Array.isArray(manifest["files"]) ? manifest["files"] : [];
  manifest["files"] = files.filter(isObject).map((one) => ({ ...one, size: Number(one["size"]) - 1 }));
}
