import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../lib/project.ts";
import { VENDORS } from "../lib/vendors.ts";
import { type ImportGraph, readImports, toPackage } from "./imports.ts";
import { type Packed, PUBLISHED, packOwn, readManifest } from "./pack.ts";

let folder: string;
let packed: readonly Packed[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "published-"));
  packed = packOwn(PUBLISHED, join(folder, "tarballs"));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function tarballOf(name: string): string {
  return packed.find((one) => one.name === `@vendor-clients/${name}`)?.tarball ?? "";
}

function listFiles(name: string): string[] {
  return execFileSync("tar", ["-tzf", tarballOf(name)], { encoding: "utf8" })
    .trim()
    .split("\n");
}

/** The unpacked package. */
function unpack(name: string): string {
  const target = join(folder, name);
  mkdirSync(target, { recursive: true });
  execFileSync("tar", ["-xzf", tarballOf(name), "-C", target, "--strip-components=1"]);
  return target;
}

/** Packages that code or declarations import. */
function listPackages({ imports }: ImportGraph): Set<string> {
  const names = [...imports.values()].flat().filter((name) => !name.startsWith("./") && !name.startsWith("node:"));
  return new Set(names.map(toPackage));
}

describe.each(PUBLISHED)("the package %s", (name) => {
  test("brings no file but what it needs at run time", () => {
    const files = listFiles(name);
    const expected = /^package\/(dist\/.*\.(js|d\.ts)|package\.json|README\.md|LICENSE)$/;
    const data = /^package\/dist\/(documents\/[a-z-]+\.json|panel\/assets\/page\.(html|css|js))$/;
    const foreign = files.filter((file) => !expected.test(file) && !(name === "testing" && data.test(file)));
    expect(foreign).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(["package/README.md", "package/LICENSE", "package/dist/index.js"]));
    expect(files.filter((file) => /\.test(-d)?\.|fixtures\//.test(file))).toEqual([]);
  });

  test("passes publint", () => {
    const args = ["run", tarballOf(name), "--strict"];
    const { stdout, status } = spawnSync(join(ROOT, "node_modules/.bin/publint"), args, { encoding: "utf8" });
    expect(status, stdout).toBe(0);
  }, 60_000);

  test("passes attw for ES modules, which is all that it offers", () => {
    const args = [tarballOf(name), "--profile", "esm-only", "--format", "ascii", "--no-emoji"];
    const { stdout, status } = spawnSync(join(ROOT, "node_modules/.bin/attw"), args, { encoding: "utf8" });
    expect(status, stdout).toBe(0);
  }, 60_000);

  test("declares every package that its code or its types import, and no other", () => {
    const { dependencies = {}, peerDependencies = {} } = readManifest(unpack(name));
    const declared = [...Object.keys(dependencies), ...Object.keys(peerDependencies)].sort();
    const dist = join(folder, name, "dist");
    const code = listPackages(readImports(dist, ".js"));
    const types = listPackages(readImports(dist, ".d.ts"));
    expect([...new Set([...code, ...types])].sort()).toEqual(declared);
  });
});

describe("the package testing", () => {
  test("brings the document of every vendor and the files of the page", () => {
    const documents = VENDORS.map((vendor) => `package/dist/documents/${vendor.name}.json`);
    const page = ["html", "css", "js"].map((kind) => `package/dist/panel/assets/page.${kind}`);
    expect(listFiles("testing")).toEqual(expect.arrayContaining([...documents, ...page]));
  });

  // Browsers have neither; the words stand in no bundle if no file of the graph has them.
  test.each(["./msw/index.js", "./portable/index.js"])("needs neither Prism nor Node.js for %s", (entry) => {
    const graph = readImports(join(unpack("testing"), "dist"), ".js");
    const files = graph.reach(entry);
    expect(files).toContain("./vendors/palette/behaviour.js");
    expect(files.length).toBeGreaterThan(40);
    const names = files.flatMap((file) => (graph.imports.get(file) ?? []).map((name) => `${file} imports ${name}`));
    expect(names.filter((line) => / (node:|@stoplight\/|vitest)/.test(line))).toEqual([]);
  });

  test("needs neither vitest nor msw for the mock servers and the command", () => {
    const graph = readImports(join(unpack("testing"), "dist"), ".js");
    for (const entry of ["./index.js", "./command/main.js", "./portable/index.js"]) {
      const names = graph.reach(entry).flatMap((file) => graph.imports.get(file) ?? []);
      expect(names.filter((name) => name === "vitest" || name === "msw")).toEqual([]);
    }
  });
});
