import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { JsonObject } from "../../json.ts";
import { sha256 } from "../../specs.ts";
import { findVendor, type Vendor } from "../../vendors.ts";
import { fetchStage, hasDocument, readFetched } from "./fetch-stage.ts";

const ACM = findVendor("altinity-acm");
const CCX = findVendor("ccx");
const BYTES = "{ bytes }";
let root = "";

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "fetch-")));
  const credential = { variable: "KITES_TOKEN", header: "x-token", publicOperations: 1 };
  const source = {
    url: "https://kites.test/api.json",
    hosts: ["kites.test"],
    credential,
    lock: { sha256: sha256("old") },
  };
  for (const { name } of [ACM, CCX]) {
    mkdirSync(join(root, "specs", name), { recursive: true });
    writeFileSync(join(root, "specs", name, "source.json"), JSON.stringify(source));
  }
  writeFileSync(join(root, "given"), BYTES);
});
afterEach(() => rmSync(root, { recursive: true }));

const out = () => join(root, "fetched");

function fetchIt(vendor: Vendor, from?: string, replacesHandWritten = false) {
  return fetchStage(vendor, { root, out: out(), date: "2026-12-01", from, replacesHandWritten, environment: {} });
}

function change(more: JsonObject): void {
  const file = join(out(), "fetched.json");
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), ...more }));
}

test("fetchStage(), for a vendor whose credential is not set, says so and leaves no bytes", async () => {
  expect(await fetchIt(ACM)).toContain("KITES_TOKEN is not set");
  expect(await hasDocument(out(), ACM.name)).toBe(false);
});

test("fetchStage(), for a document that is written by hand, takes the vendor's only when told to", async () => {
  const from = join(root, "given");
  expect(await fetchIt(CCX, from)).toContain("written by hand");
  expect(await hasDocument(out(), CCX.name)).toBe(false);
  expect(await fetchIt(CCX, from, true)).toBeUndefined();
  expect((await readFetched(out(), CCX.name)).bytes.toString()).toBe(BYTES);
});

test("fetchStage(), for the committed bytes, says that they are unchanged", async () => {
  writeFileSync(join(root, "given"), "old");
  expect(await fetchIt(ACM, join(root, "given"))).toBe("unchanged");
});

test("readFetched() gives the bytes, their day and what their server recognises them by", async () => {
  await fetchIt(ACM, join(root, "given"));
  change({ etag: '"1"' });
  const fetched = await readFetched(out(), ACM.name);
  expect(fetched).toEqual({ bytes: Buffer.from(BYTES), sha256: sha256(BYTES), date: "2026-12-01", etag: '"1"' });
});

test.each<[string, string, JsonObject]>([
  ["another digest", "digest", { sha256: sha256("other") }],
  ["another size", "digest", { size: 1 }],
  ["another vendor", "other-vendor", { vendor: "palette" }],
  ["no date", "manifest", { date: 1 }],
  ["a date that is none", "manifest", { date: "2026-12-01/../../a" }],
  ["a value that is no text", "manifest", { etag: { a: 1 } }],
  ["a key that nobody knows", "manifest", { more: "a" }],
])("readFetched(), for %s, refuses by the rule %s", async (_, rule, more) => {
  await fetchIt(ACM, join(root, "given"));
  change(more);
  await expect(readFetched(out(), ACM.name)).rejects.toMatchObject({ kind: "artifact", rule });
});

test("readFetched(), for other bytes, refuses", async () => {
  await fetchIt(ACM, join(root, "given"));
  writeFileSync(join(out(), "document"), "{ other }");
  await expect(readFetched(out(), ACM.name)).rejects.toMatchObject({ kind: "artifact", rule: "digest" });
});
