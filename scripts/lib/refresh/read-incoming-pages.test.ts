import { expect, test } from "vitest";
import { type Answers, answer } from "./fetch/testing.ts";
import { DOCUMENT, read, textOf } from "./fetch/testing-vendors.ts";

// Vendors that show their document on a page; see read-incoming.test.ts for the others.

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

test("ccx, whose page names what is also beside it, is asked for nothing twice", async () => {
  const none = "GET ccx.kites.test/api/docs/doc.json";
  const { lines } = await read("ccx", CCX, {
    [DOCS]: page(`url: "doc.json", "doc.json", "/api/docs/"`),
    [none]: answer({}),
  });
  expect(lines).toEqual([...new Set(lines)]);
  expect(lines).toContain(none);
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
