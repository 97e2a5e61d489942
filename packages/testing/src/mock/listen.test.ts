import { request } from "node:https";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "./listen.ts";
import { createSelfSigned } from "./self-signed.ts";
import { startAllMocks } from "./start-all-mocks.ts";
import { startMock } from "./start-mock.ts";

function read(url: string, ca: string | undefined): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { ...(ca !== undefined && { ca }), agent: false }, (answer) => {
      answer.resume().on("end", () => resolve(answer.statusCode));
    });
    sent.on("error", reject).end();
  });
}

test("a mock with TLS, asked by who trusts its certificate, answers; asked by others, is refused", async () => {
  const mock = await startMock("edge-host", { tls: true });
  onTestFinished(mock.close);
  expect(mock.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  expect(mock.certificate).toContain("BEGIN CERTIFICATE");
  expect(await read(`${mock.url}/v1/ping`, mock.certificate)).toBe(401);
  await expect(read(`${mock.url}/v1/ping`, undefined)).rejects.toMatchObject({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  expect(mock.requests).toHaveLength(1);
});

test("a mock with a certificate of one's own, shows that one, by its name as well", async () => {
  const own = createSelfSigned("a device");
  const mock = await startMock("edge-host", { tls: own });
  onTestFinished(mock.close);
  expect(mock.certificate).toBe(own.cert);
  expect(await read(`${mock.url.replace("127.0.0.1", "localhost")}/v1/ping`, own.cert)).toBe(401);
});

test("all mocks on one port with TLS, show the same certificate", async () => {
  const all = await startAllMocks({ vendors: ["edge-host", "ccx"], tls: true });
  onTestFinished(all.close);
  const certificate = all.mocks.get("ccx")?.certificate;
  expect(await read(`${all.url}/edge-host/v1/ping`, certificate)).toBe(401);
  expect(all.mocks.get("edge-host")?.certificate).toBe(certificate);
});

test("a mock without TLS, has no certificate", async () => {
  const mock = await startMock("edge-host");
  onTestFinished(mock.close);
  expect(mock.url).toMatch(/^http:/);
  expect(mock.certificate).toBeUndefined();
});

test("all mocks on one port, closed one after the other and once more, are closed", async () => {
  const all = await startAllMocks({ vendors: ["edge-host", "imply"] });
  for (const mock of all.mocks.values()) await mock.close();
  await expect(all.close()).resolves.toBeUndefined();
  await expect(fetch(all.url)).rejects.toThrow();
});

test("a mock with TLS that sends its callers back to itself, names itself with TLS", async () => {
  const mock = await startMock("edge-host", { tls: true, fault: "redirect-302-to-itself" });
  onTestFinished(mock.close);
  const ca = mock.certificate ?? "";
  const location = await new Promise((resolve, reject) => {
    const sent = request(`${mock.url}/v1/ping`, { ca, agent: false }, (answer) => {
      answer.resume().on("end", () => resolve(answer.headers.location));
    });
    sent.on("error", reject).end();
  });
  expect(location).toBe(`${mock.url}/v1/ping`);
});

test("a server whose handler fails, answers that instead of hanging up", async () => {
  const options = { port: 0, host: "127.0.0.1" };
  const server = await listen("the mock", () => Promise.reject(new Error("too deep")), options);
  onTestFinished(server.close);
  const response = await fetch(server.url);
  expect([response.status, await response.json()]).toMatchObject([500, { detail: "too deep" }]);
});
