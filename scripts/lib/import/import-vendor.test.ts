import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../json.ts";
import { sha256 } from "../specs.ts";
import type { Vendor } from "../vendors.ts";
import { importVendor } from "./import-vendor.ts";

const KITES: Vendor = { name: "kites", title: "Kites", kind: "openapi", upstream: "vendor" };
const HAND: Vendor = { ...KITES, upstream: "hand" };
const GRAPHQL: Vendor = { ...KITES, kind: "graphql" };

const DOCUMENT: JsonObject = {
  openapi: "3.0.0",
  info: { title: "Kites", version: "7", description: "Some text of the vendor" },
  paths: { "/kites": { get: { responses: { "200": { description: "All kites" } } } } },
};

const OVERRIDE = `export const override = {
  what: "Kites are public", evidence: "https://kites.test", date: "2026-01-01",
  apply: (document) => { document.paths["/kites"].get.security = []; },
};`;

const bytesOf = (value: JsonObject | string) =>
  new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));

describe("importVendor()", () => {
  let specs = "";
  const read = async (file: string) => JSON.parse(await readFile(join(specs, "kites", file), "utf8"));

  beforeEach(async () => {
    specs = await mkdtemp(join(tmpdir(), "specs-"));
    await mkdir(join(specs, "kites/overrides"), { recursive: true });
    await writeFile(join(specs, "kites/overrides/01-public.ts"), OVERRIDE);
    await writeFile(join(specs, "kites/source.json"), '{"url":"https://kites.test/api.json"}');
  });
  afterEach(() => rm(specs, { recursive: true }));

  test("importVendor(), for bytes of the vendor, writes upstream, document and lock", async () => {
    const bytes = bytesOf(DOCUMENT);
    const { files } = await importVendor(KITES, { bytes, date: "2026-02-03", specs });

    const get = { operationId: "getKites", responses: { "200": { description: "" } } };
    const upstream = { openapi: "3.0.3", info: { title: "Kites", version: "7" }, paths: { "/kites": { get } } };
    expect(await read("upstream.json")).toEqual(upstream);
    expect(await read("openapi.json")).toEqual({ ...upstream, paths: { "/kites": { get: { ...get, security: [] } } } });
    expect(await read("source.json")).toEqual({
      url: "https://kites.test/api.json",
      format: "openapi-3.0",
      lost: [],
      lock: { date: "2026-02-03", sha256: sha256(bytes), version: "7", paths: 1, operations: 1, schemas: 0 },
    });
    expect(files).toEqual([
      { file: "upstream.json", paths: 1, operations: 1, schemas: 0 },
      { file: "openapi.json", paths: 1, operations: 1, schemas: 0 },
    ]);
  });

  test("importVendor(), without bytes, makes the document anew and keeps the lock", async () => {
    await importVendor(KITES, { bytes: bytesOf(DOCUMENT), date: "2026-02-03", specs });
    const before = await Promise.all(["upstream.json", "openapi.json", "source.json"].map(read));
    await importVendor(KITES, { specs });
    expect(await Promise.all(["upstream.json", "openapi.json", "source.json"].map(read))).toEqual(before);
  });

  test("importVendor(), for a document written by hand, locks what is written", async () => {
    await writeFile(join(specs, "kites/upstream.json"), JSON.stringify(DOCUMENT));
    await importVendor(HAND, { date: "2026-02-03", specs });
    const { lock } = await read("source.json");
    expect(lock.sha256).toBe(sha256(await readFile(join(specs, "kites/upstream.json"))));
    expect(lock.date).toBe("2026-02-03");
  });

  test("importVendor(), for a schema of GraphQL, writes it and counts its root fields", async () => {
    await importVendor(GRAPHQL, {
      bytes: bytesOf("extend type Query { kite: Kite }\ntype Kite { id: ID }"),
      date: "2026-02-03",
      specs,
    });
    expect(await readFile(join(specs, "kites/schema.graphql"), "utf8")).toContain("type Query");
    expect(await read("source.json")).toMatchObject({ format: "graphql", lock: { operations: 1, schemas: 1 } });
  });

  test.each<[string, JsonObject | string, RegExp]>([
    ["a document that is refused", "<html>", /HTML/],
    [
      "an override without its target",
      { ...DOCUMENT, paths: {} },
      /Cannot apply "specs\/kites\/overrides\/01-public.ts"/,
    ],
    ["a document that breaks a rule", { ...DOCUMENT, info: {} }, /"kites": \d+ problems/],
  ])("importVendor(), for %s, writes nothing", async (_, document, message) => {
    await expect(importVendor(KITES, { bytes: bytesOf(document), specs })).rejects.toThrow(message);
    expect((await readdir(join(specs, "kites"))).sort()).toEqual(["overrides", "source.json"]);
    expect(await read("source.json")).toEqual({ url: "https://kites.test/api.json" });
  });

  test("importVendor(), for a date in another form, refuses it", async () => {
    await expect(importVendor(KITES, { date: "3.2.2026", specs })).rejects.toThrow(RangeError);
  });
});
