import { createRecordingFetch, json } from "@vendor-clients/testing";
import { describeDoctor, HONEY } from "@vendor-clients/testing/doctor";
import { expect, test } from "vitest";
import { doctor, formatDoctorReport } from "./doctor.ts";

const PACKS = { items: [{}], listmeta: {} };

describeDoctor({
  vendor: "palette",
  examine: (injected, run) => doctor({ apiKey: HONEY, ...injected }, run),
  format: (report) => formatDoctorReport(report as Awaited<ReturnType<typeof doctor>>),
  path: "",
  read: "GET https://api.example.com/v1/packs?limit=1",
  body: PACKS,
  lines: ["GET https://api.example.com/", "GET https://api.example.com/v1/packs?limit=1"],
  credentials: ["ApiKey", HONEY],
});

const pass = () => new Response(null, { status: 404 });

async function examineProject(...answers: readonly (() => Response)[]) {
  const { fetch, sent } = createRecordingFetch(pass, ...answers);
  const { checks } = await doctor({ apiKey: "a-key", projectUid: "p1", fetch });
  return { sent, scope: checks.find(({ name }) => name === "scope"), checks };
}

test("doctor() with a project, reads in the project and finds it", async () => {
  const { sent, scope } = await examineProject(json(PACKS), json({ metadata: { uid: "p1" } }));
  expect(sent.map(({ line }) => line)).toEqual([
    "GET https://api.spectrocloud.com/",
    "GET https://api.spectrocloud.com/v1/packs?limit=1",
    "GET https://api.spectrocloud.com/v1/projects/p1",
  ]);
  expect(sent.map(({ headers }) => headers.get("ProjectUid"))).toEqual([null, "p1", "p1"]);
  expect(scope).toMatchObject({ outcome: "ok", found: "the project exists" });
});

test("doctor() with a project that does not exist, says so, also where reading was refused", async () => {
  const missing = json({ code: "ResourceNotFound" }, 500);
  for (const read of [json(PACKS), json({ code: "Forbidden" }, 403)]) {
    const { scope } = await examineProject(read, missing);
    expect(scope).toMatchObject({ outcome: "failed", found: "there is no such project (404)" });
  }
});

test("doctor() with a project that may not be read, warns", async () => {
  const { scope } = await examineProject(json(PACKS), json({}, 403));
  expect(scope).toMatchObject({ outcome: "warning", found: expect.stringContaining("403") });
});

test("doctor() with a project that nothing tells of, because Palette is out of order, does not judge it", async () => {
  const { scope } = await examineProject(json(PACKS), json({}, 503));
  expect(scope).toMatchObject({ outcome: "skipped", found: expect.stringContaining("503") });
});

test("doctor() with a login that is refused, logs in once and says so", async () => {
  const { fetch, sent } = createRecordingFetch(pass, json({ code: "InvalidCredentials" }, 401));
  const { checks } = await doctor({ login: { emailId: "me@example.com", password: HONEY }, fetch });
  expect(sent.map(({ line }) => line)).toEqual([
    "GET https://api.spectrocloud.com/",
    "POST https://api.spectrocloud.com/v1/auth/authenticate?setCookie=false",
  ]);
  expect(checks.find(({ name }) => name === "credentials")).toMatchObject({
    outcome: "failed",
    found: "the login was refused with 401",
  });
});

test("doctor() with a login, tells when its token ends", async () => {
  const { fetch } = createRecordingFetch(pass, json({ Authorization: "t1" }), json(PACKS));
  const { checks } = await doctor({ login: { emailId: "me@example.com", password: HONEY }, fetch });
  expect(checks.find(({ name }) => name === "credentials")).toMatchObject({
    outcome: "ok",
    found: expect.stringMatching(/^accepted; end in 1[45] min, and are renewed before$/),
  });
});
