import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ClientEvent } from "../events/client-event.ts";
import { OutgoingRequest } from "../request/outgoing-request.ts";
import { withHeader } from "./credentials.ts";
import { withKnownEnd } from "./ending-credentials.ts";

const END = "2030-01-31T12:00:00Z";
const END_MS = Date.parse(END);
const HOUR_MS = 3_600_000;

function setUp(options: { expiresAt?: Date | string; warnBeforeMs?: number } = {}) {
  const events: ClientEvent[] = [];
  const authenticate = withKnownEnd(withHeader("ApiKey", "honey"), {
    name: "apiKeyExpiresAt",
    vendor: "acme",
    expiresAt: END,
    onEvent: (event) => events.push(event),
    ...options,
  });
  const call = (epochMs: number) => {
    vi.setSystemTime(epochMs);
    const init = { method: "GET", headers: new Headers(), operation: "GET /x" };
    const request = new OutgoingRequest("http://localhost/x", init);
    authenticate(request);
    return request.headers.get("ApiKey");
  };
  return { authenticate, events, call };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("withKnownEnd()", () => {
  test("calls until the last hour, tell nothing; those within it, tell once and without the secret", () => {
    const { events, call } = setUp();
    expect([call(0), call(END_MS - HOUR_MS - 1)]).toEqual(["honey", "honey"]);
    expect(events).toEqual([]);
    for (const leftMs of [HOUR_MS, 5, 0, -5]) expect(call(END_MS - leftMs)).toBe("honey");
    expect(events).toEqual([
      {
        type: "credentials",
        vendor: "acme",
        operation: "GET /x",
        attributes: { "credentials.state": "ending", "credentials.expires_at": "2030-01-31T12:00:00.000Z" },
      },
    ]);
  });

  test("another time before the end, tells then", () => {
    const { events, call } = setUp({ warnBeforeMs: 10 });
    call(END_MS - 11);
    expect(events).toHaveLength(0);
    call(END_MS - 10);
    expect(events).toHaveLength(1);
  });

  test("no call, no event and no timer", () => {
    const { events } = setUp();
    vi.setSystemTime(END_MS);
    expect(events).toEqual([]);
  });

  test.each([END, new Date(END_MS)])("%s, is what expiresAt() answers", (expiresAt) => {
    expect(setUp({ expiresAt }).authenticate.expiresAt?.()).toEqual(new Date(END_MS));
  });

  test.each([
    "",
    "tomorrow",
    new Date(Number.NaN),
    {} as Date,
  ])("%j, throws TypeError with the name of the option", (expiresAt) => {
    expect(() => setUp({ expiresAt })).toThrow(/^Cannot use apiKeyExpiresAt: /);
  });
});
