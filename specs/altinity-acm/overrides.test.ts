import { describe, expect, it } from "vitest";
import { toCanonicalJson } from "../../scripts/lib/canonical.ts";
import { isObject, type Json, type JsonObject, readPointer } from "../../scripts/lib/json.ts";
import { applyOverrides, OverrideError } from "../../scripts/lib/override.ts";
import { buildOpenApi, loadOpenApi, loadUpstream } from "../../scripts/lib/specs.ts";
import { findOverride, isMeantFor, listOperations, listSecretsInQueries, overrideCases } from "./override-cases.ts";

const upstream = await loadUpstream("altinity-acm");
const openapi = await loadOpenApi("altinity-acm");
const current = overrideCases.filter(([, override]) => isMeantFor(override, upstream));

/** The current document after the overrides that run before the named one. */
function before(name: string): JsonObject {
  const index = overrideCases.findIndex(([one]) => one === name);
  return applyOverrides(upstream, overrideCases.slice(0, index));
}

const answerOf = (data: Json): JsonObject => ({
  responses: {
    "200": { content: { "application/json": { schema: { type: "object", properties: { data } } } } },
  },
});

describe("every override", () => {
  it.each(overrideCases)("%s is one sentence with a link and the day of the check", (_name, override) => {
    expect(override.what).toMatch(/^[A-Z].{20,}[^.]$/);
    expect(override.evidence).toMatch(/^https:\/\//);
    expect(override.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it.each(overrideCases)("%s on a document without its target throws", (_name, override) => {
    const empty: JsonObject = { info: { version: "25.7.34" }, paths: {}, components: { schemas: {} } };
    if (override === findOverride("21-cluster-launch-of-guide")) delete empty["paths"];
    expect(() => override.apply(empty)).toThrow(OverrideError);
  });

  it.each(current)("%s on a document that the vendor has corrected throws", (name, override) => {
    const corrected = applyOverrides(before(name), [[name, override]]);
    expect(() => override.apply(corrected)).toThrow(OverrideError);
  });
});

describe("the overrides of the current revision", () => {
  it("turn the committed upstream.json into the committed openapi.json", async () => {
    expect(toCanonicalJson(await buildOpenApi("altinity-acm", upstream))).toBe(toCanonicalJson(openapi));
  });

  it("leave out what repairs the revision of 2025", () => {
    const left = overrideCases.filter(([, override]) => !isMeantFor(override, upstream)).map(([name]) => name);
    expect(left).toEqual([
      "10-audit-log-schema",
      "11-cluster-volume-schema",
      "12-defaults-path",
      "13-write-parameters-in-body",
      "14-error-answers",
      "16-database-lists",
    ]);
  });

  it("keep every operation of the vendor and add the launch of its guide", () => {
    const added = listOperations(openapi).filter(
      ({ name }) => !listOperations(upstream).some((one) => one.name === name),
    );
    expect(listOperations(upstream)).toHaveLength(224);
    expect(added.map(({ name }) => name)).toEqual(["POST /{environment}/cluster-launch"]);
    expect(listOperations(openapi)).toHaveLength(225);
  });

  it("make eleven operations public and demand the token for all others", () => {
    const isPublic = ({ operation }: { operation: JsonObject }) => JSON.stringify(operation["security"]) === "[]";
    const isSecured = ({ operation }: { operation: JsonObject }) =>
      JSON.stringify(operation["security"]) === '[{"ApiKeyAuth":[]}]';
    expect(listOperations(openapi).filter(isSecured)).toHaveLength(214);
    expect(
      listOperations(openapi)
        .filter(isPublic)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([
      "GET /login/reset",
      "GET /probe",
      "GET /signup/confirm",
      "GET /singleauth",
      "POST /login",
      "POST /login/recover",
      "POST /login/reset",
      "POST /login/verify",
      "POST /signup-email",
      "POST /signup/confirm",
      "POST /singleauth",
    ]);
  });

  it("leave no credential in a query", () => {
    expect(listSecretsInQueries(upstream)).toEqual(["GET /tables pass"]);
    expect(listSecretsInQueries(openapi)).toEqual([]);
  });

  it("describe every answer 200 as an envelope with data", () => {
    for (const { name, operation } of listOperations(openapi)) {
      const schema = readPointer(operation, "#/responses/200/content/application~1json/schema");
      expect(schema, name).toMatchObject({
        type: "object",
        required: ["data"],
        properties: { data: expect.anything() },
      });
      expect(Object.keys(isObject(schema) && isObject(schema["properties"]) ? schema["properties"] : {}), name).toEqual(
        ["code", "data", "error"],
      );
    }
  });

  it("keep the vendor's schema of data where there is one, and leave data open elsewhere", () => {
    const data = "#/responses/200/content/application~1json/schema/properties/data";
    const isOpen = ({ operation }: { operation: JsonObject }) => JSON.stringify(readPointer(operation, data)) === "{}";
    expect(readPointer(openapi, `#/paths/~1cluster~1{id}/get/${data.slice(2)}`)).toEqual({
      $ref: "#/components/schemas/Cluster",
    });
    expect(listOperations(openapi).filter(isOpen)).toHaveLength(173);
  });

  it("describe 401, 403, 404 and every other failure by the same envelope", () => {
    for (const { name, operation } of listOperations(openapi)) {
      for (const status of ["401", "403", "404", "default"]) {
        const schema = readPointer(operation, `#/responses/${status}/content/application~1json/schema`);
        expect(schema, `${name} ${status}`).toEqual({ $ref: "#/components/schemas/ErrorEnvelope" });
      }
    }
  });

  it("accept ids as strings in answers and paths, and null for a reference", () => {
    expect(readPointer(openapi, "#/components/schemas/Environment/properties")).toMatchObject({
      id: { $ref: "#/components/schemas/Id" },
      externalDNS: { $ref: "#/components/schemas/Id" },
      id_parent: { $ref: "#/components/schemas/Reference" },
    });
    expect(readPointer(openapi, "#/paths/~1environment~1{id}/delete/parameters")).toContainEqual({
      in: "path",
      name: "id",
      required: true,
      schema: { $ref: "#/components/schemas/Id" },
    });
  });
});

describe("single overrides", () => {
  it("34-profile-settings-list finds the settings of a profile one level further in", () => {
    const answer = "#/paths/~1profile~1{profile}~1settings/get/responses/200/content/application~1json/schema";
    expect(readPointer(openapi, `${answer}/properties/data`)).toEqual({
      type: "object",
      required: ["settings"],
      properties: { settings: { items: { $ref: "#/components/schemas/ProfileSetting" }, type: "array" } },
    });
  });

  it("36-launch-flags sends the flags of a launch as booleans, while the access of a user stays a number", () => {
    const body = "requestBody/content/application~1json/schema/properties";
    const launch = "#/paths/~1environment~1{environment}~1clusters~1launch/post";
    for (const flag of ["secure", "mysqlProtocol", "zoneAwareness"])
      expect(readPointer(openapi, `${launch}/${body}/${flag}`)).toEqual({ type: "boolean" });
    const user = `#/paths/~1cluster~1{cluster}~1users/post/${body}/accessManagement`;
    expect(readPointer(openapi, user)).toEqual({ type: "integer", enum: [0, 1] });
  });

  it("20-public-operations on an operation that nobody has classified demands the token", () => {
    const document: JsonObject = { paths: { "/new": { get: {} }, "/login": { post: {} } } };
    findOverride("20-public-operations").apply(document);
    expect(document["paths"]).toEqual({
      "/new": { get: { security: [{ ApiKeyAuth: [] }] } },
      "/login": { post: { security: [] } },
    });
  });

  it("20-public-operations on a public operation that demands a token by now throws", () => {
    const document: JsonObject = {
      paths: { "/probe": { get: {} }, "/login": { post: { security: [{ Other: [] }] } } },
    };
    expect(() => findOverride("20-public-operations").apply(document)).toThrow("POST /login");
  });

  it("21-cluster-launch-of-guide sends every field of the guide in the body", () => {
    const body = "#/paths/~1{environment}~1cluster-launch/post/requestBody/content/application~1json/schema/properties";
    expect(Object.keys(readPointer(openapi, body) ?? {})).toEqual(
      [
        ...["name", "adminPass", "adminUser", "https_port", "instanceType", "nodes", "replicas", "secure", "shards"],
        ...["size", "tcp_port_secure", "version", "zookeeper", "zookeeperOptions"],
      ].sort(),
    );
    expect(readPointer(openapi, `${body}/zookeeperOptions/properties`)).toEqual({
      size: { type: "string" },
      tag: { type: "string" },
    });
  });

  it("40-answer-envelope on an answer that already says more than data throws", () => {
    const operation = answerOf({});
    Object.assign(isObject(operation["responses"]) ? operation["responses"] : {}, {
      "200": {
        content: { "application/json": { schema: { type: "object", properties: { data: {}, code: {} } } } },
      },
    });
    expect(() => findOverride("40-answer-envelope").apply({ paths: { "/x": { get: operation } } })).toThrow(
      OverrideError,
    );
  });
});
