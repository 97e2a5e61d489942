import { expect, test } from "vitest";
import { findVendor, VENDORS } from "./vendors.ts";

test("VENDORS holds the seven vendors, one of them with a GraphQL schema", () => {
  expect(VENDORS).toHaveLength(7);
  expect(VENDORS.filter(({ kind }) => kind === "graphql").map(({ name }) => name)).toEqual(["altinity-anywhere"]);
});

test("findVendor(), for a name that is known, returns the vendor", () => {
  expect(findVendor("palette").title).toBe("Spectro Cloud Palette");
});

test.each([undefined, "", "__proto__", "Palette"])("findVendor(%j), for no vendor, lists the names", (name) => {
  expect(() => findVendor(name)).toThrow(/the vendors are altinity-acm, .*edge-host/);
});
