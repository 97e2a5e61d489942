import { describe, expect, test } from "vitest";
import { toCanonicalJson } from "../../scripts/lib/canonical.ts";
import { type Json, type JsonObject, parsePointer, readPointer, toPointer } from "../../scripts/lib/json.ts";
import { applyOverrides, eachOperation, getObject, type Override, OverrideError } from "../../scripts/lib/override.ts";
import { buildOpenApi, loadOpenApi, loadOverrides, loadUpstream } from "../../scripts/lib/specs.ts";

const upstream = await loadUpstream("instaclustr");
const openapi = await loadOpenApi("instaclustr");
const overrides = (await loadOverrides("instaclustr")).map(([file, override]): [string, Override] => [
  file.replace(/^.*\//, "").replace(/\.ts$/, ""),
  override,
]);

const SCHEMAS = "#/components/schemas";
const URI = "#/components/schemas/AwsArchivalV2/properties/archivalS3Uri";
const CLUSTERS = "#/paths/~1cluster-management~1v2~1data-sources~1clusters~1v2";
const USERS = "#/paths/~1provisioning~1v1~1{clusterId}~1{bundle}~1users";

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

describe("every override", () => {
  test.each(overrides)("%s says what, with a link and the day of the check", (_, override) => {
    expect(override.what).toMatch(/^[A-Z].{20,}$/);
    expect(override.evidence).toMatch(/^https:\/\//);
    expect(override.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test.each(overrides)("%s, document as committed, changes it", (name) => {
    expect(toCanonicalJson(documentAfter(name))).not.toBe(toCanonicalJson(documentBefore(name)));
  });

  test.each(overrides)("%s, document without its target, throws", (_, override) => {
    expect(() => override.apply({ paths: {} })).toThrow(OverrideError);
  });

  test.each(overrides)("%s, document that it has corrected already, throws", (name, override) => {
    expect(() => override.apply(documentAfter(name))).toThrow(OverrideError);
  });
});

/** What the vendor could do to a document: put a value at a place, or take it away. */
const REVISIONS: readonly [name: string, revision: string, place: string, value: Json | undefined, message: RegExp][] =
  [
    ["01-server", "another server", "#/servers", [{ url: "https://api.instaclustr.com" }], /#\/servers is no longer/],
    ["02-security", "security for all operations", "#/security", [{ Key: [] }], /#\/security exists/],
    ["02-security", "a scheme", "#/components/securitySchemes", { Key: {} }, /securitySchemes exists/],
    ["02-security", "security for one operation", `${CLUSTERS}/get/security`, [], /clusters~1v2\/get\/security exists/],
    ["03-errors", "shared answers", "#/components/responses", {}, /components\/responses exists/],
    ["03-errors", "a default", `${CLUSTERS}/get/responses/default`, { description: "" }, /responses\/default exists/],
    [
      "03-errors",
      "no lists of errors",
      `${SCHEMAS}/ErrorListResponseV2`,
      undefined,
      /no object at .*ErrorListResponseV2/,
    ],
    ["04-kafka-listener", "the field", `${SCHEMAS}/KafkaListenerV2/properties/types`, {}, /properties\/types exists/],
    [
      "04-kafka-listener",
      "less required",
      `${SCHEMAS}/KafkaPrivateLinkSettingsV2/required`,
      [],
      /required is no longer/,
    ],
    ["05-archival-uri", "another pattern", `${URI}/pattern`, "^s3:", /archivalS3Uri\/pattern is no longer/],
    ["07-user-bodies", "a body that is required", `${USERS}/delete/requestBody/required`, true, /required exists/],
    ["07-user-bodies", "no body", `${USERS}/delete/requestBody`, undefined, /no object at .*requestBody/],
    [
      "08-delete-user-unauthorized",
      "a schema",
      `${USERS}/delete/responses/401/content/application~1json`,
      { schema: { $ref: "#/components/schemas/ErrorMessage" } },
      /#\/content is no longer/,
    ],
    [
      "08-delete-user-unauthorized",
      "no 401",
      `${USERS}/delete/responses/401`,
      undefined,
      /no object at .*responses\/401/,
    ],
    ["50-provisioning-v1", "a path spelt differently", "#/paths/~1provisioning~1v1~1{id}~1", {}, /v1~1\{id\}~1 exists/],
    ["50-provisioning-v1", "no users of v1", USERS, undefined, /no object at .*users\/post/],
    ["50-provisioning-v1", "no errors of v1", `${SCHEMAS}/ErrorMessage`, undefined, /no object at .*ErrorMessage/],
    ["50-provisioning-v1", "a schema of that name", `${SCHEMAS}/ClusterIdV1`, {}, /schemas\/ClusterIdV1 exists/],
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

  test("01-server, customers' environment, is the server", () => {
    expect(documentAfter("01-server")["servers"]).toEqual([{ url: "https://api.instaclustr.com" }]);
  });

  test("02-security, all 139 operations of the vendor, take HTTP Basic", () => {
    const document = documentAfter("02-security");
    const operations = [...eachOperation(document)];
    expect(operations).toHaveLength(139);
    for (const { path, operation } of operations) expect(operation["security"], path).toEqual([{ Basic: [] }]);
    expect(readPointer(document, "#/components/securitySchemes")).toEqual({ Basic: { type: "http", scheme: "basic" } });
  });

  test("03-errors, failures of v2 and of nothing else, have a default of two shapes", () => {
    const document = documentAfter("03-errors");
    for (const { path, operation } of eachOperation(document)) {
      const found = readPointer(operation, "#/responses/default/$ref");
      expect(found, path).toBe(path.startsWith("/cluster-management/") ? "#/components/responses/Error" : undefined);
    }
    const schema = readPointer(document, "#/components/responses/Error/content/application~1json/schema");
    expect(schema).toEqual({
      anyOf: [{ $ref: "#/components/schemas/ErrorListResponseV2" }, { $ref: "#/components/schemas/ErrorResponseV2" }],
    });
  });

  test("04-kafka-listener, the two schemas, are gone and nothing referred to them", () => {
    const text = JSON.stringify(documentAfter("04-kafka-listener"));
    expect(text).not.toMatch(/KafkaListenerV2|KafkaPrivateLinkSettingsV2/);
  });

  test.each(["s3://bucket", "s3://my.bucket/folder", "s3://bucket/a/b/"])("05-archival-uri, %s, is allowed", (uri) => {
    const pattern = readPointer(documentAfter("05-archival-uri"), `${URI}/pattern`);
    expect(uri).toMatch(new RegExp(String(pattern)));
  });

  test("05-archival-uri, address of another kind, is not allowed", () => {
    const pattern = readPointer(documentAfter("05-archival-uri"), `${URI}/pattern`);
    expect("https://bucket/folder").not.toMatch(new RegExp(String(pattern)));
  });

  test("07-user-bodies, deletion of a user, insists on its body, and so does creation", () => {
    for (const method of ["delete", "post"]) {
      const place = `${USERS}/${method}/requestBody/required`;
      expect(readPointer(documentBefore("07-user-bodies"), place)).toBeUndefined();
      expect(readPointer(documentAfter("07-user-bodies"), place)).toBe(true);
    }
  });

  test("08-delete-user-unauthorized, failures of the deletion of a user, have one shape or no body", () => {
    const responses = getObject(documentAfter("08-delete-user-unauthorized"), `${USERS}/delete/responses`);
    expect(responses["401"]).toEqual({ description: "" });
    const failures = Object.keys(responses).filter((status) => /^[45]/.test(status));
    expect(failures).toEqual(["400", "401", "403", "404", "415", "429", "503", "504"]);
    const error = { "application/json": { schema: { $ref: "#/components/schemas/ErrorMessage" } } };
    for (const status of failures) {
      expect([undefined, error], status).toContainEqual(readPointer(responses, `#/${status}/content`));
    }
  });

  test("50-provisioning-v1, operations of v1, are 15 and secured as the vendor's own", () => {
    const document = documentAfter("50-provisioning-v1");
    const operations = [...eachOperation(document)].filter(({ path }) => path.startsWith("/provisioning/v1/"));
    expect(operations).toHaveLength(15);
    const security = readPointer(document, `${USERS}/post/security`);
    expect(security).toEqual([{ Basic: [] }]);
    for (const { path, operation } of operations) expect(operation["security"], path).toEqual(security);
    expect(operations.map(({ operation }) => operation["operationId"])).toContain("getProvisioningV1ByClusterId");
  });
});

describe("the overrides together", () => {
  test("all of them, committed upstream.json, make the committed openapi.json with 152 operations", async () => {
    expect(toCanonicalJson(await buildOpenApi("instaclustr", upstream))).toBe(toCanonicalJson(openapi));
    expect([...eachOperation(openapi)]).toHaveLength(152);
  });
});
