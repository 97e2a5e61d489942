import { inspect } from "node:util";
import { expect, test } from "vitest";
import { type AcmeOptions, examineAcme, HONEY } from "../../test-fixtures/examine-acme.ts";
import { createFakeClock } from "../../test-fixtures/fake-clock.ts";
import { sendJson, startServer } from "../../test-fixtures/start-server.ts";
import { formatDoctorReport } from "./format-doctor-report.ts";
import { runDoctor } from "./run-doctor.ts";

test("runDoctor() of a good set-up over http, asks once without and once with credentials, and finds nothing wrong", async () => {
  const server = await startServer((response) => sendJson(response, [{}]));
  const { report, found } = await examineAcme({ baseUrl: `${server.url}/v1` });
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

test("runDoctor() with options that cannot be used, names the option and still tries the host", async () => {
  const server = await startServer();
  const { report, found } = await examineAcme({ baseUrl: server.url, key: `${HONEY}\n` });
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
  const { report, found } = await examineAcme(options, { trust: { tls: {}, createFetch } });
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
  const { found } = await clock.runUntil(examineAcme(options, { run: { timeoutMs: 2_000 } }));
  expect(clock.now()).toBe(2_000);
  expect(found["connection"]).toMatchObject({ outcome: "failed", found: "no answer in time (ETIMEDOUT)" });
  expect(found["connection"]?.durationMs).toBe(2_000);
});

test("runDoctor(), a reading call that fails for now, is sent once and bounded by the time of a check", async () => {
  const server = await startServer((response) => sendJson(response, {}, 503, { "retry-after": "1" }));
  const { found } = await examineAcme({ baseUrl: server.url, maxAttempts: 5 });
  expect(server.seen).toHaveLength(2);
  expect(found["credentials"]).toMatchObject({ outcome: "skipped" });
  expect(found["read"]).toMatchObject({ outcome: "failed", found: "GET /kites: answered 503" });
});

test("runDoctor(), another service behind the address, finds data of another shape", async () => {
  const server = await startServer((response) => sendJson(response, { items: [1, 2], total: 2 }));
  const { report, found } = await examineAcme({ baseUrl: server.url });
  expect(report.outcome).toBe("warning");
  expect(found["read"]).toMatchObject({ outcome: "warning", found: expect.stringContaining("not the shape expected") });
  expect(found["read"]?.found).toContain("an object with 2 members, a list of 2 among them");
});

test("runDoctor(), a scope that cannot be asked for, says nothing of the set-up", async () => {
  const server = await startServer((response) => sendJson(response, []));
  const checkScope = async () => {
    throw new Error(HONEY);
  };
  const { report, found } = await examineAcme({ baseUrl: server.url }, { patient: { checkScope } });
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
  const examined = examineAcme(
    { baseUrl: server.url, ...(at === "connection" && { fetch: stop }) },
    { run: { signal: controller.signal }, patient: { ...(at === "read" && { read: stop }), checkScope: stop } },
  );
  await expect(examined).rejects.toBe("enough");
});

test("runDoctor() ended before it began, asks nobody", async () => {
  const server = await startServer();
  const run = { signal: AbortSignal.abort("enough") };
  await expect(examineAcme({ baseUrl: server.url }, { run })).rejects.toBe("enough");
  await expect(examineAcme({ baseUrl: "no address" }, { run })).rejects.toBe("enough");
  expect(server.seen).toEqual([]);
});
test("runDoctor() with credentials that are refused, asks for no scope", async () => {
  const server = await startServer((response) => sendJson(response, {}, 401));
  const checkScope = () => ({ outcome: "failed", found: "asked" }) as const;
  const { found } = await examineAcme({ baseUrl: server.url }, { patient: { checkScope } });
  expect(["credentials", "scope", "read"].map((name) => found[name]?.outcome)).toEqual([
    "failed",
    "skipped",
    "skipped",
  ]);
});

test("runDoctor(), a host that redirects, does not follow", async () => {
  const other = await startServer();
  const server = await startServer((response) => response.writeHead(302, { location: other.url }).end());
  const { found } = await examineAcme({ baseUrl: server.url });
  expect(found["connection"]?.found).toContain("with 302");
  expect(found["read"]).toMatchObject({ outcome: "failed", found: "GET /kites: answered 302" });
  expect(other.seen).toEqual([]);
});

test("runDoctor(), a host whose first answer has no end, hangs up on it", async () => {
  const closed = Promise.withResolvers<void>();
  const server = await startServer((response, { url }) => {
    if (url === "/kites") return sendJson(response, []);
    response
      .on("close", () => closed.resolve())
      .writeHead(200)
      .write("a beginning");
  });
  expect((await examineAcme({ baseUrl: server.url })).report.outcome).toBe("ok");
  await closed.promise;
});

test("runDoctor(), an answer that a cache had kept, adds its age to its date", async () => {
  const date = new Date(Date.now() - 600_000).toUTCString();
  const judge = async (headers: Record<string, string>) => {
    const server = await startServer((response) => sendJson(response, [], 200, { date, ...headers }));
    return (await examineAcme({ baseUrl: server.url })).found["clock"]?.outcome;
  };
  expect([await judge({}), await judge({ age: "600" }), await judge({ age: "old" })]).toEqual([
    "failed",
    "ok",
    "failed",
  ]);
});

test("runDoctor() with a limit of the rate, waits no longer for its turn than a check may take", async () => {
  const server = await startServer((response) => sendJson(response, []));
  const waits: number[] = [];
  const rateLimiter = {
    take: (_: unknown, { maxWaitMs }: { maxWaitMs: number }): undefined => {
      waits.push(maxWaitMs);
    },
    pause: () => {},
  };
  await examineAcme({ baseUrl: server.url, rateLimiter, timeoutMs: 100_000 }, { run: { timeoutMs: 2_000 } });
  expect(waits).toHaveLength(1);
  expect(waits[0]).toBeLessThanOrEqual(2_000);
});
