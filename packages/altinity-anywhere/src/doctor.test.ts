import { createRecordingFetch, json } from "@vendor-clients/testing";
import { describeDoctor, HONEY } from "@vendor-clients/testing/doctor";
import { expect, test } from "vitest";
import { doctor, formatDoctorReport } from "./doctor.ts";

const DATA = { awsEnvs: [{ name: "a" }], k8sEnvs: [{ name: "b" }] };
const URL_ = "https://api.example.com/api/v1/graphql";

describeDoctor({
  vendor: "altinity-anywhere",
  examine: (injected, run) => doctor({ token: HONEY, ...injected }, run),
  format: (report) => formatDoctorReport(report as Awaited<ReturnType<typeof doctor>>),
  path: "/api/v1/graphql",
  read: `POST ${URL_}`,
  body: { data: DATA },
  lines: [`GET ${URL_}`, `POST ${URL_}`],
  credentials: ["Authorization", `Bearer ${HONEY}`],
});

async function examine(body: unknown) {
  const { fetch, sent } = createRecordingFetch(() => new Response(null, { status: 405 }), json(body));
  const { checks } = await doctor({ token: "a-token", fetch });
  return { sent, found: Object.fromEntries(checks.map((check) => [check.name, check])) };
}

test("doctor(), asks for the names of all environments by one query, and counts them", async () => {
  const { sent, found } = await examine({ data: DATA });
  expect(sent[1]).toMatchObject({ line: "POST https://anywhere.altinity.cloud/api/v1/graphql" });
  expect(JSON.parse(sent[1]?.body ?? "").query).toMatch(/^query Doctor \{ awsEnvs \{ name \} /);
  expect(found["scope"]).toMatchObject({ outcome: "ok", found: "environments seen: 2" });
});

test("doctor(), an account without environments, warns", async () => {
  const { found } = await examine({ data: { awsEnvs: [], k8sEnvs: [] } });
  expect(found["scope"]).toMatchObject({ outcome: "warning", found: "environments seen: 0" });
});

test("doctor(), an error inside an answer of 200, goes by its class", async () => {
  const answer = (code: string) => ({ data: null, errors: [{ message: "no", extensions: { code } }] });
  const refused = (await examine(answer("UNAUTHORIZED"))).found;
  expect(refused["credentials"]).toMatchObject({ outcome: "failed", found: "refused with 401" });
  const forbidden = (await examine(answer("FORBIDDEN"))).found;
  expect(forbidden["credentials"]).toMatchObject({ outcome: "warning", found: expect.stringContaining("403") });
  expect(forbidden["read"]).toMatchObject({ outcome: "failed", found: expect.stringContaining("FORBIDDEN") });
});
