import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../json.ts";
import { gateBefore } from "./gate-before.ts";
import { schemasOf, spoil } from "./hostile-document.ts";

// Rule: whatever a vendor calls a property or an answer, what stands there is judged as what it is.

const gate = (text: string) => gateBefore(new TextEncoder().encode(text));
const NAMES = ["value", "content", "default", "example", "parameters", "properties", "variables"];
const KEYWORDS: readonly (readonly [key: string, value: Json, rule: string])[] = [
  ["x-faker", "helpers.fake", "no-generator-extension"],
  ["pattern", "^(a+)+$", "no-exponential-pattern"],
  ["minLength", 5e7, "max-minLength"],
  ["multipleOf", 0, "multiple-above-zero"],
];

test.each(
  NAMES.flatMap((name) => KEYWORDS.map(([key, value, rule]) => [key, name, rule, value] as const)),
)("gateBefore(), for %s of a property that is called %s, refuses by %s", (key, name, rule, value) => {
  const text = spoil((document) => {
    Object.assign(schemasOf(document), { Named: { type: "object", properties: { [name]: { [key]: value } } } });
  });
  expect(() => gate(text)).toThrow(expect.objectContaining({ rule }));
});

test.each(
  NAMES,
)("gateBefore(), for properties that are called as keywords in a property %s, lets them pass", (name) => {
  const text = spoil((document) => {
    const properties = { pattern: { type: "string" }, faker: { type: "string" }, multipleOf: { type: "integer" } };
    Object.assign(schemasOf(document), { Named: { type: "object", properties: { [name]: { properties } } } });
  });
  expect(() => gate(text)).not.toThrow();
});

test("gateBefore(), for a property by whose name tools look for properties, refuses it", () => {
  const text = spoil((_document, kite) => {
    Object.assign(kite["properties"] as JsonObject, { hasOwnProperty: { type: "string" } });
  });
  expect(() => gate(text)).toThrow(expect.objectContaining({ rule: "property-name" }));
});

test("gateBefore(), for a media type of the default answer that is a statement, refuses it", () => {
  const text = spoil((_document, _kite, operation) => {
    const content = { "text/x'];CANARY;['": { schema: { type: "string" } } };
    Object.assign(operation["responses"] as JsonObject, { default: { description: "", content } });
  });
  expect(() => gate(text)).toThrow(expect.objectContaining({ rule: "media-type" }));
});

test.each(["//evil.test/v1", "//evil.test"])("gateBefore(), for the server %s, refuses it", (url) => {
  const text = spoil((document) => Object.assign(document, { servers: [{ url }] }));
  expect(() => gate(text)).toThrow(expect.objectContaining({ rule: "server-url" }));
});
