import { createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { listen } from "../../test-fixtures/start-server.ts";
import { toNetworkError } from "./network-failure.ts";

const CONTEXT = { vendor: "acme", operation: "GET /x" };
const fetchFailed = (cause: object) => new TypeError("fetch failed", { cause });
const withCode = (code: string, more: object = {}) => Object.assign(new Error("no"), { code, ...more });

async function failFetch(url: string): Promise<unknown> {
  return fetch(url).catch((error: unknown) => error);
}

describe("toNetworkError()", () => {
  test.each([
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "UND_ERR_CONNECT_TIMEOUT",
  ])("%s, says that nothing was sent and that it may pass", (code) => {
    const error = toNetworkError(fetchFailed(withCode(code)), CONTEXT);
    expect(error).toMatchObject({ sent: false, retryable: true });
    expect(error.message).toContain(code);
  });

  test.each([
    "ENETUNREACH",
    "EHOSTUNREACH",
    "EHOSTDOWN",
    "ENETDOWN",
    "EADDRNOTAVAIL",
  ])("%s, says that nothing was sent only while the connection was being made", (code) => {
    expect(toNetworkError(fetchFailed(withCode(code, { syscall: "connect" })), CONTEXT)).toMatchObject({ sent: false });
    for (const syscall of ["read", "write", undefined]) {
      expect(toNetworkError(fetchFailed(withCode(code, { syscall })), CONTEXT)).toMatchObject({ sent: true });
    }
  });

  test.each([
    "CERT_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "ERR_CERTIFICATE_PIN",
  ])("%s, says that nothing was sent and that it will not pass", (code) => {
    expect(toNetworkError(fetchFailed(withCode(code)), CONTEXT)).toMatchObject({ sent: false, retryable: false });
  });

  test.each([
    ["a reset", fetchFailed(withCode("ECONNRESET"))],
    ["a broken pipe", fetchFailed(withCode("EPIPE"))],
    ["a closed socket", fetchFailed(withCode("UND_ERR_SOCKET"))],
    ["a timeout of a connection that stood", fetchFailed(withCode("ETIMEDOUT", { syscall: "read" }))],
    ["a browser's failure without a code", new TypeError("Failed to fetch")],
    ["something that is no error", "no"],
    ["nothing", undefined],
  ])("%s, says that the request may have left", (_, cause) => {
    expect(toNetworkError(cause, CONTEXT)).toMatchObject({ sent: true, retryable: true });
  });

  test("addresses of which all refused, says that nothing was sent", () => {
    const refused = [withCode("ECONNREFUSED"), withCode("ETIMEDOUT", { syscall: "connect" })];
    const cause = Object.assign(new AggregateError(refused), { code: "ETIMEDOUT" });
    expect(toNetworkError(fetchFailed(cause), CONTEXT)).toMatchObject({ sent: false });
  });

  test("addresses of which one took the connection, says that the request may have left", () => {
    const mixed = [withCode("ECONNREFUSED"), withCode("ECONNRESET", { syscall: "read" })];
    expect(toNetworkError(fetchFailed(new AggregateError(mixed)), CONTEXT)).toMatchObject({ sent: true });
  });

  test("a port that nobody listens on, says that nothing was sent", async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect(toNetworkError(await failFetch(`http://127.0.0.1:${port}/`), CONTEXT)).toMatchObject({ sent: false });
  });

  test("a server that resets, says that the request may have left", async () => {
    const port = await listen(createServer((socket) => socket.once("data", () => socket.resetAndDestroy())));
    expect(toNetworkError(await failFetch(`http://127.0.0.1:${port}/`), CONTEXT)).toMatchObject({ sent: true });
  });
});
