import { expect, test } from "vitest";
import { createFakeClock } from "../../test-fixtures/fake-clock.ts";
import { connectionError } from "../../test-fixtures/script-fetch.ts";
import { NetworkError } from "../errors/client-error.ts";
import { HttpError } from "../errors/http-error.ts";
import { collectTexts } from "./collect-texts.ts";
import { formatDoctorReport } from "./format-doctor-report.ts";
import { hasOption } from "./has-option.ts";
import { findSystemCode, readFailure } from "./read-failure.ts";
import { toIssuerName } from "./to-issuer-name.ts";
import { within } from "./within.ts";

const CONTEXT = { vendor: "acme", operation: "GET /kites" };

test("readFailure() of an answer, keeps operation, status and code, and of the vendor's code only a word", () => {
  const read = (code: string) => readFailure(new HttpError(403, { code, message: "no" }, undefined, CONTEXT));
  expect(read("NoRole")).toEqual({
    code: "HTTP_ERROR",
    operation: "GET /kites",
    status: 403,
    vendorCode: "NoRole",
    isPassing: false,
    systemCode: undefined,
  });
  expect(read("4030").vendorCode).toBe("4030");
  for (const odd of ["two words", "a".repeat(41), "<b>", "1234567"]) expect(read(odd).vendorCode).toBeUndefined();
});

test("readFailure() of a connection, finds the system's code behind the client's error", () => {
  const error = new NetworkError("the connection failed", { ...CONTEXT, cause: connectionError("ECONNRESET") });
  expect(readFailure(error)).toMatchObject({ code: "NETWORK_ERROR", systemCode: "ECONNRESET", isPassing: true });
});

test("readFailure() of anything else, is misuse", () => {
  expect(readFailure(new TypeError("no"))).toMatchObject({ code: "MISUSE", operation: undefined });
});

test.each([
  ["several addresses", { errors: [{ code: "ECONNREFUSED" }, { code: "ENETUNREACH" }] }, "ECONNREFUSED"],
  ["a code of another kind", { code: "some text", cause: { code: "EPIPE" } }, "EPIPE"],
  [
    "a circle",
    Object.assign(new Error("x"), {
      get cause() {
        return this;
      },
    }),
    undefined,
  ],
  ["no object", "ECONNREFUSED", undefined],
])("findSystemCode() of %s, finds a code or nothing", (_, error, code) => {
  expect(findSystemCode(error)).toBe(code);
});

test("collectTexts(), finds what may be secret at any depth, and leaves addresses out", () => {
  const login = { password: "a-password", more: ["deep-value"] };
  const options = { apiKey: "a-key", login, tls: { ca: "x".repeat(5_000) }, short: "abc", timeoutMs: 5 };
  const addresses = { baseUrl: "https://api.example.com", vanityDomain: "acme", tokenUrl: "https://id.example.com" };
  expect(collectTexts({ ...options, ...addresses })).toEqual(["a-key", "a-password", "deep-value"]);
  const circle: Record<string, unknown> = { text: "again" };
  circle["self"] = circle;
  expect(collectTexts(circle)).toContain("again");
});

test("hasOption(), an option that is undefined or inherited, was not given", () => {
  expect(hasOption({ login: {} }, "token", "login")).toBe(true);
  expect(hasOption({ login: undefined }, "login")).toBe(false);
  expect(hasOption(Object.create({ login: {} }), "login")).toBe(false);
});

test("formatDoctorReport(), writes a line for each check and each advice", () => {
  const report = formatDoctorReport({
    vendor: "acme",
    host: "api.example.com",
    outcome: "failed",
    checks: [
      { name: "options", outcome: "ok", found: "fine", durationMs: 0 },
      { name: "connection", outcome: "failed", found: "the host refused", advice: "Check the port", durationMs: 12 },
    ],
  });
  expect(report.split("\n")).toEqual([
    "acme at api.example.com: failed",
    "ok       options     fine",
    "FAILED   connection  the host refused  12 ms",
    "                     Check the port",
  ]);
});

test("formatDoctorReport() without a host, says so", () => {
  expect(formatDoctorReport({ vendor: "acme", host: undefined, outcome: "ok", checks: [] })).toBe(
    "acme at no host: ok",
  );
});

test("within(), what gives in time, leaves no timer and no listener", async () => {
  const clock = createFakeClock();
  expect(await within({ clock, timeoutMs: 10 }, async () => 5)).toBe(5);
  expect(clock.pendingTimers).toBe(0);
});

test("within(), what is too late, is ended by its signal and rejects with ETIMEDOUT", async () => {
  const clock = createFakeClock();
  let given: AbortSignal | undefined;
  const late = within({ clock, timeoutMs: 10 }, (signal) => {
    given = signal;
    return new Promise(() => {});
  });
  const caught = late.catch((error: unknown) => error);
  await clock.advance(10);
  expect(await caught).toMatchObject({ code: "ETIMEDOUT" });
  expect(given?.aborted).toBe(true);
});

test("within(), ended by its caller, rejects with the reason at once although nobody listens", async () => {
  const clock = createFakeClock();
  const controller = new AbortController();
  const ended = within({ clock, timeoutMs: 10, signal: controller.signal }, () => new Promise(() => {}));
  controller.abort("enough");
  await expect(ended).rejects.toBe("enough");
  expect(clock.pendingTimers).toBe(0);
});

test.each([
  [{ CN: "Kite CA", O: "Kite Ltd." }, "Kite CA"],
  [{ CN: "", O: "Kite Ltd." }, "Kite Ltd."],
  [{ CN: ["First", "Second"] }, "First"],
  [{ CN: "a\u001b[2J\nFAILED <b>" }, "a 2J FAILED b"],
  [{ CN: "x".repeat(100) }, "x".repeat(60)],
  [{}, undefined],
  [undefined, undefined],
])("toIssuerName() of %j, is %j", (issuer, name) => {
  expect(toIssuerName(issuer)).toBe(name);
});

test("within() ended before it began, starts nothing", async () => {
  let hasStarted = false;
  const ended = within({ clock: createFakeClock(), timeoutMs: 10, signal: AbortSignal.abort("enough") }, async () => {
    hasStarted = true;
  });
  await expect(ended).rejects.toBe("enough");
  expect(hasStarted).toBe(false);
});
