import { afterEach, expect, test } from "vitest";
import type { Address, RefreshSource } from "../source.ts";
import { type Login, logIn } from "./log-in.ts";
import { type Answers, answer, startInternet, type TestInternet } from "./testing.ts";

const open: TestInternet[] = [];
afterEach(async () => {
  for (const internet of open.splice(0)) await internet.close();
});

const TOKEN: Login = {
  ...{ url: "https://kites.test/token", format: "json", variables: { user: "KITES_USER", word: "KITES_WORD" } },
  ...{ token: ["#/token"], header: "Authorization", prefix: "Bearer " },
};
const COOKIE: Login = { ...TOKEN, url: "https://kites.test/session", cookie: "sid", header: "Cookie", prefix: "" };
const ENVIRONMENT = { KITES_USER: "me", KITES_WORD: "secret-word" };
const POST_TOKEN = "POST kites.test/token";
const ADDRESS: Address = { url: new URL("https://kites.test/api.json"), hosts: ["kites.test"], headers: {} };

async function run(answers: Answers, logins: readonly Login[] = [TOKEN], address = ADDRESS, environment = ENVIRONMENT) {
  const internet = await startInternet(["kites.test", "evil.test"], answers);
  open.push(internet);
  const source: RefreshSource = { logins };
  const options = { network: internet.network, pause: async () => {} };
  const [outcome] = await Promise.allSettled([logIn(source, address, environment, options)]);
  return { lines: internet.seen.map(({ line }) => line), outcome };
}

test("logIn(), with a credential, sends nothing", async () => {
  const address = { ...ADDRESS, headers: { "X-Token": "t" } };
  const { lines, outcome } = await run({ [POST_TOKEN]: answer({ token: "t" }) }, [TOKEN], address);
  expect(lines).toEqual([]);
  expect(outcome).toMatchObject({ value: { headers: { "X-Token": "t" } } });
});

test("logIn(), with half of what a login needs, sends nothing", async () => {
  const half = { KITES_USER: "me", KITES_WORD: "" };
  const { lines, outcome } = await run({ [POST_TOKEN]: answer({ token: "t" }) }, [TOKEN], ADDRESS, half);
  expect(lines).toEqual([]);
  expect(outcome).toMatchObject({ value: { headers: {} } });
});

test.each<[string, Login, ReturnType<typeof answer>, Record<string, string>]>([
  ["a token", TOKEN, answer({ token: "abc" }), { Authorization: "Bearer abc" }],
  ["a cookie", COOKIE, answer({}, { "set-cookie": "sid=abc; Path=/; Secure" }), { Cookie: "sid=abc" }],
])("logIn(), answered %s, gives the header that carries it", async (_, login, reply, want) => {
  const { outcome } = await run({ "kites.test": reply }, [login]);
  expect(outcome).toMatchObject({ value: { headers: want, variable: "KITES_USER and KITES_WORD" } });
});

test.each<[string, Login, ReturnType<typeof answer>, RegExp]>([
  ["401", TOKEN, answer("secret", {}, 401), /answered 401 to KITES_USER and KITES_WORD$/],
  ["404 by the last login", TOKEN, answer("secret", {}, 404), /answered 404/],
  ["no token", TOKEN, answer({ message: "secret" }), /no credential came/],
  ["a token that is no text", TOKEN, answer({ token: { secret: 1 } }), /no credential came/],
  ["a token of two lines", TOKEN, answer({ token: "secret\nX-Other: 1" }), /no credential came/],
  ["a list", TOKEN, answer(["secret"]), /no credential came/],
  ["no JSON", TOKEN, answer("secret"), /no credential came/],
  ["another cookie", COOKIE, answer({}, { "set-cookie": "other=secret" }), /no credential came/],
  ["an empty cookie", COOKIE, answer({}, { "set-cookie": "sid=; Max-Age=0" }), /no credential came/],
  ["more than a MiB", TOKEN, answer({ token: "t", more: "secret".repeat(2e5) }), /size-cap/],
  ["a redirect", TOKEN, (_, response) => response.writeHead(307, { location: "/api.json" }).end(), /no-redirect/],
])("logIn(), answered %s, refuses and tells nothing of it", async (_, login, reply, message) => {
  const { lines, outcome } = await run({ "kites.test": reply }, [login]);
  expect(lines).toHaveLength(1);
  expect(outcome).toMatchObject({
    status: "rejected",
    reason: { kind: "fetch", message: expect.stringMatching(message) },
  });
  expect(JSON.stringify(outcome)).not.toMatch(/secret/);
});

test("logIn(), at a host that is not listed, sends nothing", async () => {
  const { lines, outcome } = await run({ "evil.test": answer({ token: "t" }) }, [
    { ...TOKEN, url: "https://evil.test/a" },
  ]);
  expect(lines).toEqual([]);
  expect(outcome).toMatchObject({ reason: { rule: "host-list" } });
});
