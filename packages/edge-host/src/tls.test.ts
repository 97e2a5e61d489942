import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createSelfSigned, failureOf } from "@vendor-clients/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEdgeHostClient, type EdgeHostOptions } from "./client.ts";
import { NetworkError } from "./index.ts";
import type { EdgeHostTls } from "./tls.ts";

const own = createSelfSigned("edge host");
const other = createSelfSigned("another host");
const cookies: (string | undefined)[] = [];
const server = createServer({ key: own.key, cert: own.cert }, ({ headers, url }, answer) => {
  cookies.push(headers.cookie);
  const body = url?.startsWith("/v1/users/default/login") ? { Token: { Authorization: "t1" } } : { ok: true };
  answer.setHeader("Content-Type", "application/json").end(JSON.stringify(body));
});
let baseUrl = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe("a client of a host whose certificate is signed by itself", () => {
  test.each<[string, EdgeHostTls]>([
    ["the certificate as an authority", { ca: own.cert }],
    ["the certificate among several authorities", { ca: [other.cert, own.cert] }],
    ["the certificate's SHA-256", { certificateSha256: own.sha256 }],
    ["the SHA-256 with colons", { certificateSha256: own.sha256.toUpperCase().replace(/..(?=.)/g, "$&:") }],
  ])("given %s, logs in and calls", async (_, tls) => {
    cookies.length = 0;
    const host = createEdgeHostClient({ baseUrl, login: { username: "me", password: "a password" }, tls });
    expect((await host.GET("/v1/ping")).data).toEqual({ ok: true });
    expect(cookies).toEqual([undefined, "Authorization=t1"]);
  });

  test.each<[string, EdgeHostTls | undefined]>([
    ["nothing", undefined],
    ["another authority", { ca: other.cert }],
    ["another SHA-256", { certificateSha256: other.sha256 }],
    ["PEM that holds no certificate", { ca: "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----" }],
  ])("given %s, sends nothing and throws a NetworkError", async (_, tls) => {
    cookies.length = 0;
    const host = createEdgeHostClient({ baseUrl, token: "t1", ...(tls && { tls }) });
    expect(await failureOf(host.GET("/v1/ping"))).toBeInstanceOf(NetworkError);
    expect(cookies).toEqual([]);
  });
});

describe("createEdgeHostClient() trust", () => {
  const pin = "ab".repeat(32);
  test.each<[string, Record<string, unknown>, string]>([
    ["together with fetch", { tls: { certificateSha256: pin }, fetch }, 'expected either "fetch" or "tls", found both'],
    ["without a kind", { tls: {} }, 'expected either "ca" or "certificateSha256"'],
    ["of both kinds", { tls: { ca: own.cert, certificateSha256: pin } }, 'expected either "ca" or "certificateSha256"'],
    ["by an empty authority", { tls: { ca: "" } }, 'expected "tls.ca" to be PEM'],
    ["by no authority", { tls: { ca: [] } }, 'expected "tls.ca" to be PEM'],
    ["by a name of a file", { tls: { ca: "/etc/ca.pem" } }, 'expected "tls.ca" to be PEM'],
    [
      "by a short SHA-256",
      { tls: { certificateSha256: "ab" } },
      'expected "tls.certificateSha256" to be 64 hex digits',
    ],
    ["by an empty SHA-256", { tls: { certificateSha256: "" } }, 'expected "tls.certificateSha256" to be 64 hex digits'],
    ["over http", { tls: { ca: own.cert }, baseUrl: "http://10.0.0.5:5080" }, "expected an https base URL"],
  ])("%s, is refused before anything is sent", (_, options, expected) => {
    const create = () =>
      createEdgeHostClient({ baseUrl: "https://10.0.0.5:5080", token: "t1", ...options } as EdgeHostOptions);
    expect(create).toThrow(TypeError);
    expect(create).toThrow(expected);
  });
});
