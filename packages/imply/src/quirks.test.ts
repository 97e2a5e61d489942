import type { CallInit } from "@vendor-clients/runtime";
import { describe, expect, test } from "vitest";
import type { Cluster, ClusterList } from "./generated/types.ts";
import { describeImplyFailure, prepareImplyCall, readClusters, toIdentityUrl, toManagerUrl } from "./quirks.ts";

describe("toManagerUrl()", () => {
  test.each([
    ["acme", "https://acme.implycloud.com/api/v1"],
    ["Acme-2", "https://acme-2.implycloud.com/api/v1"],
    ["a".repeat(63), `https://${"a".repeat(63)}.implycloud.com/api/v1`],
  ])("given the label %s, builds the customer's address", (domain, url) => {
    expect(toManagerUrl(domain)).toBe(url);
  });

  test.each([
    ["nothing", undefined],
    ["an empty text", ""],
    ["two labels", "acme.evil"],
    ["a path", "acme/x"],
    ["a user", "evil@acme"],
    ["a port", "acme:1"],
    ["a hyphen at an end", "acme-"],
    ["a line break", "acme\n"],
    ["64 characters", "a".repeat(64)],
    ["another alphabet", "äcme"],
  ])("given %s, throws TypeError that shows the form and not the value", (_, domain) => {
    expect(() => toManagerUrl(domain)).toThrow(TypeError);
    expect(() => toManagerUrl(domain)).toThrow(
      /^Cannot use vanityDomain: expected one DNS label, such as "acme" for acme\.implycloud\.com$/,
    );
  });
});

describe("toIdentityUrl()", () => {
  test.each([
    ["https://id.example.com/auth/realms/acme/protocol/openid-connect/token", "https://id.example.com"],
    ["https://example.com/sso/auth/realms/a/protocol/openid-connect/token", "https://example.com/sso"],
    ["https://id.example.com/oauth/token", undefined],
    ["https://id.example.com/auth/realms/a/b/protocol/openid-connect/token", undefined],
  ])("given %s, finds what stands before the path of Keycloak", (tokenUrl, url) => {
    expect(toIdentityUrl(tokenUrl)).toBe(url);
  });
});

describe("prepareImplyCall()", () => {
  const patch = (headers?: NonNullable<Parameters<typeof prepareImplyCall>[0]["init"]["headers"]>) => {
    const init = { body: {}, ...(headers && { headers }) };
    const prepared = prepareImplyCall({ method: "PATCH", path: "/clusters/{clusterId}", init });
    // Laid over each other one by one, as the runtime does; the last one wins.
    const merged = new Headers();
    for (const [name, value] of Object.entries(prepared?.headers ?? {})) merged.set(name, String(value));
    return merged;
  };
  const put = (body: unknown) => prepareImplyCall({ method: "PUT", path: "/clusters/{clusterId}", init: { body } });

  test.each([
    ["no headers", undefined],
    ["a record", { "X-Trace": "1" }],
    ["a list", [["X-Trace", "1"]] as [string, string][]],
    ["Headers", new Headers({ "X-Trace": "1" })],
  ])("PATCH with %s, becomes a merge patch and keeps them", (_, headers) => {
    expect(patch(headers).get("content-type")).toBe("application/merge-patch+json");
    expect(patch(headers).get("x-trace")).toBe(headers === undefined ? null : "1");
  });

  test("PATCH with a content type of the caller, keeps that", () => {
    expect(patch({ "content-type": "application/json" }).get("content-type")).toBe("application/json");
  });

  test("PATCH, leaves the call that it was given as it was", () => {
    const init = { body: {}, headers: { "X-Trace": "1" } };
    prepareImplyCall({ method: "PATCH", path: "/clusters/{clusterId}", init });
    expect(init).toEqual({ body: {}, headers: { "X-Trace": "1" } });
  });

  test.each([
    ["no body", undefined],
    ["null", null],
    ["no spec", {}],
    ["no pivot", { spec: {} }],
    ["a pivot of null", { spec: { pivot: null } }],
    ["no access mode", { spec: { pivot: { url: "https://example.com" } } }],
    ["an access mode of null", { spec: { pivot: { accessMode: null } } }],
  ])("PUT with %s, throws TypeError that names the field and the vendor's known issue", (_, body) => {
    expect(() => put(body)).toThrow(TypeError);
    expect(() => put(body)).toThrow(/"spec\.pivot\.accessMode".*known issue/);
  });

  test.each([
    "POST",
    "PUT",
    "PATCH",
  ])("%s as a dry run, may be sent again, unless its caller says otherwise", (method) => {
    const prepare = (dryRun: boolean, rest: CallInit = {}) => {
      const body = { spec: { pivot: { accessMode: "PROXIED" } } };
      const init = { ...rest, body, params: { query: { dryRun } } };
      return prepareImplyCall({ method, path: "/clusters/{clusterId}", init }) ?? init;
    };
    expect(prepare(true).operationClass).toBe("safe");
    expect(prepare(true)).toMatchObject({ params: { query: { dryRun: true } }, body: { spec: {} } });
    expect(prepare(false).operationClass).toBeUndefined();
    expect(prepare(true, { operationClass: "never-repeat" }).operationClass).toBe("never-repeat");
  });

  test.each([["PUT"], ["GET"], ["POST"], ["DELETE"]])("%s that needs nothing, leaves the call alone", (method) => {
    const init = { body: { spec: { pivot: { accessMode: "PROXIED" } } } };
    expect(prepareImplyCall({ method, path: "/clusters/{clusterId}", init })).toBeUndefined();
  });
});

describe("describeImplyFailure()", () => {
  const detail = { code: "NullValue", target: "metadata.name", message: "is null" };
  test.each([
    ["envelope", { error: { code: "NotFound", message: "none" } }, { code: "NotFound", message: "none" }],
    [
      "envelope with details",
      {
        error: {
          code: "BadArgument",
          message: "invalid",
          details: [{ ...detail, value: "SECRET" }, { target: "spec" }],
        },
      },
      {
        code: "BadArgument",
        message: "invalid: metadata.name is null (NullValue); spec",
        details: [detail, { target: "spec" }],
      },
    ],
    [
      "envelope with details and no message",
      { error: { code: "BadArgument", details: [{ code: "NullValue" }] } },
      { code: "BadArgument", message: "(NullValue)", details: [{ code: "NullValue" }] },
    ],
    ["gateway", { message: "token expired" }, { message: "token expired" }],
    [
      "token endpoint",
      { error: "invalid_client", error_description: "no such client" },
      { code: "invalid_client", message: "no such client" },
    ],
    ["token endpoint without a reason", { error: "invalid_grant" }, { code: "invalid_grant" }],
    ["empty object", {}, {}],
    ["nothing", undefined, {}],
    ["null in the envelope", { error: null }, {}],
    ["text", "Bad Gateway", {}],
    ["list", [1], {}],
    ["wrong types", { error: { code: 1, message: {}, details: {} } }, {}],
  ])("%s, gives the vendor's own code and message", (_, body, failure) => {
    expect(describeImplyFailure(body)).toEqual(failure);
  });
});

test("readClusters(), bare list and list in values, gives the clusters", () => {
  const clusters = [{ metadata: { name: "a" } } as Cluster];
  expect([clusters, { values: clusters }].map((list: ClusterList) => readClusters(list))).toEqual([clusters, clusters]);
});
