import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import type { SentRequest } from "../fetch/recording-fetch.ts";
import { startMock } from "../mock/start-mock.ts";

/** A report as every vendor's doctor gives it. */
export interface AnyReport {
  readonly vendor: string;
  readonly host: string | undefined;
  readonly outcome: string;
  readonly checks: readonly AnyCheck[];
}

interface AnyCheck {
  readonly name: string;
  readonly outcome: string;
  readonly found: string;
  readonly advice?: string;
  readonly durationMs: number;
}

interface Injected {
  readonly fetch?: typeof globalThis.fetch;
  readonly baseUrl: string;
}

/** How one vendor's doctor is tested. */
export interface DoctorUnderTest {
  readonly vendor: string;
  /** Calls the doctor with the vendor's credentials, each of which holds {@link HONEY}. */
  readonly examine: (injected: Injected, run?: { readonly signal?: AbortSignal }) => Promise<AnyReport>;
  readonly format: (report: AnyReport) => string;
  /** The path of the base URL. */
  readonly path: string;
  /** Answers to logins and other calls that are neither the first nor the reading one. */
  readonly answers?: Readonly<Record<string, unknown>>;
  /** The line of the reading call, such as `GET https://api.example.com/v1/packs?limit=1`. */
  readonly read: string;
  /** The body of the reading call's success. */
  readonly body: unknown;
  /** Every line that is sent where all is well, the first request and logins included. */
  readonly lines: readonly string[];
  /** The header that carries the credentials of the reading call, and its value. */
  readonly credentials: readonly [name: string, value: string];
}

/** Stands in every credential of a test; nothing else looks like it. */
export const HONEY = "h0ney-4711-canary-value";

const ORIGIN = "https://api.example.com";
const NAMES = ["options", "base URL", "connection", "certificate", "clock", "credentials", "scope", "read"];

interface Script {
  /** Thrown or answered to the first request. */
  readonly first?: () => Response;
  /** Answered to the reading call. */
  readonly read?: () => Response;
}

/** Describes what every vendor's doctor has to find, against an injected `fetch` and against the vendor's mock. */
export function describeDoctor(subject: DoctorUnderTest): void {
  const run = async (script: Script = {}) => {
    const { fetch, sent } = createScriptedFetch(subject, script);
    const report = await subject.examine({ fetch, baseUrl: ORIGIN + subject.path });
    return { report, sent, found: Object.fromEntries(report.checks.map((check) => [check.name, check])) };
  };

  describe(`the doctor of ${subject.vendor}`, () => {
    test("given a good set-up, sends credentials with the reading call only, and finds nothing wrong", async () => {
      const { report, sent } = await run();
      expect(sent.map(({ line }) => line)).toEqual(subject.lines);
      const [name, value] = subject.credentials;
      expect(sent[0]?.headers.get(name)).toBe(null);
      expect(sent.find(({ line }) => line === subject.read)?.headers.get(name)).toBe(value);
      expect(report.checks.map((check) => check.name)).toEqual(NAMES);
      expect(report.checks.filter(({ outcome }) => outcome === "failed" || outcome === "warning")).toEqual([]);
      expect(report).toMatchObject({ vendor: subject.vendor, host: "api.example.com", outcome: "ok" });
    });

    test.each([
      ["a refused connection", "ECONNREFUSED", /refused the connection/],
      ["a wrong host", "ENOTFOUND", /does not exist/],
      ["a certificate for another host", "ERR_TLS_CERT_ALTNAME_INVALID", /another host/],
      ["a certificate signed by itself", "DEPTH_ZERO_SELF_SIGNED_CERT", /signed by itself/],
      ["an expired certificate", "CERT_HAS_EXPIRED", /expired/],
    ])("given %s, says so and sends no credentials", async (_, code, words) => {
      const first = () => {
        throw new TypeError("fetch failed", { cause: Object.assign(new Error(HONEY), { code }) });
      };
      const { report, sent, found } = await run({ first });
      expect(sent).toHaveLength(1);
      expect(found["connection"]).toMatchObject({ outcome: "failed", found: expect.stringMatching(words) });
      expect(found["connection"]?.found).toContain(code);
      expect(["clock", "credentials", "scope", "read"].map((name) => found[name]?.outcome)).toEqual(
        Array(4).fill("skipped"),
      );
      expectNoHoney(subject, report);
    });

    test.each([
      [29, "ok"],
      [-29, "ok"],
      [31, "warning"],
      [-31, "warning"],
      [360, "failed"],
      [-360, "failed"],
    ])("given a server whose clock is %d s away, finds the clock %s", async (seconds, outcome) => {
      const date = new Date(Date.now() + seconds * 1_000).toUTCString();
      const { found } = await run({ first: () => new Response(null, { status: 404, headers: { date } }) });
      expect(found["clock"]?.outcome).toBe(outcome);
      if (outcome !== "ok") expect(found["clock"]?.found).toContain(seconds > 0 ? "behind" : "ahead of");
    });

    test("given an answer of 401, finds the credentials refused and asks no more", async () => {
      const { report, found } = await run({ read: echo(401) });
      expect(found["credentials"]).toMatchObject({ outcome: "failed", found: expect.stringContaining("401") });
      expect([found["scope"]?.outcome, found["read"]?.outcome]).toEqual(["skipped", "skipped"]);
      expect(report.outcome).toBe("failed");
    });

    test("given an answer of 403, does not call the credentials refused, and finds no right to read", async () => {
      const { found } = await run({ read: echo(403) });
      expect(found["credentials"]).toMatchObject({ outcome: "warning", found: expect.stringContaining("403") });
      expect(found["read"]).toMatchObject({ outcome: "failed", found: expect.stringContaining("403") });
    });

    test("given a login page with 200, finds a page in place of the API", async () => {
      const { found } = await run({ read: page });
      expect(found["read"]).toMatchObject({ outcome: "failed", advice: expect.stringContaining("login page") });
      expect(found["credentials"]?.outcome).toBe("skipped");
    });

    test("given another service behind the address, does not take its answer for the vendor's", async () => {
      const { found } = await run({ read: () => Response.json({ hello: HONEY }) });
      expect(found["read"]?.outcome).toMatch(/^(warning|failed)$/);
      expect(found["read"]?.advice).toContain("base URL");
    });

    const echoes: readonly (readonly [title: string, answer: () => Response])[] = [
      ["of 200", () => Response.json(subject.body, { headers: { "x-request-id": HONEY } })],
      ...[400, 401, 403, 404, 429, 500].map((status) => [`of ${status}`, echo(status)] as const),
      ["with a page", page],
    ];
    test.each(echoes)("given an answer %s that echoes all it was sent, shows no secret", async (_, read) => {
      const { report } = await run({ read, first: echo(200) });
      expectNoHoney(subject, report);
    });

    test("given an address that cannot be used, fails two checks and throws nothing", async () => {
      const report = await subject.examine({ baseUrl: `https://user:${HONEY}@api.example.com/` });
      expect(report.host).toBeUndefined();
      expect(report.checks.slice(0, 2).map(({ outcome }) => outcome)).toEqual(["failed", "failed"]);
      expect(report.checks.map(({ name }) => name)).toEqual(NAMES);
      expectNoHoney(subject, report);
    });

    test("ended by its caller, rejects with the reason", async () => {
      const controller = new AbortController();
      const fetch = () => {
        controller.abort("enough");
        return new Promise<Response>(() => {});
      };
      const examined = subject.examine({ fetch, baseUrl: ORIGIN + subject.path }, { signal: controller.signal });
      await expect(examined).rejects.toBe("enough");
    });

    test("against the mock, reads without a violation of the vendor's document", async () => {
      const mock = await startMock(subject.vendor);
      try {
        const report = await subject.examine({ baseUrl: mock.url });
        expect(report.checks.filter(({ outcome }) => outcome === "failed")).toEqual([]);
        expect(report.checks.find(({ name }) => name === "connection")?.outcome).toBe("ok");
        expect(report.checks.find(({ name }) => name === "credentials")?.found).toContain("accepted");
        // The first request goes to the address itself, which is no operation.
        expect(mock.requests.slice(1).flatMap(({ violations }) => violations)).toEqual([]);
        expect(mock.requests.length).toBeGreaterThan(1);
      } finally {
        await mock.close();
      }
    }, 30_000);
  });
}

function createScriptedFetch({ read, body, answers = {} }: DoctorUnderTest, script: Script) {
  const sent: SentRequest[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { method, url, headers, redirect } = request;
    const line = `${method} ${url}`;
    sent.push({ method, url, line, headers, redirect, body: await request.text() });
    if (sent.length === 1) return (script.first ?? answerNow)();
    if (line === read) return script.read?.() ?? Response.json(body);
    const answer = answers[line];
    return answer === undefined ? new Response(null, { status: 404 }) : Response.json(answer);
  };
  return { fetch, sent };
}

function answerNow(): Response {
  return new Response(null, { status: 404, headers: { date: new Date().toUTCString() } });
}

function page(): Response {
  return new Response(`<html><body>${HONEY}</body></html>`, { headers: { "content-type": "text/html" } });
}

/** An answer as careless servers write it. */
function echo(status: number): () => Response {
  const texts = { code: HONEY, message: HONEY, error: HONEY, err: HONEY, data: null, ref: HONEY };
  const errors = [{ message: HONEY, extensions: { code: HONEY } }];
  return () =>
    Response.json({ ...texts, errors }, { status, headers: { "x-request-id": HONEY, server: HONEY, date: HONEY } });
}

/** @throws where a report shows the honey, in whole, encoded or in its first characters. */
function expectNoHoney({ format }: DoctorUnderTest, report: AnyReport): void {
  const forms = [HONEY, encodeURIComponent(HONEY), btoa(HONEY).slice(0, 12), HONEY.slice(0, 8)];
  const shown = [JSON.stringify(report), inspect(report, { depth: null, showHidden: true }), format(report)].join("\n");
  expect(forms.filter((form) => shown.includes(form))).toEqual([]);
}
