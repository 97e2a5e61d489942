import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { toCanonicalJson } from "../../scripts/lib/canonical.ts";
import { importDocument } from "../../scripts/lib/import/import-document.ts";
import { type Json, type JsonObject, readPointer } from "../../scripts/lib/json.ts";
import { OverrideError } from "../../scripts/lib/override.ts";
import { buildOpenApi, loadUpstream } from "../../scripts/lib/specs.ts";
import { findOverride, isMeantFor, listOperations, listSecretsInQueries, overrideCases } from "./override-cases.ts";

const REAL = new URL("../../../shared/vendor-docs/altinity-acm/", import.meta.url);

const answerOf = (data: Json): JsonObject => ({
  responses: {
    "200": { content: { "application/json": { schema: { type: "object", properties: { data } } } } },
  },
});

const user = (): JsonObject => ({
  post: {
    security: [{ ApiKeyAuth: [] }],
    parameters: [{ name: "databases", in: "query", schema: { type: "string" } }],
    ...answerOf({}),
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
      "/cluster/{cluster}/users": user(),
      "/cluster/{cluster}/user/{id}": user(),
      "/user/{id}": user(),
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

describe("the overrides of the revision of 2025", () => {
  const old = overrideCases.filter(([name]) => /^1[0-46]-/.test(name));
  const created = (name: string) => {
    const document = createRevision25();
    // Bodies are what the override before has made.
    if (name === "16-database-lists") findOverride("13-write-parameters-in-body").apply(document);
    return document;
  };

  it.each(old)("%s is for that revision only", (_name, override) => {
    expect(isMeantFor(override, createRevision25())).toBe(true);
    expect(isMeantFor(override, { ...createRevision25(), info: { version: "25.8.0" } })).toBe(false);
  });

  it.each(old)("%s on a document that the vendor has corrected throws", (name, override) => {
    const document = created(name);
    override.apply(document);
    expect(() => override.apply(document)).toThrow(OverrideError);
  });

  it("point dangling references at the schemas that the vendor meant", () => {
    const document = createRevision25();
    findOverride("10-audit-log-schema").apply(document);
    findOverride("11-cluster-volume-schema").apply(document);
    const text = JSON.stringify(document);
    expect(text.match(/schemas\/ActionLog/g)).toHaveLength(3);
    expect(text.match(/schemas\/ClusterVolume/g)).toHaveLength(1);
    expect(text).not.toMatch(/AuditLog"|CluserVolume/);
  });

  it("mend the broken path and keep its operation", () => {
    const document = createRevision25();
    const operation = readPointer(document, "#/paths/~1cluster~1{id}~1defaults{profile})/post");
    findOverride("12-defaults-path").apply(document);
    expect(readPointer(document, "#/paths/~1cluster~1{id}~1defaults~1{profile}/post")).toEqual(operation);
    expect(readPointer(document, "#/paths/~1cluster~1{id}~1defaults{profile})")).toBeUndefined();
  });

  it("move the fields of a write, the password too, from the query into a JSON body", () => {
    const document = createRevision25();
    findOverride("13-write-parameters-in-body").apply(document);
    expect(readPointer(document, "#/paths/~1login/post/parameters")).toEqual([]);
    expect(readPointer(document, "#/paths/~1login/post/requestBody/content/application~1json/schema")).toEqual({
      type: "object",
      properties: { login: { type: "string" }, password: { type: "string" } },
      required: ["login"],
    });
  });

  it("send the databases of a user as a list wherever a user is written", () => {
    const document = created("16-database-lists");
    findOverride("16-database-lists").apply(document);
    const body = "post/requestBody/content/application~1json/schema";
    for (const path of ["~1cluster~1{cluster}~1users", "~1cluster~1{cluster}~1user~1{id}", "~1user~1{id}"]) {
      expect(readPointer(document, `#/paths/${path}/${body}`)).toEqual({
        type: "object",
        properties: { databases: { type: "array", items: { type: "string" } } },
      });
    }
  });

  it("list 401 and 404 for every operation", () => {
    const document = createRevision25();
    findOverride("14-error-answers").apply(document);
    for (const { operation } of listOperations(document)) {
      expect(Object.keys(readPointer(operation, "#/responses") ?? {})).toEqual(["200", "401", "404"]);
    }
  });
});

describe.skipIf(!existsSync(REAL))("the vendor's own files (skipped without ../shared)", () => {
  const imported = (file: string) =>
    importDocument(JSON.parse(readFileSync(new URL(file, REAL), "utf8")) as JsonObject).document;

  it("26.1.59 is the committed upstream.json", async () => {
    const upstream = await loadUpstream("altinity-acm");
    expect(toCanonicalJson(imported("26.1.59.json"))).toBe(toCanonicalJson(upstream));
  });

  it.each([
    ["25.7.34.json", 269, 17],
    ["25.7.34.public.json", 17, 17],
  ])("%s becomes a valid document without a credential in a query", async (file, operations, publicOnes) => {
    const document = await buildOpenApi("altinity-acm", imported(file));
    expect(listOperations(document)).toHaveLength(operations);
    expect(
      listOperations(document).filter(({ operation }) => JSON.stringify(operation["security"]) === "[]"),
    ).toHaveLength(publicOnes);
    expect(listSecretsInQueries(document)).toEqual([]);
  });
});
