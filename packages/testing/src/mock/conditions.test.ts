import { afterEach, describe, expect, test } from "vitest";
import { createFakeClock } from "../clock/fake-clock.ts";
import { listServedFaults } from "./fault-gate.ts";
import { type Mock, type MockOptions, startMock } from "./start-mock.ts";

let mock: Mock | undefined;

async function start(options: MockOptions): Promise<Mock> {
  mock = await startMock("imply", options);
  return mock;
}

afterEach(async () => {
  await mock?.close();
  mock = undefined;
});

const HEADERS = { authorization: "Bearer t", "content-type": "application/json" };

function list({ url }: Mock): Promise<Response> {
  return fetch(`${url}/clusters`, { headers: HEADERS });
}

describe("a mock with a latency", () => {
  test("asked, answers after the time by its clock and not before", async () => {
    const clock = createFakeClock();
    const running = await start({ latencyMs: 30_000, clock });
    let isAnswered = false;
    const answer = list(running).then((response) => {
      isAnswered = true;
      return response;
    });
    while (clock.pendingTimers === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await clock.advance(29_999);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isAnswered).toBe(false);
    await clock.advance(1);
    expect((await answer).status).toBe(200);
    expect(clock.pendingTimers).toBe(0);
  });

  test.each([[-1], [Number.NaN], [[5, 1] as const]])("of %s, is refused before anything listens", async (latencyMs) => {
    await expect(startMock("imply", { latencyMs })).rejects.toThrow(/^Cannot wait for/);
  });
});

describe("a mock with a fault", () => {
  test("that resets the connection, lets the caller fail and writes the request down", async () => {
    const running = await start({ fault: "reset-before-answer", seed: 3 });
    await expect(list(running)).rejects.toThrow();
    expect(running.requests).toMatchObject([{ method: "GET", path: "/clusters" }]);
  });

  test("that answers another status, sends it and keeps what the vendor did", async () => {
    const running = await start({ fault: "status-503-then-up" });
    const response = await list(running);
    expect(running.requests).toHaveLength(1);
    expect(response.status).toBe(503);
  });

  test("that is over, answers as if nothing had been", async () => {
    const running = await start({ fault: "status-503-then-up" });
    const statuses: number[] = [];
    for (let count = 0; count < 12; count += 1) statuses.push((await list(running)).status);
    expect(statuses[0]).toBe(503);
    expect(statuses.at(-1)).toBe(200);
  });

  test("that nobody knows, is refused and the message lists the faults", async () => {
    await expect(startMock("imply", { fault: "no-such" })).rejects.toThrow(
      /Cannot serve fault "no-such".*status-503-then-up/,
    );
  });
});

describe("listServedFaults()", () => {
  test("asked, leaves out what a server that listens cannot do", () => {
    expect(listServedFaults()).not.toContain("connection-refused");
    expect(listServedFaults().length).toBeGreaterThan(50);
  });
});

describe("a strict mock", () => {
  test("given a query parameter that the document does not have, refuses it; a lenient one does not", async () => {
    const strict = await startMock("palette", { strict: true });
    const lenient = await startMock("palette");
    const ask = ({ url }: Mock) => fetch(`${url}/v1/projects/alerts?limitt=1`, { headers: { ApiKey: "k" } });
    try {
      expect([(await ask(strict)).status, (await ask(lenient)).status]).toEqual([400, 200]);
      expect(strict.violations).toMatchObject([{ pointer: "/query/limitt", rule: "unknown", side: "request" }]);
      expect(lenient.violations).toEqual([]);
    } finally {
      await strict.close();
      await lenient.close();
    }
  });

  test("given a member deep in the body that the document does not have, names its place", async () => {
    const strict = await startMock("palette", { strict: true });
    try {
      const body = JSON.stringify({ metadata: { name: "one", nmae: "two", labels: { any: "is known" } } });
      const headers = { ApiKey: "k", "content-type": "application/json" };
      const response = await fetch(`${strict.url}/v1/projects`, { method: "POST", headers, body });
      expect(strict.violations.map(({ pointer, rule }) => [pointer, rule])).toEqual([
        ["/body/metadata/nmae", "unknown"],
      ]);
      expect(response.status).toBe(400);
    } finally {
      await strict.close();
    }
  });
});
