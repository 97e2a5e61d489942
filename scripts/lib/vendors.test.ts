import { expect, test } from "vitest";
import { findVendor, VENDORS } from "./vendors.ts";

test("VENDORS, all of them, have a name of their own, and one has a GraphQL schema", () => {
  expect(new Set(VENDORS.map(({ name }) => name)).size).toBe(VENDORS.length);
  expect(VENDORS.filter(({ kind }) => kind === "graphql").map(({ name }) => name)).toEqual(["altinity-anywhere"]);
});

test("findVendor(), for a name that is known, returns the vendor", () => {
  expect(findVendor("palette").title).toBe("Spectro Cloud Palette");
});

test.each([undefined, "", "__proto__", "Palette"])("findVendor(%j), for no vendor, lists the names", (name) => {
  expect(() => findVendor(name)).toThrow(/the vendors are altinity-acm, .*edge-host/);
});
