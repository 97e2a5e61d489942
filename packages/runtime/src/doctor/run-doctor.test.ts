import { inspect } from "node:util";
import { expect, test, vi } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { createFakeClock } from "../../test-fixtures/fake-clock.ts";
import { sendJson, startServer } from "../../test-fixtures/start-server.ts";
import { readPem, readPin, startTlsServer } from "../../test-fixtures/start-tls-server.ts";
import { checkSecret, withHeader } from "../auth/credentials.ts";
import { unwrap } from "../errors/unwrap.ts";
import type { ClientOptions } from "../options.ts";
import { createTrustingFetch, type TlsTrust } from "../send/tls.ts";
import type { DoctorOptions, DoctorSpec, Patient } from "./doctor-spec.ts";
import { formatDoctorReport } from "./format-doctor-report.ts";
import { runDoctor } from "./run-doctor.ts";

const HONEY = "h0ney-4711-canary-value";

interface AcmeOptions extends ClientOptions {
  readonly key: string;
}

/** The doctor of a vendor whose client sends a key in a header. */
async function examine(
  options: Partial<AcmeOptions> & { readonly baseUrl: string },
  more: Partial<DoctorSpec<AcmeOptions>> & { readonly patient?: Partial<Patient>; readonly run?: DoctorOptions } = {},
) {
  const { patient, run, ...spec } = more;
  const report = await runDoctor<AcmeOptions>(
    {
      vendor: "acme",
      options: { key: HONEY, ...options },
      readBaseUrl: ({ baseUrl }) => baseUrl ?? "",
      open: ({ key, ...given }) => {
        const authenticate = withHeader("X-Key", checkSecret("key", key));
        const config = { ...given, baseUrl: given.baseUrl ?? "", authenticate, secrets: new Set([key]) };
        const client = createClient({ ...config, ...(spec.trust && { fetch: spec.trust.createFetch() }) });
        return {
          auth: { expiresAt: undefined },
          isRenewed: false,
          operation: "GET /kites",
          read: async (limits) => unwrap(await client.GET("/kites", { ...limits })),
          isExpected: Array.isArray,
          ...patient,
        };
      },
      ...spec,
    },
    run,
  );
  return { report, found: Object.fromEntries(report.checks.map((check) => [check.name, check])) };
}

const trust = (tls: TlsTrust) => ({ trust: { tls, createFetch: () => createTrustingFetch(tls) } });

test("runDoctor() of a good set-up over http, asks once without and once with credentials, and finds nothing wrong", async () => {
  const server = await startServer((response) => sendJson(response, [{}]));
  const { report, found } = await examine({ baseUrl: `${server.url}/v1` });
  expect(server.seen.map(({ method, url, headers }) => [method, url, headers["x-key"]])).toEqual([
    ["GET", "/v1", undefined],
    ["GET", "/v1/kites", HONEY],
  ]);
  expect(report).toMatchObject({ vendor: "acme", host: new URL(server.url).host, outcome: "ok" });
  expect(report.checks.map(({ name, outcome }) => `${name}: ${outcome}`)).toEqual([
    "options: ok",
    "base URL: ok",
    "connection: ok",
    "certificate: skipped",
    "clock: ok",
    "credentials: ok",
    "scope: skipped",
    "read: ok",
  ]);
  expect(found["read"]?.found).toMatch(/^GET \/kites: a list of 1 in \d+ ms$/);
});

test("runDoctor() of a host that nobody vouches for, says so and sends it nothing", async () => {
  const server = await startTlsServer("localhost");
  const { report, found } = await examine({ baseUrl: server.url });
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
  const { found } = await examine({ baseUrl: server.url }, trust(tls));
  expect(found["certificate"]).toMatchObject({ outcome, found: expect.stringMatching(words) });
  expect(found["connection"]?.outcome).toBe(outcome);
  expect(server.seen).toHaveLength(outcome === "ok" ? 2 : 0);
});

test("runDoctor(), a process that accepts any certificate, connects and warns", async () => {
  const server = await startTlsServer("localhost", (response) => sendJson(response, []));
  vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
  try {
    const { found } = await examine({ baseUrl: server.url, allowUnverifiedTlsFromEnvironment: true });
    expect(found["connection"]?.outcome).toBe("ok");
    expect(found["certificate"]).toMatchObject({
      outcome: "warning",
      advice: expect.stringContaining("NODE_TLS_REJECT_UNAUTHORIZED"),
    });
    const refused = (await examine({ baseUrl: server.url })).found;
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
    const { found } = await examine({ baseUrl: server.url });
    expect(found["certificate"]).toMatchObject({ outcome: "skipped", found: expect.stringContaining("only Node.js") });
  } finally {
    vi.unstubAllGlobals();
  }
});

test("runDoctor() with options that cannot be used, names the option and still tries the host", async () => {
  const server = await startServer();
  const { report, found } = await examine({ baseUrl: server.url, key: `${HONEY}\n` });
  expect(found["options"]).toMatchObject({ outcome: "failed", found: expect.stringContaining("key") });
  expect(found["connection"]?.outcome).toBe("ok");
  expect(found["read"]).toMatchObject({ outcome: "skipped", found: "there is no client" });
  expect(server.seen).toHaveLength(1);
  expect(inspect(report, { depth: null }) + formatDoctorReport(report)).not.toContain(HONEY);
});

test("runDoctor() with a trust that throws, tries no host", async () => {
  const createFetch = () => {
    throw new TypeError(HONEY);
  };
  const options = { baseUrl: "https://api.example.com" };
  const { report, found } = await examine(options, { trust: { tls: {}, createFetch } });
  expect(found["connection"]?.outcome).toBe("skipped");
  expect(JSON.stringify(report)).not.toContain(HONEY);
});

test("runDoctor() without options at all, reports that and throws nothing", async () => {
  const spec = { vendor: "acme", options: undefined as unknown as AcmeOptions, readBaseUrl: () => "" };
  const open = () => {
    throw new RangeError(HONEY);
  };
  const report = await runDoctor({ ...spec, open });
  expect(report).toMatchObject({ host: undefined, outcome: "failed" });
  expect(report.checks[0]).toMatchObject({ outcome: "failed", found: "the client could not be created" });
});

test("runDoctor(), a host that never answers, gives up after the time of a check", async () => {
  const clock = createFakeClock();
  const fetch = () => new Promise<Response>(() => {});
  const options = { baseUrl: "https://api.example.com", clock, fetch };
  const { found } = await clock.runUntil(examine(options, { run: { timeoutMs: 2_000 } }));
  expect(clock.now()).toBe(2_000);
  expect(found["connection"]).toMatchObject({ outcome: "failed", found: "no answer in time (ETIMEDOUT)" });
  expect(found["connection"]?.durationMs).toBe(2_000);
});

test("runDoctor(), a reading call that fails for now, is sent once and bounded by the time of a check", async () => {
  const server = await startServer((response) => sendJson(response, {}, 503, { "retry-after": "1" }));
  const { found } = await examine({ baseUrl: server.url, maxAttempts: 5 });
  expect(server.seen).toHaveLength(2);
  expect(found["credentials"]).toMatchObject({ outcome: "skipped" });
  expect(found["read"]).toMatchObject({ outcome: "failed", found: "GET /kites: answered 503" });
});

test("runDoctor(), another service behind the address, finds data of another shape", async () => {
  const server = await startServer((response) => sendJson(response, { items: [1, 2], total: 2 }));
  const { found } = await examine({ baseUrl: server.url });
  expect(found["read"]).toMatchObject({ outcome: "warning", found: expect.stringContaining("not the shape expected") });
  expect(found["read"]?.found).toContain("an object with 2 members, a list of 2 among them");
});

test("runDoctor(), a scope that cannot be asked for, says nothing of the set-up", async () => {
  const server = await startServer((response) => sendJson(response, []));
  const checkScope = async () => {
    throw new Error(HONEY);
  };
  const { report, found } = await examine({ baseUrl: server.url }, { patient: { checkScope } });
  expect(found["scope"]).toMatchObject({ outcome: "skipped", found: "the vendor did not tell (MISUSE)" });
  expect(report.outcome).toBe("ok");
});

test.each([
  "connection",
  "read",
  "scope",
])("runDoctor() ended by its caller in the check %s, rejects with the reason", async (at) => {
  const controller = new AbortController();
  const stop = async () => {
    controller.abort("enough");
    throw new Error("late");
  };
  const server = await startServer((response) => sendJson(response, []));
  const examined = examine(
    { baseUrl: server.url, ...(at === "connection" && { fetch: stop }) },
    { run: { signal: controller.signal }, patient: { ...(at === "read" && { read: stop }), checkScope: stop } },
  );
  await expect(examined).rejects.toBe("enough");
});

test("runDoctor() ended before it began, asks nobody", async () => {
  const server = await startServer();
  const run = { signal: AbortSignal.abort("enough") };
  await expect(examine({ baseUrl: server.url }, { run })).rejects.toBe("enough");
  expect(server.seen).toEqual([]);
});
