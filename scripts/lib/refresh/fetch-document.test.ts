import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { type FetchOptions, fetchDocument } from "./fetch-document.ts";
import type { Address } from "./source.ts";

const servers: Server[] = [];

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const addressOf = (host: string, path = "/api.json"): Address => ({
  url: new URL(`http://${host}${path}`),
  hosts: [host],
  headers: { "x-auth-token": "secret-token" },
});
const fetchFrom = (address: Address, options: FetchOptions = {}) =>
  fetchDocument(address, { protocols: ["http:"], ...options });

test("fetchDocument() returns bytes and tag, and sends the credential to the host of the address", async () => {
  let headers: IncomingHttpHeaders = {};
  const host = await listen((request, response) => {
    ({ headers } = request);
    response.setHeader("etag", '"v1"').setHeader("content-type", "application/json").end("{}");
  });
  const answer = await fetchFrom(addressOf(host));
  expect(answer).toEqual({ isUnchanged: false, bytes: Buffer.from("{}"), etag: '"v1"' });
  expect(headers["x-auth-token"]).toBe("secret-token");
  expect(headers["if-none-match"]).toBeUndefined();
});

test("fetchDocument(), with the tag of what is committed, ends with 304 and without a body", async () => {
  const host = await listen((request, response) => {
    response.writeHead(request.headers["if-none-match"] === '"v1"' ? 304 : 200).end();
  });
  expect(await fetchFrom(addressOf(host), { etag: '"v1"' })).toEqual({ isUnchanged: true });
});

test.each([
  '"a\u00e9"',
  "a",
  '"a" "b"',
  `"${"a".repeat(200)}"`,
])("fetchDocument(), for the tag %s, keeps none", async (etag) => {
  const host = await listen((_, response) => response.setHeader("etag", etag).end("{}"));
  expect(await fetchFrom(addressOf(host))).toMatchObject({ etag: undefined });
});

test.each([
  301, 302, 303, 307, 308,
])("fetchDocument(), for a redirect %d to another host, goes nowhere", async (status) => {
  let hits = 0;
  const other = await listen((_, response) => {
    hits += 1;
    response.end("{}");
  });
  const host = await listen((_, response) => response.writeHead(status, { location: `http://${other}/` }).end());
  await expect(fetchFrom({ ...addressOf(host), hosts: [host, other] })).rejects.toThrow(/no-redirect-off-host/);
  expect(hits).toBe(0);
});

test("fetchDocument(), for a redirect on the same origin, follows it with the credential, and not for ever", async () => {
  const tokens: unknown[] = [];
  const host = await listen((request, response) => {
    tokens.push(request.headers["x-auth-token"]);
    if (request.url === "/new.json") response.end("{}");
    else response.writeHead(302, { location: request.url === "/loop" ? "/loop" : "/new.json" }).end();
  });
  expect(await fetchFrom(addressOf(host))).toMatchObject({ bytes: Buffer.from("{}") });
  expect(tokens).toEqual(["secret-token", "secret-token"]);
  await expect(fetchFrom(addressOf(host, "/loop"))).rejects.toThrow(/rule "redirects"/);
});

test.each<[string, string, (address: Address) => Address]>([
  ["http without being allowed", "https-only", (address) => address],
  ["a host that is not listed", "host-list", (address) => ({ ...address, url: new URL("https://evil.test/a") })],
  ["credentials in the URL", "no-credentials-in-url", (one) => ({ ...one, url: new URL("https://a:b@kites.test/") })],
  ["a file", "https-only", (address) => ({ ...address, url: new URL("file:///etc/passwd") })],
])("fetchDocument(), for %s, refuses before it connects", async (_, rule, change) => {
  const address = change(addressOf("kites.test"));
  const send = () => Promise.reject(new Error("It connected"));
  await expect(fetchDocument(address, { fetch: send })).rejects.toThrow(
    expect.objectContaining({ kind: "fetch", rule }),
  );
});

test.each<[string, string, RequestListener]>([
  ["an endless answer", "size-cap", (_, response) => void sendForEver(response)],
  ["a declared size", "size-cap", (_, response) => response.writeHead(200, { "content-length": "9999999" }).end()],
  [
    "a bomb",
    "size-cap",
    (_, response) => response.setHeader("content-encoding", "gzip").end(gzipSync(Buffer.alloc(1e7))),
  ],
  ["one byte and then nothing", "time-cap", (_, response) => void response.write("{")],
  [
    "half an answer",
    "connection",
    (_, response) => void response.writeHead(200, { "content-length": "9" }).write("{", () => response.destroy()),
  ],
  ["HTML", "content-type", (_, response) => response.setHeader("content-type", "text/html").end("<html>")],
  ["a failure", "status-200", (_, response) => response.writeHead(503).end("secret-body")],
])("fetchDocument(), for %s, stops by rule %s and shows nothing of it", async (_, rule, listener) => {
  const host = await listen(listener);
  const failure = fetchFrom(addressOf(host, "/api.json?key=secret-key"), { maxBytes: 100_000, timeoutMs: 400 });
  await expect(failure).rejects.toThrow(expect.objectContaining({ rule }));
  await expect(failure).rejects.not.toThrow(/secret/);
});

function sendForEver(response: Parameters<RequestListener>[1]): void {
  const chunk = Buffer.alloc(16_384, 32);
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", more);
  more();
}
