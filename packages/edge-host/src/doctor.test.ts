import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createRecordingFetch, json } from "@vendor-clients/testing";
import { describeDoctor, HONEY } from "@vendor-clients/testing/doctor";
import { expect, onTestFinished, test } from "vitest";
import { doctor, formatDoctorReport } from "./doctor.ts";
import type { EdgeHostTls } from "./tls.ts";

const READ = "GET https://api.example.com/v1/edge-mgmt/edgehosts/current";

describeDoctor({
  vendor: "edge-host",
  examine: (injected, run) => doctor({ token: HONEY, ...injected }, run),
  format: (report) => formatDoctorReport(report as Awaited<ReturnType<typeof doctor>>),
  path: "",
  read: READ,
  body: { metadata: {}, spec: {}, status: {} },
  lines: ["GET https://api.example.com/", READ],
  credentials: ["Cookie", `Authorization=${HONEY}`],
});

test("doctor() with a login that is refused, logs in once, because failures add up to a lock-out", async () => {
  const { fetch, sent } = createRecordingFetch(() => new Response(null, { status: 404 }), json({}, 401));
  const login = { username: "a-user", password: HONEY };
  const { checks } = await doctor({ baseUrl: "https://host.example.com:5080", login, fetch });
  expect(sent.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
    "GET /",
    "POST /v1/users/default/login",
  ]);
  expect(checks.find(({ name }) => name === "credentials")?.found).toBe("the login was refused with 401");
});

const examineHost = async (credentials: object, ...answers: readonly (() => Response)[]) => {
  const { fetch } = createRecordingFetch(() => new Response(null, { status: 404 }), ...answers);
  const options = { baseUrl: "https://host.example.com:5080", ...credentials, fetch } as Parameters<typeof doctor>[0];
  return (await doctor(options)).checks.find(({ name }) => name === "credentials");
};

test("doctor() with a login, tells when its token ends and that it is renewed", async () => {
  const login = { username: "a-user", password: HONEY };
  const credentials = await examineHost({ login }, json({ Token: { Authorization: "t1" } }), json({ status: {} }));
  expect(credentials).toMatchObject({
    outcome: "ok",
    found: expect.stringMatching(/^accepted; end in [12] h, and are renewed/),
  });
});

test("doctor() with a token that says it has ended, says how long ago", async () => {
  const claims = btoa(JSON.stringify({ exp: Math.floor(Date.now() / 1_000) - 600 })).replace(/=+$/, "");
  const credentials = await examineHost({ token: `e30.${claims}.c2ln` }, json({}, 401));
  expect(credentials?.found).toBe("refused with 401; they ended 10 min ago");
});

const readPem = (name: string) =>
  readFileSync(new URL(`../../runtime/test-fixtures/${name}.pem`, import.meta.url), "utf8");

async function examine(server: string, tls: EdgeHostTls) {
  const pem = readPem(server);
  const paths: string[] = [];
  const host = createServer({ key: pem, cert: pem }, (request, response) => {
    paths.push(`${request.method} ${request.url}`);
    response.writeHead(200, { "content-type": "application/json" }).end('{"status":{}}');
  });
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    host.closeAllConnections();
    host.close();
  });
  const { port } = host.address() as AddressInfo;
  const { checks, outcome } = await doctor({ baseUrl: `https://127.0.0.1:${port}`, token: HONEY, tls });
  return { paths, outcome, found: Object.fromEntries(checks.map((check) => [check.name, check])) };
}

const pinOf = (name: string) => new X509Certificate(readPem(name)).fingerprint256;

test.each([
  ["the authority", { ca: readPem("localhost") }],
  ["the pin", { certificateSha256: pinOf("localhost") }],
])("doctor() with %s of the host's certificate, trusts it", async (_, tls) => {
  const { paths, found, outcome } = await examine("localhost", tls);
  expect(paths).toEqual(["GET /", "GET /v1/edge-mgmt/edgehosts/current"]);
  expect(found["certificate"]?.outcome).toBe("ok");
  expect(outcome).toBe("ok");
});

test.each([
  ["another pin", "localhost", { certificateSha256: pinOf("elsewhere") }, /not the pinned one/],
  ["an authority of another host", "elsewhere", { ca: readPem("elsewhere") }, /for another host/],
  ["an expired certificate", "expired", { ca: readPem("expired") }, /expired.*ended \d+ d ago/],
  [
    "a certificate signed by itself that nobody vouches for",
    "localhost",
    { ca: readPem("elsewhere") },
    /signed by itself/,
  ],
])("doctor() with %s, says so and sends no credentials", async (_, server, tls, words) => {
  const { paths, found } = await examine(server, tls);
  expect(paths).toEqual([]);
  expect(found["connection"]?.outcome).toBe("failed");
  expect(found["certificate"]).toMatchObject({ outcome: "failed", found: expect.stringMatching(words) });
  expect(found["credentials"]?.outcome).toBe("skipped");
});

test("doctor() with a trust that cannot be used, says so and asks nobody", async () => {
  const { paths, found } = await examine("localhost", { certificateSha256: HONEY });
  expect(paths).toEqual([]);
  expect(found["options"]?.outcome).toBe("failed");
  expect(found["connection"]?.outcome).toBe("skipped");
});
