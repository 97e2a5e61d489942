import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { toCanonicalJson } from "../../scripts/lib/canonical.ts";
import { importDocument } from "../../scripts/lib/import/import-document.ts";
import { isObject, type Json, type JsonObject, readPointer } from "../../scripts/lib/json.ts";
import { applyOverrides, eachOperation, type Override, OverrideError } from "../../scripts/lib/override.ts";
import { buildOpenApi, loadOpenApi, loadOverrides, loadUpstream } from "../../scripts/lib/specs.ts";

const VENDOR = "altinity-acm";
const REAL = new URL("../../../shared/vendor-docs/altinity-acm/", import.meta.url);
const SECRET = /pass|secret|token|credential|access_?key|private_?key|awskey|card|signature/i;

const upstream = await loadUpstream(VENDOR);
const openapi = await loadOpenApi(VENDOR);
const overrides = await loadOverrides(VENDOR);
const nameOf = (file: string) => file.replace(/^.*\//, "").replace(/\.ts$/, "");
const cases = overrides.map(([file, override]): [string, Override] => [nameOf(file), override]);
const appliesTo = (override: Override, document: JsonObject) => override.appliesTo?.(document) !== false;
const current = cases.filter(([, override]) => appliesTo(override, upstream));

function find(name: string): Override {
  const found = cases.find(([one]) => one === name);
  if (!found) throw new Error(`No override is called "${name}"`);
  return found[1];
}

/** The current document after the overrides that run before the named one. */
function before(name: string): JsonObject {
  const index = overrides.findIndex(([file]) => nameOf(file) === name);
  return applyOverrides(upstream, overrides.slice(0, index));
}

function at(document: JsonObject, pointer: string): Json | undefined {
  return readPointer(document, pointer);
}

function operationsOf(document: JsonObject): { name: string; operation: JsonObject }[] {
  return [...eachOperation(document)].map(({ path, method, operation }) => ({
    name: `${method.toUpperCase()} ${path}`,
    operation,
  }));
}

function queryNames(document: JsonObject): string[] {
  return operationsOf(document).flatMap(({ name, operation }) =>
    (Array.isArray(operation["parameters"]) ? operation["parameters"] : [])
      .filter(isObject)
      .filter((parameter) => parameter["in"] === "query")
      .map((parameter) => `${name} ${String(parameter["name"])}`),
  );
}

const answerOf = (data: Json): JsonObject => ({
  responses: {
    "200": { content: { "application/json": { schema: { type: "object", properties: { data } } } } },
  },
});

const listOf = (schema: string): Json => ({ type: "array", items: { $ref: `#/components/schemas/${schema}` } });

/** A document of the revision of 2025 with each of its defects once. */
function createRevision25(): JsonObject {
  const secured = { security: [{ ApiKeyAuth: [] }] };
  return {
    info: { title: "x", version: "25.7.34" },
    components: { schemas: { ActionLog: {}, ClusterVolume: {} } },
    paths: {
      "/cluster/{id}/audit": { get: { ...secured, ...answerOf(listOf("AuditLog")) } },
      "/console/logs": { get: { ...secured, ...answerOf(listOf("AuditLog")) } },
      "/environment/{id}/log": { get: { ...secured, ...answerOf(listOf("AuditLog")) } },
      "/storage/cluster/{cluster}/volumes": { get: { ...secured, ...answerOf(listOf("CluserVolume")) } },
      "/cluster/{id}/defaults{profile})": { post: { ...secured, ...answerOf({}) } },
      "/login": {
        post: {
          parameters: [
            { name: "login", in: "query", required: true, schema: { type: "string" } },
            { name: "password", in: "query", schema: { type: "string" } },
          ],
          ...answerOf({}),
        },
      },
    },
  };
}

describe("every override", () => {
  it.each(cases)("%s is one sentence with a link and the day of the check", (_name, override) => {
    expect(override.what).toMatch(/^[A-Z].{20,}[^.]$/);
    expect(override.evidence).toMatch(/^https:\/\//);
    expect(override.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it.each(cases)("%s on a document without its target throws", (_name, override) => {
    const empty: JsonObject = { info: { version: "25.7.34" }, paths: {}, components: { schemas: {} } };
    if (override === find("21-cluster-launch-of-guide")) delete empty["paths"];
    expect(() => override.apply(empty)).toThrow(OverrideError);
  });

  it.each(current)("%s on a document that the vendor has corrected throws", (name, override) => {
    const corrected = applyOverrides(before(name), [[name, override]]);
    expect(() => override.apply(corrected)).toThrow(OverrideError);
  });
});

describe("the overrides of the current revision", () => {
  it("turn the committed upstream.json into the committed openapi.json", async () => {
    expect(toCanonicalJson(await buildOpenApi(VENDOR, upstream))).toBe(toCanonicalJson(openapi));
  });

  it("leave out what repairs the revision of 2025", () => {
    const left = cases.filter(([, override]) => !appliesTo(override, upstream)).map(([name]) => name);
    expect(left).toEqual([
      "10-audit-log-schema",
      "11-cluster-volume-schema",
      "12-defaults-path",
      "13-write-parameters-in-body",
      "14-error-answers",
    ]);
  });

  it("keep every operation of the vendor and add the launch of its guide", () => {
    const added = operationsOf(openapi).filter(({ name }) => !operationsOf(upstream).some((one) => one.name === name));
    expect(operationsOf(upstream)).toHaveLength(224);
    expect(added.map(({ name }) => name)).toEqual(["POST /{environment}/cluster-launch"]);
    expect(operationsOf(openapi)).toHaveLength(225);
  });

  it("make eleven operations public and demand the token for all others", () => {
    const isPublic = ({ operation }: { operation: JsonObject }) => JSON.stringify(operation["security"]) === "[]";
    const isSecured = ({ operation }: { operation: JsonObject }) =>
      JSON.stringify(operation["security"]) === '[{"ApiKeyAuth":[]}]';
    expect(operationsOf(openapi).filter(isSecured)).toHaveLength(214);
    expect(
      operationsOf(openapi)
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
    expect(queryNames(upstream).filter((name) => SECRET.test(name.split(" ")[2] ?? ""))).toEqual(["GET /tables pass"]);
    expect(queryNames(openapi).filter((name) => SECRET.test(name.split(" ")[2] ?? ""))).toEqual([]);
  });

  it("describe every answer 200 as an envelope with data", () => {
    for (const { name, operation } of operationsOf(openapi)) {
      const schema = at(operation, "#/responses/200/content/application~1json/schema");
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
    const isOpen = ({ operation }: { operation: JsonObject }) => JSON.stringify(at(operation, data)) === "{}";
    expect(at(openapi, `#/paths/~1cluster~1{id}/get/${data.slice(2)}`)).toEqual({
      $ref: "#/components/schemas/Cluster",
    });
    expect(operationsOf(openapi).filter(isOpen)).toHaveLength(173);
  });

  it("describe 401, 403, 404 and every other failure by the same envelope", () => {
    for (const { name, operation } of operationsOf(openapi)) {
      for (const status of ["401", "403", "404", "default"]) {
        const schema = at(operation, `#/responses/${status}/content/application~1json/schema`);
        expect(schema, `${name} ${status}`).toEqual({ $ref: "#/components/schemas/ErrorEnvelope" });
      }
    }
  });

  it("accept ids as strings in answers and paths, and null for a reference", () => {
    expect(at(openapi, "#/components/schemas/Environment/properties")).toMatchObject({
      id: { $ref: "#/components/schemas/Id" },
      externalDNS: { $ref: "#/components/schemas/Id" },
      id_parent: { $ref: "#/components/schemas/Reference" },
    });
    expect(at(openapi, "#/paths/~1environment~1{id}/delete/parameters")).toContainEqual({
      in: "path",
      name: "id",
      required: true,
      schema: { $ref: "#/components/schemas/Id" },
    });
  });
});

describe("single overrides", () => {
  it("20-public-operations on an operation that nobody has classified demands the token", () => {
    const document: JsonObject = { paths: { "/new": { get: {} }, "/login": { post: {} } } };
    find("20-public-operations").apply(document);
    expect(document["paths"]).toEqual({
      "/new": { get: { security: [{ ApiKeyAuth: [] }] } },
      "/login": { post: { security: [] } },
    });
  });

  it("20-public-operations on a public operation that demands a token by now throws", () => {
    const document: JsonObject = {
      paths: { "/probe": { get: {} }, "/login": { post: { security: [{ Other: [] }] } } },
    };
    expect(() => find("20-public-operations").apply(document)).toThrow("POST /login");
  });

  it("21-cluster-launch-of-guide sends every field of the guide in the body", () => {
    const body = "#/paths/~1{environment}~1cluster-launch/post/requestBody/content/application~1json/schema/properties";
    expect(Object.keys(at(openapi, body) ?? {})).toEqual(
      [
        ...["name", "adminPass", "adminUser", "https_port", "instanceType", "nodes", "replicas", "secure", "shards"],
        ...["size", "tcp_port_secure", "version", "zookeeper", "zookeeperOptions"],
      ].sort(),
    );
    expect(at(openapi, `${body}/zookeeperOptions/properties`)).toEqual({
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
    expect(() => find("40-answer-envelope").apply({ paths: { "/x": { get: operation } } })).toThrow(OverrideError);
  });
});

describe("the overrides of the revision of 2025", () => {
  const old = cases.filter(([name]) => /^1[0-4]-/.test(name));

  it.each(old)("%s is for that revision only", (_name, override) => {
    expect(appliesTo(override, createRevision25())).toBe(true);
    expect(appliesTo(override, { ...createRevision25(), info: { version: "25.8.0" } })).toBe(false);
  });

  it.each(old)("%s on a document that the vendor has corrected throws", (_name, override) => {
    const document = createRevision25();
    override.apply(document);
    expect(() => override.apply(document)).toThrow(OverrideError);
  });

  it("point dangling references at the schemas that the vendor meant", () => {
    const document = createRevision25();
    find("10-audit-log-schema").apply(document);
    find("11-cluster-volume-schema").apply(document);
    const text = JSON.stringify(document);
    expect(text.match(/schemas\/ActionLog/g)).toHaveLength(3);
    expect(text.match(/schemas\/ClusterVolume/g)).toHaveLength(1);
    expect(text).not.toMatch(/AuditLog"|CluserVolume/);
  });

  it("mend the broken path and keep its operation", () => {
    const document = createRevision25();
    const operation = at(document, "#/paths/~1cluster~1{id}~1defaults{profile})/post");
    find("12-defaults-path").apply(document);
    expect(at(document, "#/paths/~1cluster~1{id}~1defaults~1{profile}/post")).toEqual(operation);
    expect(at(document, "#/paths/~1cluster~1{id}~1defaults{profile})")).toBeUndefined();
  });

  it("move the fields of a write, the password too, from the query into a JSON body", () => {
    const document = createRevision25();
    find("13-write-parameters-in-body").apply(document);
    expect(at(document, "#/paths/~1login/post/parameters")).toEqual([]);
    expect(at(document, "#/paths/~1login/post/requestBody/content/application~1json/schema")).toEqual({
      type: "object",
      properties: { login: { type: "string" }, password: { type: "string" } },
      required: ["login"],
    });
  });

  it("list 401 and 404 for every operation", () => {
    const document = createRevision25();
    find("14-error-answers").apply(document);
    for (const { operation } of operationsOf(document)) {
      expect(Object.keys(at(operation, "#/responses") ?? {})).toEqual(["200", "401", "404"]);
    }
  });
});

describe.skipIf(!existsSync(REAL))("the vendor's own files (skipped without ../shared)", () => {
  const imported = (file: string) =>
    importDocument(JSON.parse(readFileSync(new URL(file, REAL), "utf8")) as JsonObject).document;

  it("26.1.59 is the committed upstream.json", () => {
    expect(toCanonicalJson(imported("26.1.59.json"))).toBe(toCanonicalJson(upstream));
  });

  it.each([
    ["25.7.34.json", 269, 17],
    ["25.7.34.public.json", 17, 17],
  ])("%s becomes a valid document without a credential in a query", async (file, operations, publicOnes) => {
    const document = await buildOpenApi(VENDOR, imported(file));
    expect(operationsOf(document)).toHaveLength(operations);
    expect(
      operationsOf(document).filter(({ operation }) => JSON.stringify(operation["security"]) === "[]"),
    ).toHaveLength(publicOnes);
    expect(queryNames(document).filter((name) => SECRET.test(name.split(" ")[2] ?? ""))).toEqual([]);
  });
});
