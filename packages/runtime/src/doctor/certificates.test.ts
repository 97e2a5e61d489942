import { createServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { expect, test, vi } from "vitest";
import { examineAcme, trusting } from "../../test-fixtures/examine-acme.ts";
import { listen, sendJson } from "../../test-fixtures/start-server.ts";
import { readPem, readPin, startTlsServer } from "../../test-fixtures/start-tls-server.ts";

test("runDoctor() of a host that nobody vouches for, says so and sends it nothing", async () => {
  const server = await startTlsServer("localhost");
  const { report, found } = await examineAcme({ baseUrl: server.url });
  expect(server.seen).toEqual([]);
  expect(found["connection"]).toMatchObject({
    outcome: "failed",
    found: expect.stringContaining("DEPTH_ZERO_SELF_SIGNED_CERT"),
  });
  expect(found["certificate"]).toMatchObject({ outcome: "failed", found: expect.stringMatching(/days left/) });
  expect(["clock", "credentials", "scope", "read"].map((name) => found[name]?.outcome)).toEqual(
    Array(4).fill("skipped"),
  );
  expect(report.outcome).toBe("failed");
});

test.each([
  ["the right authority", "localhost", { ca: readPem("localhost") }, "ok", /^\d+ days left, issued by /],
  ["the right pin", "localhost", { certificateSha256: readPin("localhost") }, "ok", /^the pinned one/],
  ["another pin", "localhost", { certificateSha256: readPin("elsewhere") }, "failed", /not the pinned one/],
  ["the wrong host", "elsewhere", { ca: readPem("elsewhere") }, "failed", /for another host/],
  ["an expired certificate", "expired", { ca: readPem("expired") }, "failed", /has expired.*ended \d+ d ago/],
  ["an authority that did not sign it", "localhost", { ca: readPem("elsewhere") }, "failed", /signed by itself/],
] as const)("runDoctor() with %s, finds the certificate and the connection alike", async (_, name, tls, outcome, words) => {
  const server = await startTlsServer(name, (response) => sendJson(response, []));
  const { found } = await examineAcme({ baseUrl: server.url }, trusting(tls));
  expect(found["certificate"]).toMatchObject({ outcome, found: expect.stringMatching(words) });
  expect(found["connection"]?.outcome).toBe(outcome);
  expect(server.seen).toHaveLength(outcome === "ok" ? 2 : 0);
});

test("runDoctor(), a process that accepts any certificate, connects and warns", async () => {
  const server = await startTlsServer("localhost", (response) => sendJson(response, []));
  vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
  try {
    const { found } = await examineAcme({ baseUrl: server.url, allowUnverifiedTlsFromEnvironment: true });
    expect(found["connection"]?.outcome).toBe("ok");
    expect(found["certificate"]).toMatchObject({
      outcome: "warning",
      advice: expect.stringContaining("NODE_TLS_REJECT_UNAUTHORIZED"),
    });
    const refused = (await examineAcme({ baseUrl: server.url })).found;
    expect(refused["options"]).toMatchObject({
      outcome: "failed",
      found: expect.stringContaining("NODE_TLS_REJECT_UNAUTHORIZED"),
    });
    expect(refused["credentials"]?.outcome).toBe("skipped");
  } finally {
    vi.unstubAllEnvs();
  }
});

test("runDoctor() in a browser, does not look at the certificate", async () => {
  const server = await startTlsServer("localhost");
  vi.stubGlobal("process", undefined);
  try {
    const { found } = await examineAcme({ baseUrl: server.url });
    expect(found["certificate"]).toMatchObject({ outcome: "skipped", found: expect.stringContaining("only Node.js") });
  } finally {
    vi.unstubAllGlobals();
  }
});

test("runDoctor() with a fetch of the caller's own, does not connect to the host itself", async () => {
  const server = await startTlsServer("localhost");
  const { found } = await examineAcme({ baseUrl: server.url, fetch: async () => Response.json([]) });
  expect(found["certificate"]).toMatchObject({ outcome: "skipped", found: expect.stringContaining("in its own way") });
  expect(server.countConnections()).toBe(0);
});

test("runDoctor(), a port where nobody listens, looks for no certificate", async () => {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  const { found } = await examineAcme({ baseUrl: `https://127.0.0.1:${port}` });
  expect(found["connection"]).toMatchObject({ outcome: "failed", found: expect.stringContaining("ECONNREFUSED") });
  expect(found["certificate"]).toMatchObject({ outcome: "skipped", found: "no server was reached" });
});

test("runDoctor(), a host that serves several names, asks for the certificate of its own", async () => {
  const names: string[] = [];
  const pem = readPem("localhost");
  const SNICallback = (name: string, done: (error: null) => void) => {
    names.push(name);
    done(null);
  };
  const server = createTlsServer({ key: pem, cert: pem, SNICallback }, (socket) => {
    socket.on("error", () => {}).once("data", () => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"));
  });
  const port = await listen(server);
  const doctor = trusting({ ca: pem });
  const { found } = await examineAcme({ baseUrl: `https://localhost:${port}` }, doctor);
  expect(found["certificate"]?.outcome).toBe("ok");
  expect(names).toEqual(["localhost", "localhost", "localhost"]);
});

/** A host whose way for requests works, and whose handshake hangs. */
async function startHanging(onConnection = () => {}) {
  const closed = Promise.withResolvers<void>();
  const server = createServer((socket) => {
    socket.on("error", () => {}).on("close", () => closed.resolve());
    socket.resume();
    onConnection();
  });
  const trust = { tls: {}, createFetch: () => async () => Response.json([]) };
  return { baseUrl: `https://127.0.0.1:${await listen(server)}`, trust, closed: closed.promise };
}

test("runDoctor(), a handshake that hangs, gives up after the time of a check, hangs up and goes on", async () => {
  const { baseUrl, trust, closed } = await startHanging();
  const { report, found } = await examineAcme({ baseUrl }, { trust, run: { timeoutMs: 50 } });
  expect(found["certificate"]).toMatchObject({
    outcome: "skipped",
    found: expect.stringContaining("no answer in time"),
  });
  expect(report.outcome).toBe("ok");
  await closed;
});

test("runDoctor() ended by its caller within a handshake, rejects with the reason", async () => {
  const controller = new AbortController();
  const { baseUrl, trust } = await startHanging(() => controller.abort("enough"));
  // Without a client, nothing after the certificate would notice.
  const examined = examineAcme({ baseUrl, key: "" }, { trust, run: { signal: controller.signal } });
  await expect(examined).rejects.toBe("enough");
});
