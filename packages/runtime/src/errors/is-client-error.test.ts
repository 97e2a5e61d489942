import { describe, expect, test, vi } from "vitest";
import { ClientError, NetworkError } from "./client-error.ts";
import { isClientError } from "./is-client-error.ts";

const context = { vendor: "acme", operation: "GET /v1/kites" };
const own = new NetworkError("broke", context);

describe("isClientError()", () => {
  test("given an error of this copy, knows it and its code", () => {
    expect(isClientError(own)).toBe(true);
    expect(isClientError(own, "NETWORK_ERROR")).toBe(true);
    expect(isClientError(own, "HTTP_ERROR")).toBe(false);
  });

  test("given an error of another copy of the package, knows it where instanceof does not", async () => {
    vi.resetModules();
    const other = await import("./client-error.ts");
    const foreign = new other.NetworkError("broke", context);
    expect(foreign).not.toBeInstanceOf(ClientError);
    expect(isClientError(foreign)).toBe(true);
    expect(isClientError(foreign, "NETWORK_ERROR")).toBe(true);
    expect(isClientError(foreign, "AUTH_FAILED")).toBe(false);
  });

  test("made the cause of an error, an error of another copy stays what it is", async () => {
    vi.resetModules();
    const other = await import("./client-error.ts");
    const cause = new other.ResponseFormatError("no JSON", 200, context);
    const error = new NetworkError("broke", { ...context, cause });
    expect(error.cause).toBe(cause);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ cause: { code: "RESPONSE_FORMAT", status: 200 } });
  });

  test.each<[string, unknown]>([
    ["an Error", new Error("broke")],
    ["an error with such a code", Object.assign(new Error("broke"), { code: "NETWORK_ERROR", vendor: "acme" })],
    ["the reason of an abort", AbortSignal.abort().reason],
    ["null", null],
    ["nothing", undefined],
    ["a text", "NETWORK_ERROR"],
    ["what the error becomes in JSON", own.toJSON()],
  ])("given %s, says no", (_, value) => {
    expect(isClientError(value)).toBe(false);
    expect(isClientError(value, "NETWORK_ERROR")).toBe(false);
  });
});
