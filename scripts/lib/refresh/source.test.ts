import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadSource } from "../specs.ts";
import { VENDORS } from "../vendors.ts";
import { type Environment, findAddress, findMissingVariable, type RefreshSource, readSecret } from "./source.ts";

const SOURCE: RefreshSource = {
  url: "https://kites.test/api.json",
  hosts: ["kites.test"],
  credential: { variable: "KITES_TOKEN", header: "X-Token" },
};
const LOCKED: RefreshSource = {
  ...SOURCE,
  credential: { variable: "KITES_TOKEN", header: "X-Token", publicOperations: 17 },
  logins: [{ url: "https://kites.test/login", format: "json", variables: { a: "KITES_A", b: "KITES_B" }, header: "X" }],
  lock: { date: "2026-11-21", sha256: "", version: "", paths: 1, operations: 224, schemas: 1 },
};
const HOSTED: RefreshSource = { url: "https://{host}/api/docs", hosts: ["{host}"], base: "KITES_URL" };
const MOVED: RefreshSource = { ...LOCKED, installation: "KITES_URL" };

test.each<[string, RefreshSource, Environment, unknown]>([
  ["a credential", SOURCE, { KITES_TOKEN: "t", OTHER: "o" }, { headers: { "X-Token": "t" }, hosts: ["kites.test"] }],
  ["no credential", SOURCE, { OTHER: "o" }, { headers: {}, isInstallation: false }],
  ["a login to come", LOCKED, { KITES_A: "a", KITES_B: "b" }, { headers: {} }],
  [
    "an installation",
    HOSTED,
    { KITES_URL: "https://my.test:8443/x" },
    { url: new URL("https://my.test:8443/api/docs"), hosts: ["my.test:8443"], isInstallation: true },
  ],
  [
    "another installation",
    MOVED,
    { KITES_URL: "https://my.test/x", KITES_TOKEN: "t" },
    { url: new URL("https://my.test/api.json"), hosts: ["my.test"], isInstallation: true },
  ],
  ["the vendor's installation", MOVED, { KITES_TOKEN: "t" }, { hosts: ["kites.test"], isInstallation: false }],
])("findAddress(), with %s, makes the address", (_, source, environment, want) => {
  expect(findAddress(source, environment)).toMatchObject(want as object);
});

test.each<[string, RefreshSource, Environment, RegExp]>([
  ["no URL", {}, {}, /publishes no document/],
  ["an installation that nobody names", HOSTED, {}, /^KITES_URL is not set$/],
  ["an installation without TLS", HOSTED, { KITES_URL: "http://my.test" }, /^KITES_URL is no https URL$/],
  ["an installation with credentials", HOSTED, { KITES_URL: "https://a:b@my.test" }, /^KITES_URL is no https URL$/],
  ["another one without TLS", MOVED, { KITES_URL: "http://my.test", KITES_TOKEN: "t" }, /^KITES_URL is no https URL$/],
  ["a public part", LOCKED, {}, /^KITES_TOKEN is not set: .*17 of 224 operations; set KITES_TOKEN, or KITES_A and KI/],
  ["half a login", LOCKED, { KITES_A: "a" }, /^KITES_TOKEN is not set/],
])("findAddress(), for %s, says why not", (_, source, environment, want) => {
  expect(findAddress(source, environment)).toMatch(want);
});

test.each<[RefreshSource, Environment, string | undefined]>([
  [SOURCE, {}, undefined],
  [LOCKED, {}, "KITES_TOKEN"],
  [LOCKED, { KITES_TOKEN: "t" }, undefined],
  [LOCKED, { KITES_A: "a", KITES_B: "b" }, undefined],
  [HOSTED, {}, "KITES_URL"],
])("findMissingVariable(), case %#, names what has to be set", (source, environment, want) => {
  expect(findMissingVariable(source, environment)).toBe(want);
});

test.each(["t\n", "t t", "t\u00e9", "\u2013"])("readSecret(), for %j, refuses and does not repeat it", (value) => {
  const read = () => readSecret("KITES_TOKEN", { KITES_TOKEN: `secret${value}` });
  expect(read).toThrow(/KITES_TOKEN holds/);
  expect(read).not.toThrow(/secret/);
});

test("readSecret(), for an empty variable, is absent", () => {
  expect(readSecret("KITES_TOKEN", { KITES_TOKEN: "" })).toBeUndefined();
});

test.each(
  VENDORS.map(({ name }) => name),
)("source.json of %s names https and hosts that hold its URL", async (name) => {
  const environment = { CCX_BASE_URL: "https://ccx.test", ALTINITY_ACM_TOKEN: "t" };
  const address = findAddress(await loadSource(name), environment);
  expect(address).toMatchObject({ url: { protocol: "https:" } });
  if (typeof address === "string") return;
  expect(address.hosts).toContain(address.url.host);
});

test.each(
  VENDORS.map(({ name }) => name),
)("source.json of %s lists every variable that a fetch reads", async (name) => {
  const source: RefreshSource = await loadSource(name);
  const { base, credential, introspection, logins = [] } = source;
  const read = [
    base,
    credential?.variable,
    introspection?.variable,
    ...logins.flatMap((one) => Object.values(one.variables)),
  ];
  expect(source.credentials).toEqual(expect.arrayContaining(read.filter((one) => one !== undefined)));
});

test.each(
  VENDORS.map(({ name }) => name),
)("README.md, in the row of %s, names every variable that a fetch reads", async (name) => {
  const text = readFileSync(join(import.meta.dirname, "README.md"), "utf8");
  const row = text.split("\n").find((line) => line.startsWith(`| ${name} |`)) ?? "no row";
  const { credentials = [], installation }: RefreshSource = await loadSource(name);
  const want = [...credentials, installation].filter((one) => one !== undefined);
  expect([...new Set(row.match(/[A-Z]+_[A-Z_]+/gu) ?? [])].sort()).toEqual(want.sort());
  expect(row).not.toBe("no row");
});
