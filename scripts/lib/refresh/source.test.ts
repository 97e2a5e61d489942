import { expect, test } from "vitest";
import { loadSource } from "../specs.ts";
import { VENDORS } from "../vendors.ts";
import { findAddress, findMissingVariable, type RefreshSource } from "./source.ts";

const SOURCE: RefreshSource = {
  url: "https://kites.test/api.json",
  hosts: ["kites.test"],
  credential: { variable: "KITES_TOKEN", header: "X-Token" },
};
const HOSTED: RefreshSource = { url: "https://{host}/api/docs", hosts: ["{host}"], base: "KITES_URL" };

test.each<[string, RefreshSource, Record<string, string>, unknown]>([
  ["a credential", SOURCE, { KITES_TOKEN: "t", OTHER: "o" }, { headers: { "X-Token": "t" }, hosts: ["kites.test"] }],
  ["no credential", SOURCE, { OTHER: "o" }, { headers: {} }],
  ["an installation", HOSTED, { KITES_URL: "https://my.test:8443/x" }, { hosts: ["my.test:8443"] }],
])("findAddress(), with %s, makes the address", (_, source, environment, want) => {
  expect(findAddress(source, environment)).toMatchObject(want as object);
});

test.each<[string, RefreshSource, Record<string, string>, RegExp]>([
  ["no URL", {}, {}, /publishes no document/],
  ["a page", { ...SOURCE, access: "page" }, {}, /--from/],
  ["an installation that nobody names", HOSTED, {}, /KITES_URL is not set/],
  ["an installation without TLS", HOSTED, { KITES_URL: "http://my.test" }, /no https URL/],
  ["an installation with credentials", HOSTED, { KITES_URL: "https://a:b@my.test" }, /no https URL/],
])("findAddress(), for %s, says why not", (_, source, environment, want) => {
  expect(findAddress(source, environment)).toMatch(want);
});

test("findMissingVariable() names the variable that is not set, and none when all are", () => {
  expect(findMissingVariable(SOURCE, {})).toBe("KITES_TOKEN");
  expect(findMissingVariable(SOURCE, { KITES_TOKEN: "t" })).toBeUndefined();
});

test.each(
  VENDORS.map(({ name }) => name),
)("source.json of %s names https and hosts that hold its URL", async (name) => {
  const address = findAddress(
    { ...(await loadSource(name)), access: "document" },
    { CCX_BASE_URL: "https://ccx.test" },
  );
  expect(address).toMatchObject({ url: { protocol: "https:" } });
  if (typeof address === "string") return;
  expect(address.hosts).toContain(address.url.host);
});
