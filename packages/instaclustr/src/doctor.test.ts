import { createRecordingFetch, json } from "@vendor-clients/testing";
import { describeDoctor, HONEY } from "@vendor-clients/testing/doctor";
import { expect, test } from "vitest";
import { doctor, formatDoctorReport } from "./doctor.ts";

const PATH = "/cluster-management/v2/data-sources/clusters/v2";
const READ = `GET https://api.example.com${PATH}`;

describeDoctor({
  vendor: "instaclustr",
  examine: (injected, run) => doctor({ username: "a-user", apiKey: HONEY, ...injected }, run),
  format: (report) => formatDoctorReport(report as Awaited<ReturnType<typeof doctor>>),
  path: "",
  read: READ,
  body: [{}],
  lines: ["GET https://api.example.com/", READ],
  credentials: ["Authorization", `Basic ${btoa(`a-user:${HONEY}`)}`],
});

async function findScope(key: object, answer: () => Response) {
  const { fetch, sent } = createRecordingFetch(() => new Response(null, { status: 404 }), answer);
  const { checks } = await doctor({ username: "a-user", ...key, fetch } as Parameters<typeof doctor>[0]);
  expect(sent.map(({ line }) => line)).toEqual([
    "GET https://api.instaclustr.com/",
    `GET https://api.instaclustr.com${PATH}`,
  ]);
  return checks.find(({ name }) => name === "scope");
}

test("doctor() with a read-only key, says that the client only reads", async () => {
  const scope = await findScope({ readOnlyKey: "a-key" }, json([]));
  expect(scope).toMatchObject({ outcome: "ok", found: expect.stringMatching(/^reads only/) });
});

test("doctor() with a provisioning key, sends no write to find out whether it is a read-only one, and says so", async () => {
  const scope = await findScope({ apiKey: "a-key" }, json([]));
  expect(scope).toMatchObject({ outcome: "ok", found: expect.stringContaining("with a read-only key it ends in 403") });
});

test("doctor() with a key of another kind, says that it may not read clusters", async () => {
  const scope = await findScope({ apiKey: "a-key" }, json({}, 403));
  expect(scope).toMatchObject({ outcome: "failed", advice: expect.stringContaining("provisioning key") });
});
