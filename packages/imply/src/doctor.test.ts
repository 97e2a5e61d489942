import { createRecordingFetch, json } from "@vendor-clients/testing";
import { describeDoctor, HONEY } from "@vendor-clients/testing/doctor";
import { expect, test } from "vitest";
import { doctor, formatDoctorReport } from "./doctor.ts";

const READ = "GET https://api.example.com/api/v1/clusters";

describeDoctor({
  vendor: "imply",
  examine: (injected, run) => doctor({ token: HONEY, ...injected }, run),
  format: (report) => formatDoctorReport(report as Awaited<ReturnType<typeof doctor>>),
  path: "/api/v1",
  read: READ,
  body: { values: [{}] },
  lines: ["GET https://api.example.com/api/v1", READ],
  credentials: ["Authorization", `Bearer ${HONEY}`],
});

const pass = () => new Response(null, { status: 404 });
const tokenUrl = "https://id.example.com/auth/realms/acme/protocol/openid-connect/token";

async function examine(credentials: object, ...answers: readonly (() => Response)[]) {
  const { fetch, sent } = createRecordingFetch(pass, ...answers);
  const { checks } = await doctor({ vanityDomain: "acme", ...credentials, fetch } as Parameters<typeof doctor>[0]);
  return { sent, found: Object.fromEntries(checks.map((check) => [check.name, check])) };
}

test("doctor() with a token that says it has ended, says how long ago", async () => {
  const claims = btoa(JSON.stringify({ exp: Math.floor(Date.now() / 1_000) - 600 })).replace(/=+$/, "");
  const { sent, found } = await examine(
    { token: `e30.${claims}.c2ln` },
    json({ error: { code: "Unauthorized" } }, 401),
  );
  expect(sent[1]?.line).toBe("GET https://acme.implycloud.com/api/v1/clusters");
  expect(found["credentials"]).toMatchObject({ outcome: "failed", found: "refused with 401; they ended 10 min ago" });
});

test("doctor() without the role, tells 403 from 401 although both have one code", async () => {
  const { found } = await examine({ token: "a-token" }, json({ error: { code: "Unauthorized" } }, 403));
  expect(found["credentials"]?.outcome).toBe("warning");
  expect(found["scope"]).toMatchObject({ outcome: "failed", advice: expect.stringContaining("manage-clusters") });
});

test("doctor() that sees no cluster, warns of the role", async () => {
  const { found } = await examine({ token: "a-token" }, json([]));
  expect(found["scope"]).toMatchObject({ outcome: "warning", found: "clusters seen: 0" });
});

test("doctor() with a client, sends its secret to the token endpoint alone and tells when the token ends", async () => {
  const grant = json({ access_token: "t1", token_type: "Bearer", expires_in: 300 });
  const client = { clientId: "an-id", clientSecret: HONEY, tokenUrl };
  const { sent, found } = await examine(client, grant, json({ values: [{}] }));
  expect(sent.map(({ line }) => line)).toEqual([
    "GET https://acme.implycloud.com/api/v1",
    `POST ${tokenUrl}`,
    "GET https://acme.implycloud.com/api/v1/clusters",
  ]);
  expect(found["credentials"]?.found).toMatch(/^accepted; end in [45] min, and are renewed before$/);
});

test("doctor() with a client that is refused, or a token endpoint that fails or is away, says which", async () => {
  const client = { clientId: "an-id", clientSecret: HONEY, tokenUrl };
  const refused = await examine(client, json({ error: "invalid_client" }, 401));
  expect(refused.found["credentials"]).toMatchObject({
    outcome: "failed",
    found: "the login was refused with 401",
  });
  const failing = await examine(client, json({}, 503));
  expect(failing.found["credentials"]).toMatchObject({
    outcome: "failed",
    found: "the login failed with 503 (AUTH_FAILED)",
  });
  const away = () => {
    throw new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ENOTFOUND" }) });
  };
  const { found } = await examine(client, away);
  expect(found["credentials"]).toMatchObject({
    outcome: "failed",
    found: "the login got no answer: the host name does not exist (ENOTFOUND)",
  });
});
