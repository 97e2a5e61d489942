import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { toCanonicalJson } from "../../scripts/lib/canonical.ts";
import { importDocument } from "../../scripts/lib/import/import-document.ts";
import { isObject, type Json, type JsonObject, readPointer } from "../../scripts/lib/json.ts";
import { applyOverrides, eachOperation, getObject, type Override, OverrideError } from "../../scripts/lib/override.ts";
import { buildOpenApi, loadOpenApi, loadOverrides, loadUpstream } from "../../scripts/lib/specs.ts";

const REAL = new URL("../../../shared/vendor-docs/edge-host/v1.json", import.meta.url);
const CURRENT = "~1v1~1edge-mgmt~1edgehosts~1current";

const upstream = await loadUpstream("edge-host");
const openapi = await loadOpenApi("edge-host");
const overrides = (await loadOverrides("edge-host")).map(([file, override]): [string, Override] => [
  file.replace(/^.*\//, "").replace(/\.ts$/, ""),
  override,
]);
const operations = [...eachOperation(openapi)].map(({ path, method, operation }) => ({
  name: `${method.toUpperCase()} ${path}`,
  operation,
}));

/** The document after the overrides that run before the named one. */
function before(name: string): JsonObject {
  const index = overrides.findIndex(([one]) => one === name);
  return applyOverrides(upstream, overrides.slice(0, index));
}

function contentOf(operation: string, status: string): Json | undefined {
  return readPointer(openapi, `#/paths/${operation}/responses/${status}/content`);
}

describe("every override", () => {
  it.each(overrides)("%s is one sentence with a link and the day of the check", (_name, override) => {
    expect(override.what).toMatch(/^[A-Z].{20,}[^.]$/);
    expect(override.evidence).toMatch(/^https:\/\//);
    expect(override.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it.each(overrides)("%s on a document without its target throws", (name, override) => {
    const empty: JsonObject = { paths: {}, components: { schemas: {} } };
    if (name === "01-server") empty["servers"] = [];
    expect(() => override.apply(empty)).toThrow(OverrideError);
  });

  it.each(overrides)("%s on a document that the vendor has corrected throws", (name, override) => {
    const corrected = applyOverrides(before(name), [[name, override]]);
    expect(() => override.apply(corrected)).toThrow(OverrideError);
  });
});

describe("the overrides together", () => {
  it("turn the committed upstream.json into the committed openapi.json", async () => {
    expect(toCanonicalJson(await buildOpenApi("edge-host", upstream))).toBe(toCanonicalJson(openapi));
  });

  it("keep all 70 operations", () => {
    expect(operations).toHaveLength(70);
  });

  it("name the device and its port in the server", () => {
    expect(openapi["servers"]).toEqual([
      { url: "https://{host}:{port}", variables: { host: { default: "localhost" }, port: { default: "5080" } } },
    ]);
  });

  it("accept the token as a cookie or as a header everywhere but at the login", () => {
    const schemes = readPointer(openapi, "#/components/securitySchemes");
    expect(schemes).toEqual({
      Authorization: { type: "apiKey", in: "header", name: "Authorization" },
      AuthorizationCookie: { type: "apiKey", in: "cookie", name: "Authorization" },
    });
    for (const { name, operation } of operations) {
      const wanted =
        name === "POST /v1/users/default/login" ? [] : [{ AuthorizationCookie: [] }, { Authorization: [] }];
      expect(operation["security"], name).toEqual(wanted);
    }
  });

  it("describe 401 and a default for every operation", () => {
    for (const { name, operation } of operations) {
      const unauthorized = readPointer(operation, "#/responses/401/content/application~1json/schema");
      expect(unauthorized, name).toEqual({ $ref: "#/components/schemas/v1Unauthorized" });
      const schema = readPointer(operation, "#/responses/default/content/application~1json/schema/$ref");
      expect(schema, name).toMatch(/\/(apiError|v1Error|UnlistedError)$/);
    }
  });

  it("keep the three shapes of errors apart: text, v1Error, and objects without known fields", () => {
    const schemas = readPointer(openapi, "#/components/schemas");
    const open = { type: "object", additionalProperties: true };
    expect(schemas).toMatchObject({ apiError: { type: "string" }, v1BadRequest: open, v1Unauthorized: open });
    expect(readPointer(openapi, "#/components/schemas/v1Error/properties")).toHaveProperty("code");
    expect(readPointer(openapi, "#/components/schemas/UnlistedError")).toEqual({
      anyOf: [{ $ref: "#/components/schemas/v1Error" }, { $ref: "#/components/schemas/apiError" }],
    });
  });

  it("leave no schema that a list or a text would satisfy where fields are declared", () => {
    const untyped = Object.entries(getObject(openapi, "#/components/schemas"))
      .filter(([, schema]) => isObject(schema) && isObject(schema["properties"]) && schema["type"] !== "object")
      .map(([name]) => name);
    expect(untyped).toEqual([]);
  });

  it.each([
    [`${CURRENT}~1audits~1download/get`, "application/x-tar"],
    [`${CURRENT}~1download-logs/get`, "application/x-tar"],
    [`${CURRENT}~1file-download~1{filePath}/get`, "application/octet-stream"],
  ])("answer %s with a file, and its failure with JSON", (operation, type) => {
    expect(contentOf(operation, "200")).toEqual({ [type]: { schema: { type: "string", format: "binary" } } });
    expect(Object.keys(contentOf(operation, "404") ?? {})).toEqual(["application/json"]);
    expect(Object.keys(contentOf(operation, "default") ?? {})).toEqual(["application/json"]);
  });

  it.each(["upload-clusterconfig", "upload-content"])("demand the multipart body of %s and its file", (action) => {
    const body = readPointer(openapi, `#/paths/${CURRENT}~1actions~1${action}/post/requestBody`);
    expect(body).toMatchObject({
      required: true,
      content: {
        "multipart/form-data": {
          schema: {
            required: ["uploadFile"],
            properties: {
              uploadFile: { type: "string", format: "binary" },
              signature: { type: "string", format: "binary" },
            },
          },
        },
      },
    });
  });

  it("give the answer 204 of the password reset no body", () => {
    expect(readPointer(openapi, "#/paths/~1v1~1users~1default~1password~1reset/post/responses/204")).toEqual({
      description: "",
    });
  });

  it("let a JSON patch set any value", () => {
    expect(readPointer(openapi, "#/components/schemas/v1HttpPatch/properties/value")).toEqual({});
  });

  it("keep the deprecation of the old cluster patch", () => {
    const deprecated = operations.filter(({ operation }) => operation["deprecated"] === true);
    expect(deprecated.map(({ name }) => name)).toEqual(["PATCH /v1/edge-mgmt/cluster"]);
  });
});

describe("single overrides", () => {
  it("03-downloads on an answer that is JSON alone throws", () => {
    const document = before("03-downloads");
    getObject(document, `#/paths/${CURRENT}~1download-logs/get/responses/404`)["content"] = { "application/json": {} };
    const override = overrides.find(([name]) => name === "03-downloads")?.[1];
    expect(() => override?.apply(document)).toThrow("answer 404");
  });

  it("08-unauthorized on an operation whose 401 has another shape throws", () => {
    const document: JsonObject = { paths: { "/x": { get: { responses: { "401": { description: "" } } } } } };
    const override = overrides.find(([name]) => name === "08-unauthorized")?.[1];
    expect(() => override?.apply(document)).toThrow(OverrideError);
  });
});

describe.skipIf(!existsSync(REAL))("the vendor's own file (skipped without ../shared)", () => {
  it("is the committed upstream.json", () => {
    const { document } = importDocument(JSON.parse(readFileSync(REAL, "utf8")) as JsonObject);
    expect(toCanonicalJson(document)).toBe(toCanonicalJson(upstream));
  });
});
