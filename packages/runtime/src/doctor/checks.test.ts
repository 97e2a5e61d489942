import { describe, expect, test } from "vitest";
import { checkBaseUrl } from "./check-base-url.ts";
import { judgeCertificate } from "./check-certificate.ts";
import { checkClock } from "./check-clock.ts";
import { checkCredentials, isRefused } from "./check-credentials.ts";
import { checkRead } from "./check-read.ts";
import type { CallFailure, Patient } from "./doctor-spec.ts";
import { explainCode, isUnreached } from "./explain-code.ts";
import { formatDuration } from "./format-duration.ts";
import type { ServerCertificate } from "./read-certificate.ts";
import { readJwtEnd } from "./read-jwt-end.ts";

const NOW = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;

describe("checkBaseUrl()", () => {
  test.each([
    ["https://api.example.com/v1", "/v1", "ok", "https://api.example.com"],
    ["https://api.example.com/v1/", "/v1", "ok", "https://api.example.com"],
    ["https://api.example.com:8443", "", "ok", "https://api.example.com:8443"],
    ["https://api.example.com/secret-path", "", "warning", "https://api.example.com, with another path than usual"],
    ["https://api.example.com/any", undefined, "ok", "https://api.example.com"],
    ["http://localhost:5080", "", "ok", "http://localhost:5080"],
    ["http://[::1]:5080", "", "ok", "http://[::1]:5080"],
    ["http://10.0.0.5", "", "warning", "http://10.0.0.5, not encrypted"],
    ["https://user:secret@api.example.com", "", "failed", "the address cannot be used"],
    ["api.example.com", "", "failed", "the address cannot be used"],
  ])("for %s where %j is usual, finds it %s", (baseUrl, basePath, outcome, found) => {
    const checked = checkBaseUrl(() => baseUrl, basePath);
    expect(checked.finding).toMatchObject({ outcome, found });
    expect(checked.url === undefined).toBe(outcome === "failed");
    expect(JSON.stringify(checked.finding)).not.toContain("secret");
  });

  test("for an address that cannot be had, fails", () => {
    const checked = checkBaseUrl(() => {
      throw new TypeError("no");
    }, "");
    expect(checked.finding.outcome).toBe("failed");
  });
});

describe("checkClock()", () => {
  const date = new Date(NOW).toUTCString();
  const judge = (localEpochMs: number, ageSeconds = 0) => checkClock({ date, ageSeconds, localEpochMs });

  test.each([
    [30_500, "ok"],
    [30_501, "warning"],
    [300_500, "warning"],
    [300_501, "failed"],
    [-29_500, "ok"],
    [-29_501, "warning"],
    [-299_500, "warning"],
    [-299_501, "failed"],
  ])("given a machine %d ms after the header's second, finds it %s", (ms, outcome) => {
    expect(judge(NOW + ms).outcome).toBe(outcome);
  });

  test("given an answer of a cache, adds its age", () => {
    expect(judge(NOW + 600_000, 600).outcome).toBe("ok");
  });

  test("says how far away the machine is, and on which side", () => {
    expect(judge(NOW + 361_000).found).toBe("this machine is 6 min ahead of the server");
    expect(judge(NOW - 40_000).found).toBe("this machine is 40 s behind the server");
  });

  test.each([null, "soon"])("given the header %j, does not judge", (header) => {
    expect(checkClock({ date: header, ageSeconds: 0, localEpochMs: NOW }).outcome).toBe("skipped");
  });
});

describe("judgeCertificate()", () => {
  const GOOD: ServerCertificate = {
    issuer: "Kite CA",
    validFromEpochMs: NOW - DAY_MS,
    validToEpochMs: NOW + 90 * DAY_MS,
    isSelfSigned: false,
    isForHost: true,
    chainError: undefined,
    isPinned: undefined,
  };
  const UNTRUSTED = { chainError: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" };

  test.each<[string, Partial<ServerCertificate>, string, string]>([
    ["a good one", {}, "ok", "90 days left, issued by Kite CA"],
    ["one without an issuer's name", { issuer: undefined }, "ok", "90 days left"],
    ["one with 21 days", { validToEpochMs: NOW + 21 * DAY_MS }, "ok", "21 days left, issued by Kite CA"],
    ["one with 20 days", { validToEpochMs: NOW + 20 * DAY_MS }, "warning", "20 days left, issued by Kite CA"],
    ["an unknown authority", UNTRUSTED, "failed", "the certificate is not trusted (UNABLE_TO_VERIFY_LEAF_SIGNATURE)"],
    ["itself as its authority", { ...UNTRUSTED, isSelfSigned: true }, "failed", "the certificate is signed by itself"],
    ["another name", { ...UNTRUSTED, isForHost: false }, "failed", "the certificate is for another host"],
    ["an end in the past", { ...UNTRUSTED, validToEpochMs: NOW - 1 }, "failed", "the certificate has expired"],
    [
      "a begin in the future",
      { ...UNTRUSTED, validFromEpochMs: NOW + 1 },
      "failed",
      "the certificate is not valid yet",
    ],
    ["the wrong pin", { isPinned: false }, "failed", "the certificate is not the pinned one"],
    ["the right pin, ended", { isPinned: true, validToEpochMs: NOW - DAY_MS }, "ok", "the pinned one"],
  ])("given %s, judges %o %s", (_, changes, outcome, found) => {
    const finding = judgeCertificate({ ...GOOD, ...changes }, false, NOW);
    expect(finding).toMatchObject({ outcome, found: expect.stringContaining(found) });
  });

  test("given a bad one that the connection was made in spite of, warns", () => {
    expect(judgeCertificate({ ...GOOD, ...UNTRUSTED }, true, NOW).outcome).toBe("warning");
  });
});

const PATIENT: Patient = {
  auth: { expiresAt: undefined },
  isRenewed: false,
  operation: "GET /kites",
  read: async () => undefined,
  isExpected: () => true,
};

const failure = (changes: Partial<CallFailure>): CallFailure => ({
  code: "HTTP_ERROR",
  operation: "GET /kites",
  status: undefined,
  vendorCode: undefined,
  systemCode: undefined,
  isPassing: false,
  ...changes,
});

describe("checkCredentials()", () => {
  const judge = (changes: Partial<CallFailure>) =>
    checkCredentials(PATIENT, { failure: failure(changes), durationMs: 1 }, NOW);

  test.each<[string, Partial<CallFailure>, string, string]>([
    ["401", { code: "AUTH_FAILED", status: 401 }, "failed", "refused with 401"],
    ["403", { status: 403 }, "warning", "not refused as such, but may not read (403)"],
    ["500", { status: 500 }, "skipped", "the answer to reading does not tell"],
    [
      "a call that was never sent",
      { code: "MISUSE", operation: undefined },
      "failed",
      "the client refused to send them",
    ],
    [
      "a refused login",
      { code: "AUTH_FAILED", operation: "POST /in", status: 400 },
      "failed",
      "the login was refused with 400",
    ],
    [
      "no login there",
      { code: "AUTH_FAILED", operation: "POST /in", status: 404 },
      "failed",
      "the login was refused with 404",
    ],
    [
      "a login that fails",
      { code: "AUTH_FAILED", operation: "POST /in", status: 503, isPassing: true },
      "failed",
      "the login failed with 503 (AUTH_FAILED)",
    ],
    [
      "a login without an answer",
      { code: "NETWORK_ERROR", operation: "POST /in", systemCode: "ECONNREFUSED" },
      "failed",
      "the login got no answer: the host refused the connection (ECONNREFUSED)",
    ],
  ])("given %s, judges %o %s", (_, changes, outcome, found) => {
    expect(judge(changes)).toMatchObject({ outcome, found });
  });

  test("given 401 after their end, says how long ago; a JWT's own end goes first", () => {
    const auth = { expiresAt: new Date(NOW + DAY_MS) };
    const patient = { ...PATIENT, auth, endsAt: new Date(NOW - 7_200_000) };
    const refused = { failure: failure({ status: 401 }), durationMs: 1 };
    expect(checkCredentials(patient, refused, NOW).found).toBe("refused with 401; they ended 2 h ago");
    expect(checkCredentials({ ...PATIENT, auth }, refused, NOW).found).toBe("refused with 401");
  });

  test.each([
    [undefined, false, "ok", "accepted"],
    [DAY_MS, false, "ok", "accepted; end in 1 d"],
    [3_600_001, false, "ok", "accepted; end in 1 h"],
    [3_600_000, false, "warning", "accepted; end in 1 h"],
    [0, false, "warning", "accepted, although they ended 0 s ago"],
    [60_000, true, "ok", "accepted; end in 1 min, and are renewed before"],
  ])("given accepted ones that end in %s ms, renewed %s, judges %s", (leftMs, isRenewed, outcome, found) => {
    const expiresAt = leftMs === undefined ? undefined : new Date(NOW + leftMs);
    const finding = checkCredentials({ ...PATIENT, isRenewed, auth: { expiresAt } }, { data: [], durationMs: 1 }, NOW);
    expect(finding).toMatchObject({ outcome, found });
  });
});

test.each<[Partial<CallFailure>, boolean]>([
  [{ status: 401 }, true],
  [{ operation: "POST /in", status: 503 }, true],
  [{ code: "MISUSE" }, true],
  [{ status: 403 }, false],
  [{ status: 500 }, false],
])("isRefused() of %o, is %s", (changes, expected) => {
  expect(isRefused(PATIENT, { failure: failure(changes), durationMs: 1 })).toBe(expected);
});

describe("checkRead()", () => {
  test.each<[Partial<CallFailure>, string, RegExp]>([
    [{ status: 403, vendorCode: "NoRole" }, "answered 403, NoRole", /right to read/],
    [{ status: 404 }, "answered 404", /base URL/],
    [{ status: 302 }, "answered 302", /base URL/],
    [{ status: 429 }, "answered 429", /limit/],
    [{ status: 500 }, "answered 500", /try again later/],
    [{ status: 400 }, "answered 400", /options/],
    [{ code: "RESPONSE_FORMAT", status: 200 }, "200 with a page, not with what the API answers", /login page/],
    [{ code: "NETWORK_ERROR", systemCode: "ECONNRESET" }, "the connection was cut (ECONNRESET)", /proxy/],
    [{ code: "DEADLINE_EXCEEDED" }, "no answer (DEADLINE_EXCEEDED)", /timeoutMs/],
  ])("given %o, says what and what to do", (changes, found, advice) => {
    expect(checkRead(PATIENT, { failure: failure(changes), durationMs: 1 })).toMatchObject({
      outcome: "failed",
      found: `GET /kites: ${found}`,
      advice: expect.stringMatching(advice),
    });
  });

  test("given 403 and a vendor's own advice, gives that", () => {
    const patient = { ...PATIENT, forbiddenAdvice: "Ask Kim" };
    expect(checkRead(patient, { failure: failure({ status: 403 }), durationMs: 1 }).advice).toBe("Ask Kim");
  });

  test.each([
    [[1, 2], "a list of 2"],
    [{ a: 1 }, "an object with 1 members"],
    ["secret", "a string"],
    [null, "null"],
  ])("given the data %j, tells their kind and size alone", (data, shape) => {
    expect(checkRead(PATIENT, { data, durationMs: 3.4 }).found).toBe(`GET /kites: ${shape} in 3 ms`);
  });
});

test.each([
  ["ECONNREFUSED", /refused/, true],
  ["ENOTFOUND", /name does not exist/, true],
  ["EAI_AGAIN", /looked up/, true],
  ["EHOSTUNREACH", /no way/, true],
  ["UND_ERR_CONNECT_TIMEOUT", /in time/, true],
  ["ETIMEDOUT", /in time/, true],
  ["ERR_SSL_WRONG_VERSION_NUMBER", /protocol/, false],
  ["ERR_TLS_CERT_ALTNAME_INVALID", /another host/, false],
  ["CERT_HAS_EXPIRED", /expired/, false],
  ["CERT_NOT_YET_VALID", /not valid yet/, false],
  ["SELF_SIGNED_CERT_IN_CHAIN", /by itself/, false],
  ["ECONNRESET", /cut/, false],
  ["EWHATEVER", /connection failed/, false],
  [undefined, /^the connection failed$/, false],
])("explainCode() and isUnreached() of %s, tell what it means", (code, words, isNobody) => {
  expect(explainCode(code).found).toMatch(words);
  if (code !== undefined) expect(explainCode(code).found).toContain(`(${code})`);
  expect(isUnreached(code)).toBe(isNobody);
});

test.each([
  [0, "0 s"],
  [59_999, "59 s"],
  [-60_000, "1 min"],
  [3_599_999, "59 min"],
  [3_600_000, "1 h"],
  [3 * DAY_MS + 1, "3 d"],
])("formatDuration(%d), is %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

const jwt = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;

test.each([
  ["a JWT with an end", jwt({ exp: NOW / 1_000 }), new Date(NOW)],
  ["a JWT without one", jwt({}), undefined],
  ["a JWT with an odd one", jwt({ exp: 1e300 }), undefined],
  ["a JWT of null", jwt(null), undefined],
  ["three words", "one.two.three", undefined],
  ["an opaque token", "abcdef", undefined],
  ["nothing", undefined, undefined],
])("readJwtEnd() of %s, tells the end or nothing", (_, token, end) => {
  expect(readJwtEnd(token)).toEqual(end);
});
