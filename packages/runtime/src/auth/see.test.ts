import { expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { createFakeClock } from "../../test-fixtures/fake-clock.ts";
import { scriptFetch } from "../../test-fixtures/script-fetch.ts";

test("see(), a call that is sent three times, is told of each answer with its request before the body is read", async () => {
  const clock = createFakeClock();
  const { fetch } = scriptFetch([503, () => new Response("{", { status: 502 }), 200]);
  const told: string[] = [];
  const authenticate = Object.assign(() => {}, {
    see: (request: { operation: string }, response: Response) =>
      void told.push(`${request.operation} ${response.status} ${response.bodyUsed}`),
  });
  const client = createClient({ baseUrl: "https://see.example.com", fetch, clock, authenticate });
  await clock.runUntil(client.GET("/v1/x", { maxAttempts: 3 }));
  expect(told).toEqual(["GET /v1/x 503 false", "GET /v1/x 502 false", "GET /v1/x 200 false"]);
});
