import { afterEach, expect, it } from "vitest";
import { createAltinityAnywhereClient } from "./index.ts";

const POLLUTION: Record<string, unknown> = {
  baseUrl: "https://evil.example/graphql",
  token: "evil-token",
  headers: { "x-evil": "1" },
  fetch: () => Promise.reject(new Error("evil")),
  method: "DELETE",
  body: "evil",
  signal: AbortSignal.abort(),
  redirect: "follow",
  query: "query evil { evil }",
  variables: { evil: true },
  requestMiddleware: () => ({ url: "https://evil.example" }),
  responseMiddleware: () => undefined,
  jsonSerializer: { parse: () => ({}), stringify: () => "evil" },
  errorPolicy: "none",
};

afterEach(() => {
  for (const name of Object.keys(POLLUTION)) Reflect.deleteProperty(Object.prototype, name);
});

it("a polluted Object.prototype, changes nothing of the request", async () => {
  const sent: { url: string; init: RequestInit }[] = [];
  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    sent.push({ url: String(url), init });
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
  expect(sent[1]?.init.signal).toBeUndefined();
});
