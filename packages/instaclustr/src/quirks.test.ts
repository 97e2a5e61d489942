import { describe, expect, test } from "vitest";
import { operations } from "./generated/operations.ts";
import { describeInstaclustrFailure, refuseWrites, toSourceHeader } from "./quirks.ts";

describe("refuseWrites()", () => {
  test.each(["POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])("%s, throws TypeError", (method) => {
    const refuse = () => refuseWrites({ method, path: "/provisioning/v1/", init: {} });
    expect(refuse).toThrow(TypeError);
    expect(refuse).toThrow(`Cannot call instaclustr ${method} /provisioning/v1/: a read-only key may send GET only`);
  });

  test("GET, leaves the call alone", () => {
    expect(refuseWrites({ method: "GET", path: "/provisioning/v1/", init: {} })).toBeUndefined();
  });
});

test("operation ids, that begin with get, are those of all reading operations", () => {
  const reads = Object.entries(operations).filter(([, [method]]) => method === "GET");
  expect(reads).toHaveLength(60);
  expect(Object.keys(operations).filter((id) => id.startsWith("get"))).toEqual(reads.map(([id]) => id));
});

describe("toSourceHeader()", () => {
  test("nothing, gives no header", () => {
    expect(toSourceHeader(undefined)).toEqual({});
  });

  test("a text, gives the header", () => {
    expect(toSourceHeader("my tool/1.2")).toEqual({ "Instaclustr-Source": "my tool/1.2" });
  });

  test.each([[""], ["a\nX: b"], [" a"], ["ä"], [null], [1]])("%j, throws TypeError", (source) => {
    expect(() => toSourceHeader(source)).toThrow(/^Cannot use source: expected printable ASCII/);
  });
});

describe("describeInstaclustrFailure()", () => {
  test.each([
    ["one error", { name: "NotFound", message: "none" }, { code: "NotFound", message: "none" }],
    [
      "list of one",
      { errors: [{ name: "Invalid", message: "a", help: "x", errorClass: "y" }] },
      { code: "Invalid", message: "a", details: [{ code: "Invalid", message: "a" }] },
    ],
    [
      "list of several",
      { errors: [{ message: "a" }, { name: "Invalid", message: "b" }, { name: "Other" }] },
      {
        code: "Invalid",
        message: "a; b",
        details: [{ message: "a" }, { code: "Invalid", message: "b" }, { code: "Other" }],
      },
    ],
    ["empty list", { errors: [] }, {}],
    ["list of oddities", { errors: [null, {}, { message: [] }] }, {}],
    ["list of texts", { errors: ["x"] }, { message: "x", details: [{ message: "x" }] }],
    [
      "messages by field",
      { errors: { topic: "taken", size: "too large" } },
      {
        message: "taken; too large",
        details: [
          { target: "topic", message: "taken" },
          { target: "size", message: "too large" },
        ],
      },
    ],
    ["error alone", { error: "no such topic" }, { message: "no such topic" }],
    ["v1", { status: 400, code: 12, message: "bad", errorDetails: {} }, { code: "12", message: "bad" }],
    [
      "v1 with details",
      { status: 400, code: 12, message: "bad", errorDetails: { password: "SECRET" } },
      { code: "12", message: "bad", details: [{ target: "password" }] },
    ],
    ["v1 with code 0", { code: 0 }, { code: "0" }],
    ["message alone", { message: "slow down" }, { message: "slow down" }],
    ["text", "Rate Limit Exceeded", { message: "Rate Limit Exceeded" }],
    ["page of a proxy", "\n<html><body>x</body></html>", {}],
    ["empty object", {}, {}],
    ["nothing", undefined, {}],
    ["wrong types", { name: {}, message: [] }, {}],
  ])("%s, gives the vendor's own code and message", (_, body, failure) => {
    expect(describeInstaclustrFailure(body)).toEqual(failure);
  });
});
