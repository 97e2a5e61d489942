import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { type Json, type JsonObject, readPointer, toPointer } from "./json.ts";
import { isCredentialName } from "./validate/security.ts";
import { validateDocument } from "./validate.ts";

const VALID: JsonObject = {
  openapi: "3.0.3",
  info: { title: "Kites", version: "1" },
  servers: [{ url: "https://{host}", variables: { host: { default: "kites.test" } } }],
  paths: {
    "/kites/{id}": {
      parameters: [{ $ref: "#/components/parameters/Id" }],
      get: {
        operationId: "getKite",
        security: [{ Key: [] }],
        parameters: [{ name: "pageToken", in: "query", schema: { type: "string" } }],
        responses: {
          "200": {
            description: "",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Kite" } } },
          },
        },
      },
      put: { operationId: "putKite", security: [], responses: { "204": { description: "" } } },
    },
  },
  components: {
    parameters: { Id: { name: "id", in: "path", required: true, schema: { type: "string" } } },
    securitySchemes: { Key: { type: "apiKey", in: "header", name: "Key" } },
    schemas: {
      Kite: {
        type: "object",
        required: ["name"],
        properties: { name: { type: "string", pattern: "^[a-z]+$" }, description: { type: "string" } },
      },
    },
  },
};

const GET = toPointer(["paths", "/kites/{id}", "get"]);
const KITE = "#/components/schemas/Kite";

/** The valid document with one value changed, or removed where the value is `undefined`. */
function changed(pointer: string, value: Json | undefined): JsonObject {
  const document = structuredClone(VALID);
  const split = pointer.lastIndexOf("/");
  const parent = readPointer(document, pointer.slice(0, split)) as JsonObject;
  const key = pointer.slice(split + 1).replaceAll("~1", "/");
  if (value === undefined) delete parent[key];
  else parent[key] = value;
  return document;
}

describe("validateDocument()", () => {
  test("validateDocument(), for a document that keeps every rule, finds nothing", async () => {
    expect(await validateDocument(VALID)).toEqual([]);
  });

  test.each<[string, string, string, Json | undefined]>([
    ["another version", "text", "#/openapi", "3.0.4"],
    ["a contact", "text", "#/info/contact", {}],
    ["a summary", "text", `${GET}/summary`, "text"],
    ["the text of a response", "text", `${GET}/responses/200/description`, "text"],
    ["a response without a description", "text", `${GET}/responses/200/description`, undefined],
    ["an example in a schema", "text", `${KITE}/properties/name/example`, "text"],
    ["an unknown extension", "text", `${KITE}/x-order`, 1],
    ["a reference that leads nowhere", "reference", `${KITE}/properties/tail`, { $ref: "#/components/schemas/Tail" }],
    ["a reference into a path", "reference", `${KITE}/properties/tail`, { $ref: `${GET}/responses/200` }],
    ["a reference to a host", "reference", `${KITE}/default`, { $ref: "https://kites.test/" }],
    [
      "a mapping that leads nowhere",
      "reference",
      `${KITE}/discriminator`,
      { propertyName: "name", mapping: { a: "Tail" } },
    ],
    ["no operation id", "operation-id", `${GET}/operationId`, undefined],
    ["an operation id that is no name", "operation-id", `${GET}/operationId`, "get kite"],
    ["an operation id that is taken", "operation-id", `${GET}/operationId`, "putKite"],
    ["a reserved operation id", "operation-id", `${GET}/operationId`, "constructor"],
    ["no security", "security", `${GET}/security`, undefined],
    ["a security scheme that does not exist", "security", `${GET}/security`, [{ Token: [] }]],
    ["a scheme that sends the key in the query", "credential-in-query", "#/components/securitySchemes/Key/in", "query"],
    [
      "a password in the query",
      "credential-in-query",
      `${GET}/parameters`,
      [{ name: "userPassword", in: "query", schema: {} }],
    ],
    ["a path parameter that is not declared", "parameter", "#/paths/~1kites~1{id}/parameters", []],
    ["a path parameter that is optional", "parameter", "#/components/parameters/Id/required", false],
    [
      "a parameter without a place in the path",
      "parameter",
      `${GET}/parameters`,
      [{ name: "a", in: "path", required: true, schema: {} }],
    ],
    [
      "a parameter that is declared twice",
      "parameter",
      `${GET}/parameters`,
      [
        { name: "a", in: "query", schema: {} },
        { name: "a", in: "query", schema: { type: "string" } },
      ],
    ],
    ["a body of GET", "request-body", `${GET}/requestBody`, { content: {} }],
    ["a body of 204", "responses", "#/paths/~1kites~1{id}/put/responses/204/content", { "a/b": {} }],
    ["no response", "responses", `${GET}/responses`, {}],
    [
      "a path with a query",
      "path",
      "#/paths/~1kites?all",
      { get: { operationId: "all", security: [], responses: { "200": { description: "" } } } },
    ],
    ["a component name with a space", "component-name", "#/components/schemas/A Kite", {}],
    ["a pattern that cannot be read", "pattern", `${KITE}/properties/name/pattern`, "(a"],
    ["a key that OpenAPI does not know", "struct", `${KITE}/propertys`, {}],
    ["a type list", "struct", `${KITE}/properties/name/type`, ["string", "null"]],
    ["a required name without a property", "no-required-schema-properties-undefined", `${KITE}/required`, ["title"]],
    [
      "two paths that are the same",
      "no-identical-paths",
      "#/paths/~1kites~1{name}",
      { parameters: [{ name: "name", in: "path", required: true, schema: {} }] },
    ],
  ])("validateDocument(), for %s, finds a problem of rule %s", async (_, rule, pointer, value) => {
    const problems = await validateDocument(changed(pointer, value));
    expect(problems.map((problem) => problem.rule)).toContain(rule);
    expect(problems.every((problem) => problem.pointer.startsWith("#/") && problem.message !== "")).toBe(true);
  });

  test("validateDocument(), for references that lead outside, opens no connection and reads no file", async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response.end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = server.address() as AddressInfo;
      for (const target of [
        `http://127.0.0.1:${port}/a.json`,
        "file:///etc/hosts",
        "./package.json",
        "package.json#/name",
      ]) {
        const problems = await validateDocument(changed(`${KITE}/properties/tail`, { $ref: target }));
        expect(problems.map(({ rule }) => rule)).toEqual(["reference"]);
      }
      expect(requests).toBe(0);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

test.each([
  ["password", true],
  ["userPassword", true],
  ["x-amzn-marketplace-token", true],
  ["api_key", true],
  ["apiKey", true],
  ["secret", true],
  ["accessKey", true],
  ["Token", true],
  ["pageToken", false],
  ["next_token", false],
  ["continue", false],
  ["tokenType", false],
  ["key", false],
  ["forgotten", false],
])("isCredentialName(%j) is %j", (name, want) => {
  expect(isCredentialName(name)).toBe(want);
});
