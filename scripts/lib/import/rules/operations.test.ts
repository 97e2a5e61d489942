import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../json.ts";
import type { Rule } from "../rule.ts";
import {
  dropBodiesOf204,
  dropBodiesOfGet,
  dropEmptyParameters,
  dropRepeatedParameters,
  movePathParameters,
  nameOperations,
  requirePathParameters,
} from "./operations.ts";

const body = { content: { "application/json": { schema: {} } } };
const id = { name: "id", in: "path", required: true };

test.each<[Rule, string, JsonObject, JsonObject, string[]]>([
  [
    movePathParameters,
    "a path parameter that the path has no place for",
    {
      "/a/{id}": {
        parameters: [{ name: "force", in: "path" }],
        get: { parameters: [id, { name: "all", in: "path" }] },
      },
    },
    {
      "/a/{id}": {
        parameters: [{ name: "force", in: "query" }],
        get: { parameters: [id, { name: "all", in: "query" }] },
      },
    },
    ["#/paths/~1a~1{id}/parameters/0", "#/paths/~1a~1{id}/get/parameters/1"],
  ],
  [
    requirePathParameters,
    "a path parameter that is not required",
    {
      "/a/{id}": {
        get: {
          parameters: [
            { name: "id", in: "path" },
            { name: "q", in: "query" },
          ],
        },
      },
    },
    { "/a/{id}": { get: { parameters: [id, { name: "q", in: "query" }] } } },
    ["#/paths/~1a~1{id}/get/parameters/0"],
  ],
  [
    dropEmptyParameters,
    "empty lists of parameters",
    { "/a": { parameters: [], get: { parameters: [] }, put: { parameters: [id] } } },
    { "/a": { get: {}, put: { parameters: [id] } } },
    ["#/paths/~1a/parameters", "#/paths/~1a/get/parameters"],
  ],
  [
    dropBodiesOfGet,
    "bodies of GET and DELETE",
    { "/a": { get: { requestBody: body }, head: { requestBody: body }, delete: { requestBody: body } } },
    { "/a": { get: {}, head: {}, delete: { requestBody: body } } },
    ["#/paths/~1a/get/requestBody", "#/paths/~1a/head/requestBody"],
  ],
  [
    dropBodiesOf204,
    "bodies of 200 and 204",
    { "/a": { get: { responses: { "200": body, "204": { ...body, description: "" } } } } },
    { "/a": { get: { responses: { "200": body, "204": { description: "" } } } } },
    ["#/paths/~1a/get/responses/204/content"],
  ],
  [
    dropRepeatedParameters,
    "a parameter that stands twice",
    { "/a": { get: { parameters: [id, { ...id }, { ...id, in: "query" }] } } },
    { "/a": { get: { parameters: [id, { ...id, in: "query" }] } } },
    ["#/paths/~1a/get/parameters/1"],
  ],
])("$0.name, for %s, gives the wanted document", ({ apply }, _, given, want, places) => {
  const document = structuredClone({ paths: given });
  expect(apply(document)).toEqual(places);
  expect(document).toEqual({ paths: want });
  expect(apply(document)).toEqual([]);
});

describe("name-operations", () => {
  const idsAfter = (paths: JsonObject): (string | undefined)[] => {
    const document: JsonObject = { paths: structuredClone(paths) };
    nameOperations.apply(document);
    const items = Object.values(document["paths"] ?? {}) as Record<string, { operationId: string }>[];
    return items.map((item) => item["get"]?.operationId);
  };

  test("name-operations, for an operation without an id, names it by method and path", () => {
    expect(idsAfter({ "/a-b/{id}": { get: {} } })).toEqual(["getABById"]);
  });

  test("name-operations, for ids that are names, keeps them", () => {
    expect(idsAfter({ "/a": { get: { operationId: "listA" } }, "/b": { get: { operationId: "List_A" } } })).toEqual([
      "listA",
      "List_A",
    ]);
  });

  test("name-operations, for ids that are the same once they are names, names both by method and path", () => {
    expect(idsAfter({ "/a": { get: { operationId: "list-a" } }, "/b": { get: { operationId: "listA" } } })).toEqual([
      "getA",
      "getB",
    ]);
  });

  test("name-operations, for another path in the document, gives the same ids as before", () => {
    const before = idsAfter({ "/a/{id}": { get: {} } });
    expect(idsAfter({ "/a/{id}": { get: {} }, "/a/id": { get: {} } }).slice(0, 1)).toEqual(before);
  });
});
