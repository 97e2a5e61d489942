import { describe, expect, test } from "vitest";
import type { JsonObject } from "../json.ts";
import { compareToRules, documentOf } from "./testing.ts";

const TEXT = { type: "string" };
const json = (schema: JsonObject): JsonObject => ({ content: { "application/json": { schema } } });
const answer = (more: JsonObject = {}): JsonObject => ({ description: "", ...more });
const parameter = (more: JsonObject = {}): JsonObject => ({ in: "query", name: "q", schema: TEXT, ...more });
const LIST = { type: "array", items: TEXT };

/** What changed, members of the operation before and after, rules. */
const OPERATIONS: readonly [string, JsonObject, JsonObject, string[]][] = [
  ["optional parameter new", {}, { parameters: [parameter()] }, ["additive request-parameter-added"]],
  [
    "required parameter new",
    {},
    { parameters: [parameter({ required: true })] },
    ["breaking request-required-parameter-added"],
  ],
  ["parameter gone", { parameters: [parameter()] }, {}, ["breaking request-parameter-removed"]],
  [
    "parameter moved",
    { parameters: [parameter()] },
    { parameters: [parameter({ in: "header" })] },
    ["breaking request-parameter-moved"],
  ],
  [
    "parameter became required",
    { parameters: [parameter()] },
    { parameters: [parameter({ required: true })] },
    ["breaking request-parameter-became-required"],
  ],
  [
    "parameter became optional",
    { parameters: [parameter({ required: true })] },
    { parameters: [parameter()] },
    ["additive request-parameter-became-optional"],
  ],
  [
    "parameter deprecated",
    { parameters: [parameter()] },
    { parameters: [parameter({ deprecated: true })] },
    ["additive request-parameter-deprecated"],
  ],
  [
    "list written otherwise",
    { parameters: [parameter({ schema: LIST })] },
    { parameters: [parameter({ schema: LIST, explode: false })] },
    ["breaking request-parameter-serialization-changed"],
  ],
  [
    "a text that became a list",
    { parameters: [parameter({ explode: false })] },
    { parameters: [parameter({ schema: LIST, explode: false })] },
    ["breaking request-parameter-type-changed"],
  ],
  [
    "explode of a plain text",
    { parameters: [parameter()] },
    { parameters: [parameter({ explode: false })] },
    ["documentation document-changed"],
  ],
  [
    "header in other letters",
    { parameters: [parameter({ in: "header", name: "X-A" })] },
    { parameters: [parameter({ in: "header", name: "x-a" })] },
    ["documentation document-changed"],
  ],
  [
    "parameter of another type",
    { parameters: [parameter()] },
    { parameters: [parameter({ schema: { type: "integer" } })] },
    ["breaking request-parameter-type-changed"],
  ],
  [
    "value of a parameter gone",
    { parameters: [parameter({ schema: { enum: ["a", "b"] } })] },
    { parameters: [parameter({ schema: { enum: ["a"] } })] },
    ["breaking request-parameter-enum-value-removed"],
  ],
  ["body new", {}, { requestBody: json(TEXT) }, ["additive request-body-added"]],
  [
    "required body new",
    {},
    { requestBody: { ...json(TEXT), required: true } },
    ["breaking request-body-required-added"],
  ],
  ["body gone", { requestBody: json(TEXT) }, {}, ["breaking request-body-removed"]],
  [
    "body became required",
    { requestBody: json(TEXT) },
    { requestBody: { ...json(TEXT), required: true } },
    ["breaking request-body-became-required"],
  ],
  [
    "body became optional",
    { requestBody: { ...json(TEXT), required: true } },
    { requestBody: json(TEXT) },
    ["additive request-body-became-optional"],
  ],
  [
    "body of another type",
    { requestBody: json(TEXT) },
    { requestBody: json(LIST) },
    ["breaking request-body-type-changed"],
  ],
  [
    "body also as a form",
    { requestBody: json(TEXT) },
    { requestBody: { content: { ...(json(TEXT)["content"] as JsonObject), "multipart/form-data": {} } } },
    ["additive request-media-type-added"],
  ],
  [
    "body no more as text",
    { requestBody: { content: { "text/plain": {}, "text/csv": {} } } },
    { requestBody: { content: { "text/csv": {} } } },
    ["breaking request-media-type-removed"],
  ],
  [
    "JSON by another name",
    { requestBody: json(TEXT) },
    { requestBody: { content: { "application/merge-patch+json": { schema: LIST } } } },
    ["breaking request-body-type-changed", "breaking request-media-type-renamed"],
  ],
  [
    "answer also as a file",
    { responses: { "200": answer(json(TEXT)) } },
    { responses: { "200": answer({ content: { ...(json(TEXT)["content"] as JsonObject), "application/zip": {} } }) } },
    ["breaking response-media-type-of-other-type-added"],
  ],
  [
    "answer with a body now",
    {},
    { responses: { "200": answer(json(TEXT)) } },
    ["breaking response-success-type-added"],
  ],
  [
    "another success of the same type",
    { responses: { "200": answer(json(TEXT)) } },
    { responses: { "200": answer(json(TEXT)), "201": answer(json(TEXT)) } },
    ["risky response-success-status-added"],
  ],
  [
    "a success of another type",
    { responses: { "200": answer(json(TEXT)) } },
    { responses: { "200": answer(json(TEXT)), "202": answer() } },
    ["breaking response-success-type-added"],
  ],
  [
    "a success gone",
    { responses: { "200": answer(), "202": answer() } },
    {},
    ["breaking response-success-status-removed"],
  ],
  [
    "success by another status, type and all",
    { responses: { "200": answer(json(TEXT)) } },
    { responses: { "201": answer(json(LIST)) } },
    ["breaking response-body-type-changed", "breaking response-success-status-changed"],
  ],
  [
    "failure of a known type",
    { responses: { "400": answer(json(TEXT)) } },
    { responses: { "400": answer(json(TEXT)), "409": answer(json(TEXT)) } },
    ["additive response-error-status-added"],
  ],
  [
    "failure of another type",
    { responses: { "400": answer(json(TEXT)) } },
    { responses: { "400": answer(json(TEXT)), "409": answer(json(LIST)) } },
    ["breaking response-error-type-added"],
  ],
  [
    "first described failure",
    {},
    { responses: { "200": answer(), default: answer(json(TEXT)) } },
    ["risky response-first-error-type-added"],
  ],
  [
    "last described failure gone",
    { responses: { "200": answer(), default: answer(json(TEXT)) } },
    {},
    ["breaking response-last-error-type-removed"],
  ],
  [
    "header new",
    {},
    { responses: { "200": answer({ headers: { "X-A": { schema: TEXT } } }) } },
    ["additive response-header-added"],
  ],
  [
    "header gone",
    { responses: { "200": answer({ headers: { "X-A": { schema: TEXT } } }) } },
    {},
    ["risky response-header-removed"],
  ],
  [
    "header of another type",
    { responses: { "200": answer({ headers: { "X-A": { schema: TEXT } } }) } },
    { responses: { "200": answer({ headers: { "X-A": { schema: LIST } } }) } },
    ["risky response-header-type-changed"],
  ],
  ["credentials demanded", {}, { security: [{ key: [] }] }, ["breaking operation-security-added"]],
  ["credentials not demanded any more", { security: [{ key: [] }] }, {}, ["risky operation-security-removed"]],
  [
    "credentials optional",
    { security: [{ key: [] }] },
    { security: [{}, { key: [] }] },
    ["risky operation-security-became-optional"],
  ],
  [
    "another way to log in",
    { security: [{ key: [] }] },
    { security: [{ key: [] }, { token: [] }] },
    ["risky operation-security-alternative-added"],
  ],
  [
    "a way to log in gone",
    { security: [{ key: [] }, { token: [] }] },
    { security: [{ key: [] }] },
    ["breaking operation-security-alternative-removed"],
  ],
  [
    "more scopes",
    { security: [{ key: ["a"] }] },
    { security: [{ key: ["a", "b"] }] },
    ["breaking operation-security-scope-added"],
  ],
  [
    "less scopes",
    { security: [{ key: ["a", "b"] }] },
    { security: [{ key: ["a"] }] },
    ["risky operation-security-scope-removed"],
  ],
  ["deprecated", {}, { deprecated: true }, ["additive operation-deprecated"]],
  ["deprecated no more", { deprecated: true }, {}, ["documentation operation-undeprecated"]],
  ["day of removal set", {}, { "x-sunset": "2027-01-01" }, ["risky operation-sunset-added"]],
  [
    "day of removal earlier",
    { "x-sunset": "2027-01-01" },
    { "x-sunset": "2026-12-01" },
    ["risky operation-sunset-earlier"],
  ],
  [
    "day of removal later",
    { "x-sunset": "2027-01-01" },
    { "x-sunset": "2027-12-01" },
    ["documentation operation-sunset-later"],
  ],
  ["another id", { operationId: "a" }, { operationId: "b" }, ["breaking operation-id-changed"]],
  ["other tags", { tags: ["a"] }, { tags: ["b"] }, ["documentation operation-tags-changed"]],
  [
    "a host of its own",
    { servers: [{ url: "https://a.example" }] },
    { servers: [{ url: "https://b.example" }] },
    ["breaking server-host-changed"],
  ],
  ["other callbacks", {}, { callbacks: { done: {} } }, ["risky operation-callbacks-changed"]],
];

describe("compareDocuments(), for one operation", () => {
  test.each(OPERATIONS)("compareDocuments(), for %s, names rule and level", (_what, before, after, rules) => {
    expect(compareToRules(documentOf(before), documentOf(after))).toEqual(rules);
  });

  test("compareDocuments(), for a parameter of the path that became shared by reference, finds no difference", () => {
    const before = documentOf({ parameters: [parameter()] });
    const after = documentOf(
      { parameters: [{ $ref: "#/components/parameters/q" }] },
      { components: { parameters: { q: parameter() } } },
    );
    expect(compareToRules(before, after)).toEqual(["documentation document-changed"]);
  });
});
