import type { RequestListener } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { type Answers, answer, startInternet, type TestInternet } from "./fetch/testing.ts";
import { type FetchOptions, fetchDocument } from "./fetch-document.ts";
import type { Address } from "./source.ts";

const open: TestInternet[] = [];
const HOSTS = ["kites.test", "other.test"];

async function serve(answers: Answers | RequestListener, addresses?: Parameters<typeof startInternet>[2]) {
  const listed = typeof answers === "function" ? { "kites.test": answers } : answers;
  const internet = await startInternet(HOSTS, listed, addresses);
  open.push(internet);
  return internet;
}

afterEach(async () => {
  for (const internet of open.splice(0)) await internet.close();
});

const addressOf = (path = "/api.json"): Address => ({
  url: new URL(path, "https://kites.test"),
  hosts: ["kites.test"],
  headers: { "x-auth-token": "secret-token" },
});
const pauses: number[] = [];
const pause = async (ms: number) => void pauses.push(ms);
const fetchFrom = ({ network }: TestInternet, address = addressOf(), options: FetchOptions = {}) =>
  fetchDocument(address, { network, pause, ...options });

test("fetchDocument() sends the credential to the host of the address, and returns bytes and tag", async () => {
  const internet = await serve(answer({}, { etag: '"v1"', "last-modified": "Sat, 21 Nov 2026 10:00:00 GMT" }));
  const document = await fetchFrom(internet);
  expect(internet.seen).toMatchObject([
    { line: "GET kites.test/api.json", headers: { "x-auth-token": "secret-token" } },
  ]);
  expect(internet.seen[0]?.headers).not.toHaveProperty("if-none-match");
  expect(internet.resolved).toEqual(["kites.test"]);
  expect(document).toEqual({ isUnchanged: false, bytes: Buffer.from("{}"), etag: '"v1"' });
});

test.each<[FetchOptions, Record<string, string | undefined>]>([
  [
    { etag: '"v1"', lastModified: "a" },
    { "if-none-match": '"v1"', "if-modified-since": undefined },
  ],
  [{ lastModified: "Sat, 21 Nov 2026 10:00:00 GMT" }, { "if-modified-since": "Sat, 21 Nov 2026 10:00:00 GMT" }],
])("fetchDocument(), with %j of what is committed, asks conditionally and ends with 304", async (known, want) => {
  const internet = await serve((_, response) => response.writeHead(304).end());
  const document = await fetchFrom(internet, addressOf(), known);
  const { headers = {} } = internet.seen[0] ?? {};
  expect(Object.keys(want).map((name) => [name, headers[name]])).toEqual(Object.entries(want));
  expect(document).toEqual({ isUnchanged: true });
});

test("fetchDocument(), for 304 to an unconditional request, refuses", async () => {
  const internet = await serve((_, response) => response.writeHead(304).end());
  await expect(fetchFrom(internet)).rejects.toThrow(/answered 304/);
});

test.each([
  ['"a\u00e9"', "a"],
  ["a", "Saturday"],
  ['"a" "b"', "Sat, 21 Nov 2026 10:00:00 CET"],
  [`"${"a".repeat(200)}"`, "2026-11-21"],
])("fetchDocument(), for the tag %s and the day %s, keeps neither", async (etag, lastModified) => {
  const internet = await serve(answer({}, { etag, "last-modified": lastModified }));
  expect(await fetchFrom(internet)).toEqual({ isUnchanged: false, bytes: Buffer.from("{}") });
});

test("fetchDocument(), for a day without a tag, keeps the day", async () => {
  const internet = await serve(answer({}, { "last-modified": "Sat, 21 Nov 2026 10:00:00 GMT" }));
  expect(await fetchFrom(internet)).toMatchObject({ lastModified: "Sat, 21 Nov 2026 10:00:00 GMT" });
});

test.each([
  [301, "https://other.test/"],
  [302, "https://kites.test:8443/"],
  [303, "http://kites.test/"],
  [307, "//other.test/"],
  [308, "file:///etc/passwd"],
])("fetchDocument(), for a redirect %d to %s, goes nowhere", async (status, location) => {
  const internet = await serve((_, response) => response.writeHead(status, { location }).end());
  const address = { ...addressOf(), hosts: ["kites.test", "kites.test:8443", "other.test"] };
  await expect(fetchFrom(internet, address)).rejects.toThrow(/no-redirect-off-host/);
  expect(internet.seen).toHaveLength(1);
  expect(internet.resolved).toEqual(["kites.test"]);
});

test("fetchDocument(), for a redirect on the same origin, follows it with the credential, and not for ever", async () => {
  const internet = await serve({
    "GET kites.test/api.json": (_, response) => response.writeHead(302, { location: "/new.json" }).end(),
    "GET kites.test/new.json": answer({}),
    "GET kites.test/loop": (_, response) => response.writeHead(302, { location: "/loop" }).end(),
  });
  expect(await fetchFrom(internet)).toMatchObject({ bytes: Buffer.from("{}") });
  expect(internet.seen.map(({ headers }) => headers["x-auth-token"])).toEqual(["secret-token", "secret-token"]);
  await expect(fetchFrom(internet, addressOf("/loop"))).rejects.toThrow(/rule "redirects"/);
  expect(internet.seen).toHaveLength(6);
});

test.each<[string, string, string]>([
  ["http", "https-only", "http://kites.test/a"],
  ["a host that is not listed", "host-list", "https://evil.test/a"],
  ["another port", "host-list", "https://kites.test:8443/a"],
  ["credentials in the URL", "no-credentials-in-url", "https://a:b@kites.test/"],
  ["a file", "https-only", "file:///etc/passwd"],
])("fetchDocument(), for %s, refuses by rule %s before it looks a name up", async (_, rule, url) => {
  const internet = await serve(answer({}));
  const address = { ...addressOf(), url: new URL(url) };
  await expect(fetchFrom(internet, address)).rejects.toThrow(expect.objectContaining({ kind: "fetch", rule }));
  expect(internet.resolved).toEqual([]);
});

test.each<[string, string, RequestListener]>([
  ["an endless answer", "size-cap", (_, response) => void sendForEver(response)],
  ["a declared size", "size-cap", (_, response) => response.writeHead(200, { "content-length": "9999999" }).end()],
  ["a bomb", "size-cap", answerEncoded("gzip", gzipSync(Buffer.alloc(1e7)))],
  ["another bomb", "size-cap", answerEncoded("br", brotliCompressSync(Buffer.alloc(1e7)))],
  ["two encodings", "content-encoding", answerEncoded("gzip, gzip", gzipSync(gzipSync("{}")))],
  ["an encoding of Object.prototype", "content-encoding", answerEncoded("constructor", Buffer.from("{}"))],
  ["one byte and then nothing", "time-cap", (_, response) => void response.write("{")],
  ["nothing at all", "time-cap", () => {}],
  ["half an encoded answer", "connection", answerEncoded("gzip", gzipSync("{}".repeat(99)).subarray(0, 20))],
  ["what is not encoded as it says", "connection", answerEncoded("gzip", Buffer.from("{}"))],
  [
    "half an answer",
    "connection",
    (_, response) => void response.writeHead(200, { "content-length": "9" }).write("{", () => response.destroy()),
  ],
  ["HTML", "content-type", (_, response) => response.setHeader("content-type", "text/html").end("<html>")],
  ["a failure", "status-200", (_, response) => response.writeHead(503).end("secret-body")],
])("fetchDocument(), for %s, stops by rule %s and shows nothing of it", async (_, rule, listener) => {
  const internet = await serve(listener);
  const options = { maxBytes: 100_000, timeoutMs: 500 };
  const failure = fetchFrom(internet, addressOf("/api.json?key=secret-key"), options);
  await expect(failure).rejects.toThrow(expect.objectContaining({ rule }));
  await expect(failure).rejects.not.toThrow(/secret|kites/);
});

test.each([
  ["gzip", gzipSync],
  ["x-gzip", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
  ["identity", Buffer.from],
])("fetchDocument(), for a body in %s, decodes it", async (coding, encode) => {
  const internet = await serve(answerEncoded(coding, encode(Buffer.from('{"a":1}'))));
  expect(await fetchFrom(internet)).toMatchObject({ bytes: Buffer.from('{"a":1}') });
});

test("fetchDocument(), of a long body, tells each MiB that has come", async () => {
  const internet = await serve((_, response) => response.end(Buffer.alloc(2.5 * 1024 * 1024, 32)));
  const told: number[] = [];
  await fetchFrom(internet, addressOf(), { onProgress: (bytes) => told.push(Math.floor(bytes / 1024 / 1024)) });
  expect(told).toEqual([1, 2]);
});

test.each<[string, (count: number) => RequestListener, number, unknown]>([
  ["two failed servers", (count) => (count < 3 ? answer("", {}, 503) : answer({})), 3, { isUnchanged: false }],
  ["two lost connections", (count) => (count < 3 ? hangUp : answer({})), 3, { isUnchanged: false }],
  ["three failed servers", () => answer("", {}, 500), 3, /answered 500/],
  ["three lost connections", () => hangUp, 3, /rule "connection".*ECONNRESET/],
  ["a refusal", () => answer("", {}, 403), 1, /answered 403/],
  ["a limit", () => answer("", {}, 429), 1, /answered 429/],
])("fetchDocument(), after %s, has asked as often as it may", async (_, next, want, outcome) => {
  pauses.length = 0;
  const internet: TestInternet = await serve((request, response) => next(internet.seen.length)(request, response));
  const done = fetchFrom(internet);
  if (outcome instanceof RegExp) await expect(done).rejects.toThrow(outcome);
  else expect(await done).toMatchObject(outcome as object);
  expect(internet.seen).toHaveLength(want);
  expect(pauses).toEqual(want === 1 ? [] : [1_000, 4_000]);
});

test("fetchDocument(), for a name that is not there, asks for it three times and tells only the code", async () => {
  const failure = Object.assign(new Error("getaddrinfo ENOTFOUND kites.test"), { code: "ENOTFOUND" });
  let count = 0;
  const resolve = () => {
    count += 1;
    return Promise.reject(failure);
  };
  const internet = await serve(answer({}));
  const done = fetchFrom(internet, addressOf(), { network: { ...internet.network, resolve } });
  await expect(done).rejects.toThrow(/^(?!.*kites).*ENOTFOUND/);
  expect(count).toBe(3);
});

test("fetchDocument(), for a failure whose code is text of somebody else, does not tell it", async () => {
  const internet = await serve(answer({}));
  const resolve = () => Promise.reject(Object.assign(new Error("secret"), { code: "secret code" }));
  const done = fetchFrom(internet, addressOf(), { network: { ...internet.network, resolve } });
  await expect(done).rejects.toThrow(/^(?!.*secret).*ended early$/);
});

test("fetchDocument(), for a resolver that never answers, stops at the cap of time", async () => {
  const internet = await serve(answer({}));
  const network = { ...internet.network, resolve: () => new Promise<never>(() => {}) };
  await expect(fetchFrom(internet, addressOf(), { network, timeoutMs: 50 })).rejects.toThrow(/time-cap/);
});

test.each([
  ["127.0.0.1", 4],
  ["169.254.169.254", 4],
  ["::1", 6],
  ["::ffff:10.0.0.1", 6],
])("fetchDocument(), for a public host that resolves to %s beside a public one, connects to neither", async (address, family) => {
  const internet = await serve(answer({}), [
    { address: "93.184.215.14", family: 4 },
    { address, family },
  ]);
  await expect(fetchFrom(internet)).rejects.toThrow(/rule "public-address"/);
  expect(internet.countConnections()).toBe(0);
});

test("fetchDocument(), for an installation of the user, goes into a private network", async () => {
  const internet = await serve(answer({}), [{ address: "10.0.0.1", family: 4 }]);
  const address = { ...addressOf(), isInstallation: true };
  expect(await fetchFrom(internet, address)).toMatchObject({ isUnchanged: false });
});

test("fetchDocument(), for a certificate of another name or authority, sends nothing and does not try again", async () => {
  const internet = await serve(answer({}));
  const foreign = await startInternet(["evil.test"], { "kites.test": answer({}) });
  open.push(foreign);
  const before = pauses.length;
  await expect(fetchFrom(foreign)).rejects.toThrow(/rule "certificate".*ERR_TLS_CERT_ALTNAME_INVALID/);
  // The second server's authority is not the one that the first network trusts.
  const crossed = { ...internet.network, connect: foreign.network.connect };
  await expect(fetchFrom(internet, addressOf(), { network: crossed })).rejects.toThrow(/rule "certificate"/);
  expect([internet.seen, foreign.seen, pauses.length - before]).toEqual([[], [], 0]);
});

function answerEncoded(coding: string, body: Buffer): RequestListener {
  return (_, response) => response.setHeader("content-encoding", coding).end(body);
}

function hangUp(...[, response]: Parameters<RequestListener>): void {
  response.destroy();
}

function sendForEver(response: Parameters<RequestListener>[1]): void {
  const chunk = Buffer.alloc(16_384, 32);
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", more);
  more();
}
