import { describe, expect, test } from "vitest";
import { toCanonicalJson } from "../../scripts/lib/canonical.ts";
import { isObject, type Json, type JsonObject, parsePointer, readPointer, toPointer } from "../../scripts/lib/json.ts";
import { applyOverrides, eachOperation, getObject, type Override, OverrideError } from "../../scripts/lib/override.ts";
import { buildOpenApi, loadOpenApi, loadOverrides, loadUpstream } from "../../scripts/lib/specs.ts";

const upstream = await loadUpstream("palette");
const openapi = await loadOpenApi("palette");
const overrides = (await loadOverrides("palette")).map(([file, override]): [string, Override] => [
  file.replace(/^.*\//, "").replace(/\.ts$/, ""),
  override,
]);
const operations = [...eachOperation(openapi)].map(({ path, method, operation }) => ({
  name: `${method.toUpperCase()} ${path}`,
  operation,
}));

const SCHEMAS = "#/components/schemas";
const LOGIN = "#/paths/~1v1~1auth~1authenticate/post";
const AWS = `${SCHEMAS}/v1SpectroAwsClusterEntity/properties/spec`;
const LOGOUT = "#/paths/~1v1~1auth~1org~1{org}~1saml~1logout";

/** The document as the named override gets it. */
function documentBefore(name: string): JsonObject {
  const index = overrides.findIndex(([one]) => one === name);
  expect(index, `override ${name}`).toBeGreaterThanOrEqual(0);
  return applyOverrides(upstream, overrides.slice(0, index));
}

/** The document as the named override leaves it. */
function documentAfter(name: string): JsonObject {
  return applyOverrides(
    documentBefore(name),
    overrides.filter(([one]) => one === name),
  );
}

/** Parameters of an operation, references resolved. */
function parametersOf(operation: JsonObject): Json[] {
  const { parameters } = operation;
  return (Array.isArray(parameters) ? parameters : []).map((parameter) => {
    const reference = isObject(parameter) ? parameter["$ref"] : undefined;
    return typeof reference === "string" ? getObject(openapi, reference) : parameter;
  });
}

/** Names of the query parameters at a path or an operation. */
function queryNamesAt(document: JsonObject, pointer: string): Json[] {
  const parameters = readPointer(document, `${pointer}/parameters`);
  return (Array.isArray(parameters) ? parameters : [])
    .filter(isObject)
    .filter((parameter) => parameter["in"] === "query")
    .map((parameter) => parameter["name"] ?? null);
}

describe("every override", () => {
  test.each(overrides)("%s says what, with a link and the day of the check", (_, override) => {
    expect(override.what).toMatch(/^[A-Z].{20,}$/);
    expect(override.evidence).toMatch(/^https:\/\//);
    expect(override.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test.each(overrides)("%s, document as committed, changes it", (name) => {
    expect(toCanonicalJson(documentAfter(name))).not.toBe(toCanonicalJson(documentBefore(name)));
  });

  test.each(overrides)("%s, document without its target, throws", (name, override) => {
    const empty: JsonObject = { paths: {} };
    if (name === "01-server") empty["servers"] = [];
    expect(() => override.apply(empty)).toThrow(OverrideError);
  });

  test.each(overrides)("%s, document that it has corrected already, throws", (name, override) => {
    const corrected = documentAfter(name);
    expect(() => override.apply(corrected)).toThrow(OverrideError);
  });
});

/** What the vendor could do to a document: put a value at a place, or take it away. */
const REVISIONS: readonly [name: string, revision: string, place: string, value: Json | undefined, message: RegExp][] =
  [
    ["01-server", "a server", "#/servers", [{ url: "https://api.spectrocloud.com" }], /#\/servers exists/],
    ["02-security", "security for all operations", "#/security", [{ ApiKey: [] }], /#\/security exists/],
    ["02-security", "security for one operation", `${LOGIN}/security`, [], /post\/security exists/],
    ["02-security", "no login", LOGIN, undefined, /no object at .*authenticate\/post/],
    ["02-security", "no API key", "#/components/securitySchemes/ApiKey", undefined, /no object at .*ApiKey/],
    ["03-project-header", "shared parameters", "#/components/parameters", {}, /components\/parameters exists/],
    [
      "03-project-header",
      "a header",
      "#/paths/~1v1~1apiKeys/get/parameters",
      [{ name: "ProjectUid", in: "header", schema: { type: "string" } }],
      /get \/v1\/apiKeys declares a header/,
    ],
    ["03-project-header", "no security", "#/paths/~1v1~1apiKeys/get/security", undefined, /has no security yet/],
    ["04-errors", "another error", `${SCHEMAS}/v1Error/properties/code`, { type: "integer" }, /v1Error is no longer/],
    ["04-errors", "shared answers", "#/components/responses", {}, /components\/responses exists/],
    ["04-errors", "a failure", `${LOGIN}/responses/4XX`, { description: "" }, /responses\/4XX exists/],
    ["04-errors", "a default", `${LOGIN}/responses/default`, { description: "" }, /responses\/default exists/],
    ["05-required-cloud-type", "the field", `${AWS}/properties/cloudType`, { type: "string" }, /cloudType exists/],
    ["05-required-cloud-type", "less required", `${AWS}/required`, ["cloudConfig"], /required is no longer/],
    ["06-twin-schemas", "twins that differ", `${SCHEMAS}/v1APIEndpoint`, {}, /v1APIEndpoint is no longer/],
    ["06-twin-schemas", "one of two", `${SCHEMAS}/v1Error`, undefined, /no object at .*v1Error/],
    ["07-credentials-in-query", "no such parameter", `${LOGOUT}/parameters`, [], /no query parameter "authToken"/],
    ["08-error-details", "open details", `${SCHEMAS}/v1Error/properties/details`, {}, /details is no longer/],
  ];

describe("single overrides", () => {
  test.each(REVISIONS)("%s, vendor's document has %s, throws", (name, _, place, value, message) => {
    const document = documentBefore(name);
    const keys = parsePointer(place);
    const key = keys.pop() ?? "";
    const target = getObject(document, toPointer(keys));
    if (value === undefined) delete target[key];
    else target[key] = value;
    const override = overrides.find(([one]) => one === name)?.[1];
    expect(() => override?.apply(structuredClone(document))).toThrow(OverrideError);
    expect(() => override?.apply(structuredClone(document))).toThrow(message);
  });

  test("05-required-cloud-type, what a cluster of AWS requires, is declared", () => {
    expect(readPointer(documentAfter("05-required-cloud-type"), `${AWS}/required`)).toEqual([
      "cloudAccountUid",
      "cloudConfig",
    ]);
  });

  test("06-twin-schemas, references to the dropped names, lead to the kept ones", () => {
    const dropped = /"#\/components\/schemas\/(URLEncodedBase64|V1Error|v1\.GcpAccountEntitySpec|v1APIEndpoint)"/;
    expect(JSON.stringify(documentBefore("06-twin-schemas"))).toMatch(dropped);
    expect(JSON.stringify(documentAfter("06-twin-schemas"))).not.toMatch(dropped);
  });

  test.each([
    ["#/paths/~1v1~1auth~1org~1{org}~1saml~1callback", "authToken"],
    [LOGOUT, "authToken"],
    ["#/paths/~1v1~1users~1mfa~1register~1device~1start/post", "token"],
  ])("07-credentials-in-query, query of %s, has no %s", (pointer, name) => {
    expect(queryNamesAt(documentBefore("07-credentials-in-query"), pointer)).toContain(name);
    expect(queryNamesAt(documentAfter("07-credentials-in-query"), pointer)).not.toContain(name);
  });
});

describe("the overrides together", () => {
  test("all of them, committed upstream.json, make the committed openapi.json with 1181 operations", async () => {
    expect(toCanonicalJson(await buildOpenApi("palette", upstream))).toBe(toCanonicalJson(openapi));
    expect(operations).toHaveLength(1181);
  });

  test("server, self-hosted or public, is named by its host", () => {
    expect(openapi["servers"]).toEqual([
      { url: "https://{host}", variables: { host: { default: "api.spectrocloud.com" } } },
    ]);
  });

  test("operations, all but the 21 before the login, take key or token and the project's header", () => {
    const isPublic = ({ operation }: { operation: JsonObject }) => JSON.stringify(operation["security"]) === "[]";
    expect(operations.filter(isPublic)).toHaveLength(21);
    const header = { name: "ProjectUid", in: "header", required: false, schema: { type: "string" } };
    for (const { name, operation } of operations) {
      if (isPublic({ operation })) expect(parametersOf(operation), name).not.toContainEqual(header);
      else {
        expect(operation["security"], name).toEqual([{ ApiKey: [] }, { Authorization: [] }]);
        expect(parametersOf(operation), name).toContainEqual(header);
      }
    }
  });

  test("failures, of every operation, have the error's schema with open details", () => {
    const error = { $ref: "#/components/responses/Error" };
    for (const { name, operation } of operations) {
      expect(operation["responses"], name).toMatchObject({ "4XX": error, "5XX": error });
    }
    expect(readPointer(openapi, "#/components/responses/Error/content/application~1json/schema")).toEqual({
      $ref: `${SCHEMAS}/v1Error`,
    });
    expect(readPointer(openapi, `${SCHEMAS}/v1Error/properties/details`)).toEqual({});
  });

  test("schema names, without case and punctuation, are all different", () => {
    const names = Object.keys(getObject(openapi, SCHEMAS)).map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ""));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
