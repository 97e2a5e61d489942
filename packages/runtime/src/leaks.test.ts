import { getEventListeners } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { createClient, type UntypedClient } from "../test-fixtures/create-client.ts";
import { listen, sendJson } from "../test-fixtures/start-server.ts";
import { type Clock, systemClock } from "./time/clock.ts";

/** LEAK_CALLS sets another number of calls. */
const CALLS = Number(process.env["LEAK_CALLS"] ?? 2_000);
const AT_ONCE = 50;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Waits that follow a failure pass a thousand times faster, the limits of calls, short or long, do not. */
const clock: Clock = {
  now: systemClock.now,
  setTimer: (run, delayMs) => systemClock.setTimer(run, delayMs < 50 || delayMs > 30_000 ? delayMs : delayMs / 1_000),
};

/** What the server does with a call, by the last part of its path; whatever fails does so for the first time only. */
const ANSWERS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  throttled: (response) => sendJson(response, { message: "x".repeat(1_000) }, 429, { "retry-after": "0" }),
  failing: (response) => sendJson(response, { message: "x".repeat(1_000) }, 500),
  cut: (response) => void response.writeHead(200, { "content-length": "100" }).write("[1,", () => response.destroy()),
  html: (response) => void response.writeHead(200, { "content-type": "text/html" }).end("<html>".repeat(1_000)),
  refused: (response) => sendJson(response, { message: "x".repeat(100_000) }, 404),
  endless: (response) => void response.writeHead(200).write(Buffer.alloc(100_000)),
};

async function start() {
  const seen = new Set<string>();
  const server = createServer((request, response) => {
    const { url = "" } = request;
    const isFirst = !seen.has(url);
    seen.add(url);
    request.resume();
    const answer = isFirst ? ANSWERS[url.split("/").at(-1) ?? ""] : undefined;
    if (answer) answer(response);
    else sendJson(response, { ok: true });
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  const close = () =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("a connection is still open")), 15_000);
      server.close(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  return { url, close };
}

/** Calls that leave something behind if anybody does: retries, bodies that nobody reads to their end, aborts. */
const CALLS_BY_KIND: readonly ((client: UntypedClient, id: number, signal: AbortSignal) => Promise<unknown>)[] = [
  (client, id, signal) => client.GET(`/${id}/ok`, { signal }),
  (client, id, signal) => client.GET(`/${id}/throttled`, { signal }),
  (client, id, signal) => client.GET(`/${id}/cut`, { signal }),
  (client, id, signal) => client.GET(`/${id}/html`, { signal }),
  (client, id, signal) => client.GET(`/${id}/refused`, { signal }),
  (client, id, signal) => client.POST(`/${id}/failing`, { signal, body: { a: 1 } }),
  (client, id, signal) => client.GET(`/${id}/endless`, { signal, maxBodyBytes: 1_000 }),
  (client, id, signal) => client.GET(`/${id}/endless`, { signal, attemptTimeoutMs: 30, timeoutMs: 40 }),
  async (client, id, signal) => {
    const { data } = await client.GET(`/${id}/endless`, { signal, parseAs: "stream" });
    await (data as ReadableStream).cancel();
  },
  async (client, id) => {
    const controller = new AbortController();
    const call = client.GET(`/${id}/endless`, { signal: controller.signal });
    setTimeout(() => controller.abort("enough"), 5);
    await call;
  },
];

const OUTCOMES = ["AMBIGUOUS_WRITE", "RESPONSE_TOO_LARGE", "enough", "ok"];

/** Bytes that a call may leave on the heap; one answer or one signal that is kept weighs more. */
const MOST_PER_CALL = 500;

const countTimers = () => process.getActiveResourcesInfo().filter((name) => /^(Timeout|Immediate)$/.test(name)).length;

test("thousands of calls with retries, unread bodies and aborts, leave nothing behind", {
  timeout: 120_000,
}, async () => {
  const server = await start();
  const { signal } = new AbortController();
  const client = createClient({ baseUrl: server.url, clock, maxAttempts: 100 });
  const timersBefore = countTimers();
  const outcomes = new Map<string, number>();
  let id = 0;
  const runUntil = async (last: number) => {
    const worker = async () => {
      while (id < last) {
        const own = id++;
        const call = CALLS_BY_KIND[own % CALLS_BY_KIND.length]?.(client, own, signal);
        const outcome = await call?.then(
          () => "ok",
          (error) => error?.code ?? error,
        );
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    for (let i = 0; i < 3; i++) {
      await new Promise((resolve) => setImmediate(resolve));
      collectGarbage();
    }
    return process.memoryUsage().heapUsed;
  };

  const warm = await runUntil(CALLS / 2);
  const end = await runUntil(CALLS);

  // A time limit may pass before or after the headers.
  expect([...outcomes.keys()].filter((one) => !/_TIMEOUT$|^DEADLINE_/.test(one)).sort()).toEqual(OUTCOMES);
  expect(getEventListeners(signal, "abort")).toEqual([]);
  // Resolves when no connection is left; idle ones are closed, those of a body that nobody gave up are not.
  await server.close();
  expect(countTimers()).toBeLessThanOrEqual(timersBefore);
  expect((end - warm) / (CALLS / 2)).toBeLessThan(MOST_PER_CALL);
});
