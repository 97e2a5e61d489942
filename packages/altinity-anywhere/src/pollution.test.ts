import { afterEach, expect, it } from "vitest";
import { createAltinityAnywhereClient } from "./index.ts";

const evilEvents: unknown[] = [];
const evilSignal = AbortSignal.abort();
const POLLUTION: Record<string, unknown> = {
  baseUrl: "https://evil.example/graphql",
  token: "evil-token",
  headers: { "x-evil": "1" },
  fetch: () => Promise.reject(new Error("evil")),
  method: "DELETE",
  body: "evil",
  signal: evilSignal,
  redirect: "follow",
  query: "query evil { evil }",
  variables: { evil: true },
  requestMiddleware: () => ({ url: "https://evil.example" }),
  responseMiddleware: () => undefined,
  jsonSerializer: { parse: () => ({}), stringify: () => "evil" },
  errorPolicy: "none",
  authenticate: () => Promise.reject(new Error("evil")),
  clock: { now: () => Number.NaN, setTimer: () => () => {} },
  rateLimiter: { take: () => Promise.reject(new Error("evil")), pause: () => {} },
  onEvent: (event: unknown) => evilEvents.push(event),
  operationClass: "evil",
  timeoutMs: -1,
  attemptTimeoutMs: -1,
  maxAttempts: -1,
  maxBodyBytes: 1,
  allowUnverifiedTlsFromEnvironment: true,
};

afterEach(() => {
  for (const name of Object.keys(POLLUTION)) Reflect.deleteProperty(Object.prototype, name);
});

it("a polluted Object.prototype, changes nothing of the request", async () => {
  const sent: { url: string; init: RequestInit }[] = [];
  const signals: (AbortSignal | null | undefined)[] = [];
  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    // Every attempt has a signal of its own.
    const { signal, ...rest } = init;
    sent.push({ url: String(url), init: rest });
    signals.push(signal);
    return Response.json({ data: { awsEnvs: [] } });
  };
  const ask = () =>
    createAltinityAnywhereClient({ token: "a-token", baseUrl: "https://api.example.com", fetch }).query("awsEnvs");
  await ask();
  for (const [name, value] of Object.entries(POLLUTION)) {
    Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
  }
  const result = await ask();

  expect(result).toMatchObject({ data: [] });
  expect(sent[1]).toEqual(sent[0]);
  expect(signals[1]).not.toBe(evilSignal);
  expect(evilEvents).toEqual([]);
});
