import { createRecordingFetch, json } from "@vendor-clients/testing";
import { describeDoctor, HONEY } from "@vendor-clients/testing/doctor";
import { expect, test } from "vitest";
import { doctor, formatDoctorReport } from "./doctor.ts";

const READ = "GET https://api.example.com/api/environments";

describeDoctor({
  vendor: "altinity-acm",
  examine: (injected, run) => doctor({ apiKey: HONEY, ...injected }, run),
  format: (report) => formatDoctorReport(report as Awaited<ReturnType<typeof doctor>>),
  path: "/api",
  read: READ,
  body: { data: [{ id: "1" }] },
  lines: ["GET https://api.example.com/api", READ],
  credentials: ["X-Auth-Token", HONEY],
});

async function examineKey(apiKeyExpiresAt: Date | undefined, answer: () => Response) {
  const { fetch, sent } = createRecordingFetch(() => new Response(null, { status: 404 }), answer);
  const { checks } = await doctor({ apiKey: "a-key", ...(apiKeyExpiresAt && { apiKeyExpiresAt }), fetch });
  return { sent, found: Object.fromEntries(checks.map((check) => [check.name, check])) };
}

const fromNow = (ms: number) => new Date(Date.now() + ms);

test("doctor() with a key that has ended, says how long ago", async () => {
  const { sent, found } = await examineKey(fromNow(-3 * 3_600_000), json({ error: "no", code: 401 }));
  expect(sent.at(-1)).toMatchObject({ line: "GET https://acm.altinity.cloud/api/environments" });
  expect(found["credentials"]).toMatchObject({ outcome: "failed", found: "refused with 401; they ended 3 h ago" });
});

test("doctor() with a key that is accepted, tells when it ends, and warns in its last hour and after", async () => {
  const environments = json({ data: [{}] });
  const judge = async (ms: number) => (await examineKey(fromNow(ms), environments)).found["credentials"];
  expect(await judge(25 * 3_600_000 + 5_000)).toMatchObject({ outcome: "ok", found: "accepted; end in 1 d" });
  expect(await judge(30 * 60_000 + 5_000)).toMatchObject({ outcome: "warning", found: "accepted; end in 30 min" });
  expect(await judge(-60_000)).toMatchObject({ outcome: "warning", found: "accepted, although they ended 1 min ago" });
});

test("doctor(), an error inside an answer of 200, goes by its code", async () => {
  const { found } = await examineKey(undefined, json({ error: "no", code: 403 }));
  expect(found["credentials"]).toMatchObject({ outcome: "warning" });
  expect(found["read"]).toMatchObject({ outcome: "failed", advice: expect.stringContaining("source domains") });
});

test("doctor(), a user who sees no environment, warns", async () => {
  const { found } = await examineKey(undefined, json({ data: [] }));
  expect(found["scope"]).toMatchObject({ outcome: "warning", found: "environments seen: 0" });
});
