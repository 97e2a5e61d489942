import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toCanonicalJson } from "./canonical.ts";
import { importSdl } from "./import/graphql.ts";
import { countDocument } from "./import/import-document.ts";
import { OverrideError } from "./override.ts";
import {
  buildOpenApi,
  InvalidDocumentError,
  loadOpenApi,
  loadOverrides,
  loadSource,
  loadUpstream,
  sha256,
  specPath,
  writeSpec,
} from "./specs.ts";
import { VENDORS } from "./vendors.ts";

const REST_VENDORS = VENDORS.filter(({ kind }) => kind === "openapi");
const REST = REST_VENDORS.map(({ name }) => name);
const GRAPHQL = VENDORS.filter(({ kind }) => kind === "graphql").map(({ name }) => name);
const PUBLISHED = REST_VENDORS.filter(({ upstream }) => upstream === "vendor").map(({ name }) => name);

describe("the committed documents", () => {
  test.each(REST)("buildOpenApi(), for %s, makes the committed document, in canonical form", async (vendor) => {
    const committed = await readFile(specPath(vendor, "openapi.json"), "utf8");
    expect(toCanonicalJson(await buildOpenApi(vendor))).toBe(committed);
  });

  test.each(PUBLISHED)("upstream.json of %s is in canonical form", async (vendor) => {
    const committed = await readFile(specPath(vendor, "upstream.json"), "utf8");
    expect(toCanonicalJson(await loadUpstream(vendor))).toBe(committed);
  });

  // No override corrects the schema today, so both files are what the importer makes, and importing again changes nothing.
  test.each(GRAPHQL)("the schema of %s, is its upstream, without text and in canonical form", async (vendor) => {
    const upstream = await readFile(specPath(vendor, "upstream.graphql"), "utf8");
    expect(importSdl(upstream)).toBe(upstream);
    expect(await readFile(specPath(vendor, "schema.graphql"), "utf8")).toBe(upstream);
  });

  test.each(["palette", "instaclustr"])("each override of %s, for the corrected document, throws", async (vendor) => {
    const corrected = await loadOpenApi(vendor);
    const overrides = await loadOverrides(vendor);
    expect(overrides.length).toBeGreaterThan(5);
    for (const [file, override] of overrides) {
      expect(() => override.apply(structuredClone(corrected)), file).toThrow(OverrideError);
    }
  });

  test.each(REST)("source.json of %s holds the lock of the document it was made from", async (vendor) => {
    const { lock } = await loadSource(vendor);
    expect(lock?.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(lock?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const { paths, operations, schemas } = countDocument(await loadUpstream(vendor));
    expect(lock).toMatchObject({ paths, operations, schemas });
  });
});

describe("buildOpenApi()", () => {
  test("buildOpenApi(), for an upstream without the target of an override, names the override", async () => {
    const upstream = await loadUpstream("palette");
    upstream["servers"] = [{ url: "https://kites.test" }];
    await expect(buildOpenApi("palette", upstream)).rejects.toThrow(
      /palette\/overrides\/01-server\.ts.*\/servers exists/,
    );
  });

  test("buildOpenApi(), for an upstream that breaks a rule, lists the problems", async () => {
    const upstream = await loadUpstream("ccx");
    upstream["info"] = {};
    await expect(buildOpenApi("ccx", upstream)).rejects.toThrow(InvalidDocumentError);
    await expect(buildOpenApi("ccx", upstream)).rejects.toThrow(/"ccx": \d+ problems\n {2}text: info is not/);
  });
});

describe("writeSpec()", () => {
  let specs = "";
  beforeEach(async () => {
    specs = await mkdtemp(join(tmpdir(), "specs-"));
  });
  afterEach(() => rm(specs, { recursive: true }));

  test("writeSpec(), for JSON and text, writes JSON canonically and text as it is", async () => {
    await writeSpec("kites", { "a.json": { b: 1, a: 2 }, "b.graphql": "type Query\n" }, specs);
    expect(await readFile(join(specs, "kites/a.json"), "utf8")).toBe('{\n  "a": 2,\n  "b": 1\n}\n');
    expect(await readFile(join(specs, "kites/b.graphql"), "utf8")).toBe("type Query\n");
    expect(await readdir(join(specs, "kites"))).toEqual(["a.json", "b.graphql"]);
  });

  test("writeSpec(), for a file that cannot be written, writes none", async () => {
    await expect(writeSpec("kites", { "a.json": {}, "absent/b.json": {} }, specs)).rejects.toThrow("ENOENT");
    expect(await readdir(join(specs, "kites"))).toEqual([]);
  });
});

test("loadSource(), for a vendor without one, is empty", async () => {
  expect(existsSync(specPath("kites", "source.json"))).toBe(false);
  expect(await loadSource("kites")).toEqual({});
});

test("sha256(), for text and for its bytes, is the same", () => {
  expect(sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(sha256(new TextEncoder().encode("kite"))).toBe(sha256("kite"));
});
