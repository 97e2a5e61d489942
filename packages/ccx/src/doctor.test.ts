import { createRecordingFetch, json } from "@vendor-clients/testing";
import { describeDoctor, HONEY } from "@vendor-clients/testing/doctor";
import { expect, test } from "vitest";
import { doctor, formatDoctorReport } from "./doctor.ts";

const baseUrl = "https://api.example.com";
const READ = `GET ${baseUrl}/api/deployment/v3/data-stores?limit=1`;
const CHECK = `GET ${baseUrl}/api/v2/auth/check`;
const SCOPES = { user: {}, scopes: [{ type: "user", id: "1", name: "a", role: "admin" }] };
const STORES = { total: 0, datastores: [] };

describeDoctor({
  vendor: "ccx",
  examine: (injected, run) => doctor({ token: HONEY, ...injected }, run),
  format: (report) => formatDoctorReport(report as Awaited<ReturnType<typeof doctor>>),
  path: "",
  answers: { [CHECK]: SCOPES },
  read: READ,
  body: STORES,
  lines: [`GET ${baseUrl}/`, READ, CHECK],
  credentials: ["Authorization", `Bearer ${HONEY}`],
});

async function examine(options: object, ...answers: readonly (() => Response)[]) {
  const { fetch, sent } = createRecordingFetch(() => new Response(null, { status: 404 }), ...answers);
  const { checks } = await doctor({ baseUrl, ...options, fetch } as Parameters<typeof doctor>[0]);
  return { sent, found: Object.fromEntries(checks.map((check) => [check.name, check])) };
}

test.each([
  ["user:1", "ok", "is one"],
  ["org:1", "failed", "is none of them"],
])("doctor() with the owner %s, compares it with the scopes of the credentials", async (owner, outcome, words) => {
  const { sent, found } = await examine({ token: "a-token", owner }, json(STORES), json(SCOPES));
  expect(sent.map(({ line }) => line)).toEqual([`GET ${baseUrl}/`, READ, CHECK]);
  expect(sent[1]?.headers.get("CCX-Owner")).toBe(owner);
  expect(found["scope"]).toMatchObject({ outcome, found: expect.stringContaining(words) });
});

test("doctor(), an installation without the second login service, does not judge the owner", async () => {
  const { found } = await examine({ token: "a-token", owner: "user:1" }, json(STORES), json({}, 404));
  expect(found["scope"]).toMatchObject({ outcome: "skipped", found: expect.stringContaining("404") });
});

test("doctor() with an administrator's login, reads what only that opens", async () => {
  const login = () => new Response("{}", { headers: { "set-cookie": "ccx-session=s1; HttpOnly" } });
  const adminLogin = { login: "a", password: HONEY };
  const { sent, found } = await examine({ adminLogin }, login, json({ cmon_version: "1" }));
  expect(sent.map(({ line }) => line)).toEqual([
    `GET ${baseUrl}/`,
    `POST ${baseUrl}/api/auth/admin-login`,
    `GET ${baseUrl}/api/admin/cmon/version`,
  ]);
  expect([found["credentials"]?.outcome, found["scope"]?.outcome, found["read"]?.outcome]).toEqual([
    "ok",
    "skipped",
    "ok",
  ]);
});

test("doctor() with HTTP Basic, reads what takes that", async () => {
  const { sent, found } = await examine({ basic: { user: "a-user", password: HONEY } }, json({ success: true }));
  expect(sent.map(({ line }) => line)).toEqual([`GET ${baseUrl}/`, `GET ${baseUrl}/api/admin/check`]);
  expect(found["read"]?.outcome).toBe("ok");
});

test("doctor() with a login at an installation that has none there, points to the address", async () => {
  const { found } = await examine({ login: { login: "a", password: HONEY } }, json({}, 404));
  expect(found["credentials"]).toMatchObject({ outcome: "failed", advice: expect.stringContaining("no login at it") });
});

test("doctor() with a login that is refused, logs in once", async () => {
  const { sent, found } = await examine({ login: { login: "a", password: HONEY } }, json({ error: "no" }, 401));
  expect(sent.map(({ line }) => line)).toEqual([`GET ${baseUrl}/`, `POST ${baseUrl}/api/v2/auth/login`]);
  expect(found["credentials"]?.found).toBe("the login was refused with 401");
});

test("doctor() with a token that says it has ended, says how long ago", async () => {
  const claims = btoa(JSON.stringify({ exp: Math.floor(Date.now() / 1_000) - 600 })).replace(/=+$/, "");
  const { found } = await examine({ token: `e30.${claims}.c2ln` }, json({ error: "no" }, 401));
  expect(found["credentials"]?.found).toBe("refused with 401; they ended 10 min ago");
});

test("doctor() with a client of OAuth2, tells when its token ends, and that no owner was given", async () => {
  const grant = json({ access_token: "t1", token_type: "Bearer", expires_in: 3_600 });
  const client = { clientId: "an-id", clientSecret: HONEY };
  const { sent, found } = await examine(client, grant, json(STORES), json(SCOPES));
  expect(sent.map(({ line }) => line)).toEqual([
    `GET ${baseUrl}/`,
    `POST ${baseUrl}/api/auth/oauth2/token`,
    READ,
    CHECK,
  ]);
  expect(found["credentials"]).toMatchObject({ outcome: "ok", found: expect.stringContaining("are renewed before") });
  expect(found["scope"]).toMatchObject({ outcome: "ok", found: expect.stringContaining("no owner was given") });
});
