import { afterEach, expect, test } from "vitest";
import { loadSource } from "../specs.ts";
import { type Answers, answer, startInternet, type TestInternet } from "./fetch/testing.ts";
import { type Incoming, readIncoming } from "./read-incoming.ts";
import type { Environment, RefreshSource } from "./source.ts";

// Each vendor's own source.json against a server that carries its name: what arrives is looked at before what comes back.

const DOCUMENT = { openapi: "3.0.3", info: { title: "Kites", version: "1" }, paths: {} };
const open: TestInternet[] = [];

afterEach(async () => {
  for (const internet of open.splice(0)) await internet.close();
});

async function read(vendor: string, environment: Environment, answers: Answers, change: Partial<RefreshSource> = {}) {
  const hosts = [...new Set(Object.keys(answers).map((line) => line.replace(/^[A-Z]+ |\/.*$/gu, "")))];
  const internet = await startInternet(hosts, answers);
  open.push(internet);
  const source: RefreshSource = { ...(await loadSource(vendor)), ...change };
  const result = readIncoming(source, undefined, environment, { network: internet.network, pause: async () => {} });
  // Awaited where the requests have been looked at.
  result.catch(() => {});
  await result.catch(() => {});
  return { seen: internet.seen, resolved: internet.resolved, lines: internet.seen.map(({ line }) => line), result };
}

const textOf = async (result: Promise<Incoming>) => {
  const incoming = await result;
  return incoming === "unchanged" ? incoming : JSON.parse(new TextDecoder().decode(incoming.bytes));
};

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

const CCX = { CCX_BASE_URL: "https://ccx.kites.test/" };
const DOCS = "GET ccx.kites.test/api/docs/";
const page = (body: string) => answer(body, { "content-type": "text/html" });

test("ccx, without an installation, is not asked", async () => {
  const { resolved, result } = await read("ccx", {}, { [DOCS]: page("") });
  expect(resolved).toEqual([]);
  await expect(result).rejects.toThrow(/CCX_BASE_URL is not set/);
});

test.each<[string, Answers, string[]]>([
  ["is the document itself", { [DOCS]: answer(DOCUMENT) }, [DOCS]],
  [
    "names it",
    { [DOCS]: page(`<redoc spec-url="/api/ccx.json">`), "GET ccx.kites.test/api/ccx.json": answer(DOCUMENT) },
    [DOCS, "GET ccx.kites.test/api/ccx.json"],
  ],
  [
    "names it in its initializer",
    {
      [DOCS]: page(`<script src="./swagger-initializer.js"></script>`),
      "GET ccx.kites.test/api/docs/swagger-initializer.js": answer(`({ url: "v2/own.json" })`),
      "GET ccx.kites.test/api/docs/v2/own.json": answer(DOCUMENT),
    },
    [DOCS, "GET ccx.kites.test/api/docs/swagger-initializer.js", "GET ccx.kites.test/api/docs/v2/own.json"],
  ],
  [
    "has it beside itself",
    { [DOCS]: page(`url: "https://evil.test/doc.json"`), "GET ccx.kites.test/api/docs/swagger.json": answer(DOCUMENT) },
    [DOCS, "GET ccx.kites.test/api/docs/doc.json", "GET ccx.kites.test/api/docs/swagger.json"],
  ],
  [
    "is the second one",
    {
      [DOCS]: (_, response) => response.writeHead(302, { location: "https://login.test/" }).end(),
      "GET ccx.kites.test/api/docs/current/index.html": page(`url: "doc.json"`),
      "GET ccx.kites.test/api/docs/current/doc.json": answer(DOCUMENT),
    },
    [DOCS, "GET ccx.kites.test/api/docs/current/index.html", "GET ccx.kites.test/api/docs/current/doc.json"],
  ],
])("ccx, whose page %s, is asked on the installation's origin only", async (_, answers, want) => {
  const { lines, resolved, result } = await read("ccx", CCX, answers);
  expect(lines).toEqual(want);
  expect(new Set(resolved)).toEqual(new Set(["ccx.kites.test"]));
  expect(await textOf(result)).toEqual(DOCUMENT);
});

test("ccx, with a client, gets a token first and shows it to every page", async () => {
  const token = "POST ccx.kites.test/api/auth/oauth2/token";
  const environment = {
    ...CCX,
    CCX_CLIENT_ID: "id&1",
    CCX_CLIENT_SECRET: "s=2",
    CCX_USERNAME: "me",
    CCX_PASSWORD: "p",
  };
  const answers = { [token]: answer({ access_token: "ccx-token" }), [DOCS]: answer(DOCUMENT) };
  const { seen, lines } = await read("ccx", environment, answers);
  expect(lines).toEqual([token, DOCS]);
  expect(seen[0]?.headers).toMatchObject({ "content-type": "application/x-www-form-urlencoded" });
  expect(seen[0]?.body).toBe("grant_type=client_credentials&client_id=id%261&client_secret=s%3D2");
  expect(seen[1]?.headers).toMatchObject({ authorization: "Bearer ccx-token" });
});

test("ccx, an older one with a user, is asked with the session of the login that it has", async () => {
  const login = "POST ccx.kites.test/api/auth/login";
  const answers = {
    [login]: answer({}, { "set-cookie": "ccx-session=abc; Path=/; HttpOnly" }),
    [DOCS]: answer(DOCUMENT),
  };
  const { seen, lines } = await read("ccx", { ...CCX, CCX_USERNAME: "me", CCX_PASSWORD: "p" }, answers);
  expect(lines).toEqual(["POST ccx.kites.test/api/v2/auth/login", login, DOCS]);
  expect(seen[2]?.headers).toMatchObject({ cookie: "ccx-session=abc" });
});

test.each<[string, Answers, RegExp]>([
  ["has no page", {}, /the servers answered 404/],
  ["shows a web application for everything", { "ccx.kites.test": page("<html>") }, /names no JSON document.*--from/],
  ["fails", { "ccx.kites.test": answer("secret", {}, 500) }, /the servers answered 500/],
])("ccx, an installation that %s, is refused in words", async (_, answers, message) => {
  const { result } = await read("ccx", CCX, { "GET ccx.kites.test/none": answer(""), ...answers });
  await expect(result).rejects.toThrow(message);
});

test.each([
  ["imply", "GET docs.imply.io/api/manager/api-reference", "docs.imply.io"],
  ["instaclustr", "GET instaclustr.redoc.ly/Current/", "instaclustr.redoc.ly"],
])("%s is asked for its page, and for the document that it names", async (vendor, line, host) => {
  const document = `GET ${host}/files/openapi.json`;
  const answers = { [line]: page(`<a href="/files/openapi.json" download>`), [document]: answer(DOCUMENT) };
  const { seen, lines, result } = await read(vendor, { OTHER: "secret" }, answers);
  expect(lines).toEqual([line, document]);
  expect(JSON.stringify(seen)).not.toContain("secret");
  expect(await textOf(result)).toEqual(DOCUMENT);
});

test("instaclustr, whose page names none, is refused with the page and what to do", async () => {
  const { result } = await read("instaclustr", {}, { "GET instaclustr.redoc.ly/Current/": page("<html>") });
  await expect(result).rejects.toThrow(
    /https:\/\/instaclustr.redoc.ly\/Current\/ names no JSON document: save it.*--from/,
  );
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
