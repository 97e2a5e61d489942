import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadSource } from "../specs.ts";
import { type Answers, answer, startInternet } from "./fetch/testing.ts";
import { DOCUMENT, open, read, textOf } from "./fetch/testing-vendors.ts";
import { readIncoming } from "./read-incoming.ts";
import type { Environment, RefreshSource } from "./source.ts";

// Each vendor's own source.json against a server that carries its name: what arrives is looked at before what comes back.

const ACM = "GET acm.altinity.cloud/api/reference.json";

test("altinity-acm, with a token, is asked for the reference with it", async () => {
  const answers = { [ACM]: answer(DOCUMENT, { etag: '"r1"' }) };
  const { seen, lines, result } = await read("altinity-acm", { ALTINITY_ACM_TOKEN: "acm-token" }, answers);
  expect(lines).toEqual([ACM]);
  expect(seen[0]?.headers).toMatchObject({ "x-auth-token": "acm-token" });
  expect(await result).toMatchObject({ etag: '"r1"' });
});

test("altinity-acm, without a credential, is not asked: nothing leaves, and the variables are named", async () => {
  const { resolved, result } = await read("altinity-acm", { PATH: "/bin" }, { [ACM]: answer(DOCUMENT) });
  expect(resolved).toEqual([]);
  await expect(result).rejects.toThrow(
    /ALTINITY_ACM_TOKEN is not set.*17 of 224.*ALTINITY_ACM_LOGIN and ALTINITY_ACM_PASS/,
  );
});

test.each([
  ["a user", { data: { token: "from-login" } }],
  ["a text", { data: "from-login" }],
  ["no envelope", { token: "from-login" }],
])("altinity-acm, with a login answered by %s, is asked with the token of it", async (_, body) => {
  const login = "POST acm.altinity.cloud/api/login";
  const environment = { ALTINITY_ACM_LOGIN: "me@kites.test", ALTINITY_ACM_PASSWORD: "pass word" };
  const answers = { [login]: answer(body), [ACM]: answer(DOCUMENT) };
  const { seen, lines, result } = await read("altinity-acm", environment, answers);
  expect(lines).toEqual([login, ACM]);
  expect(JSON.parse(seen[0]?.body ?? "")).toEqual({ login: "me@kites.test", password: "pass word" });
  expect(seen[0]?.headers).toMatchObject({ "content-type": "application/json" });
  expect(seen[1]?.headers).toMatchObject({ "x-auth-token": "from-login" });
  expect(await textOf(result)).toEqual(DOCUMENT);
});

test("altinity-acm, of another installation, is asked there, unconditionally, and the vendor's host is not", async () => {
  const environment = { ALTINITY_ACM_TOKEN: "acm-token", ALTINITY_ACM_BASE_URL: "https://acm.kites.test/api" };
  const line = "GET acm.kites.test/api/reference.json";
  const lock = { ...(await loadSource("altinity-acm")).lock, etag: '"r1"' } as NonNullable<RefreshSource["lock"]>;
  const { seen, lines, result } = await read(
    "altinity-acm",
    environment,
    { [line]: answer(DOCUMENT, { etag: '"a"' }) },
    { lock },
  );
  expect(lines).toEqual([line]);
  expect(seen[0]?.headers["if-none-match"]).toBeUndefined();
  expect(await result).not.toHaveProperty("etag");
});

test("altinity-acm, with a token that is refused, names the variable and not the token", async () => {
  const { result } = await read("altinity-acm", { ALTINITY_ACM_TOKEN: "acm-token" }, { [ACM]: answer("", {}, 401) });
  await expect(result).rejects.toThrow(/answered 401: the value of ALTINITY_ACM_TOKEN is refused/);
  await expect(result).rejects.not.toThrow(/acm-token/);
});

const SDL = "GET anywhere.altinity.cloud/api/v1/graphql.schema";
const GRAPHQL = "POST anywhere.altinity.cloud/api/v1/graphql";

test("altinity-anywhere is asked for its SDL without the token", async () => {
  const answers = { [SDL]: answer("type Query { kites: Int }", { etag: '"s"' }), [GRAPHQL]: answer({}) };
  const { seen, lines, result } = await read("altinity-anywhere", { ALTINITYCLOUD_API_TOKEN: "any-token" }, answers);
  expect(lines).toEqual([SDL]);
  expect(JSON.stringify(seen[0]?.headers)).not.toContain("any-token");
  expect(await result).toMatchObject({ etag: '"s"' });
});

test.each([
  ["404", answer("", {}, 404)],
  ["403", answer("", {}, 403)],
  ["a login page", answer("<html>", { "content-type": "text/html" })],
])("altinity-anywhere, whose SDL is %s, is asked by introspection with the token", async (_, sdl) => {
  const schema = { data: { __schema: { types: [] } } };
  const answers = { [SDL]: sdl, [GRAPHQL]: answer(schema) };
  const { seen, lines, result } = await read("altinity-anywhere", { ALTINITYCLOUD_API_TOKEN: "any-token" }, answers);
  expect(lines).toEqual([SDL, GRAPHQL]);
  expect(seen[1]?.headers).toMatchObject({ authorization: "Bearer any-token", "content-type": "application/json" });
  const { query } = JSON.parse(seen[1]?.body ?? "{}");
  expect(query).toContain("__schema");
  expect(query).not.toMatch(/description/);
  expect(await textOf(result)).toEqual(schema);
});

test("altinity-anywhere, an old server, is asked for less until it answers", async () => {
  const schema = { data: { __schema: { types: [] } } };
  let count = 0;
  const answers: Answers = {
    [SDL]: answer("", {}, 404),
    [GRAPHQL]: (request, response) => {
      count += 1;
      const next = [answer("", {}, 400), answer({ errors: [{ message: "unknown" }] }), answer(schema)][count - 1];
      next?.(request, response);
    },
  };
  const { seen, result } = await read("altinity-anywhere", { ALTINITYCLOUD_API_TOKEN: "any-token" }, answers);
  const asked = seen.slice(1).map(({ body }) => [body.includes("isOneOf"), /args\(includeDeprecated/u.test(body)]);
  expect(asked).toEqual([
    [true, true],
    [false, true],
    [false, false],
  ]);
  expect(await textOf(result)).toEqual(schema);
});

test.each<[string, Environment, Answers, RegExp, number]>([
  ["no token", {}, { [SDL]: answer("", {}, 404) }, /answered 404; with ALTINITYCLOUD_API_TOKEN set/, 1],
  ["an outage", { ALTINITYCLOUD_API_TOKEN: "t" }, { [SDL]: answer("", {}, 502) }, /answered 502/, 3],
  [
    "a refused token",
    { ALTINITYCLOUD_API_TOKEN: "t" },
    { [SDL]: answer("", {}, 404), [GRAPHQL]: answer("", {}, 401) },
    /the value of ALTINITYCLOUD_API_TOKEN is refused/,
    2,
  ],
  [
    "introspection switched off",
    { ALTINITYCLOUD_API_TOKEN: "t" },
    { [SDL]: answer("", {}, 404), [GRAPHQL]: answer({ errors: [] }) },
    /does not tell its schema.*--from/,
    4,
  ],
])("altinity-anywhere, with %s, is refused in words", async (_, environment, answers, message, requests) => {
  const { lines, result } = await read("altinity-anywhere", environment, answers);
  expect(lines).toHaveLength(requests);
  await expect(result).rejects.toThrow(message);
});

test("altinity-anywhere, from a URL that is not there, is not asked by introspection", async () => {
  const internet = await startInternet(["anywhere.altinity.cloud"], { [GRAPHQL]: answer({}) });
  open.push(internet);
  const from = "https://anywhere.altinity.cloud/other.graphql";
  const options = { network: internet.network };
  const result = readIncoming(await loadSource("altinity-anywhere"), from, { ALTINITYCLOUD_API_TOKEN: "t" }, options);
  await expect(result).rejects.toThrow(/answered 404$/);
  expect(internet.seen.map(({ line }) => line)).toEqual(["GET anywhere.altinity.cloud/other.graphql"]);
});

const LIBRARIUM = "raw.githubusercontent.com/spectrocloud/librarium/master/docs/api-content/api-docs";

test.each([
  ["palette", `GET ${LIBRARIUM}/v1/api.json`],
  ["edge-host", `GET ${LIBRARIUM}/edge-v1/emc-api.json`],
])("%s is asked for the document in the vendor's repository, and ends where the tag is the committed one", async (vendor, line) => {
  const lock = { ...(await loadSource(vendor)).lock, etag: '"t1"' } as NonNullable<RefreshSource["lock"]>;
  const { seen, lines, result } = await read(
    vendor,
    {},
    { [line]: (_, response) => void response.writeHead(304).end() },
    { lock },
  );
  expect(lines).toEqual([line]);
  expect(seen[0]?.headers).toMatchObject({ "if-none-match": '"t1"' });
  expect(await result).toBe("unchanged");
});

test.each([
  ["another host", "https://evil.test/api.json", /host-list/],
  ["http", "http://acm.altinity.cloud/api.json", /https-only/],
  ["no URL", "https://", /--from is no URL/],
])("readIncoming(), from %s, costs no login", async (_, from, message) => {
  const environment = { ALTINITY_ACM_LOGIN: "me", ALTINITY_ACM_PASSWORD: "p" };
  const network = {
    resolve: () => Promise.reject(new Error("It asked")),
    connect: () => {
      throw new Error("It connected");
    },
  };
  const source: RefreshSource = await loadSource("altinity-acm");
  await expect(readIncoming(source, from, environment, { network })).rejects.toThrow(message);
});

test("readIncoming(), from a file, reads it and asks nobody; one that is too big or not there is refused", async () => {
  const folder = mkdtempSync(join(tmpdir(), "read-incoming-"));
  try {
    const file = join(folder, "api.json");
    writeFileSync(file, "{}");
    const source: RefreshSource = await loadSource("altinity-acm");
    expect(await readIncoming(source, file, {})).toEqual({ bytes: Buffer.from("{}") });
    truncateSync(file, 50 * 1024 * 1024 + 1);
    await expect(readIncoming(source, file, {})).rejects.toThrow(/Refused \(limit\): rule "max-bytes"/);
    for (const path of [join(folder, "none"), folder, "/dev/zero"]) {
      await expect(readIncoming(source, path, {})).rejects.toThrow(/rule "file"/);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
