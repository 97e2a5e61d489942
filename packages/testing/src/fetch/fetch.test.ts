import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { failureOf } from "./failure-of.ts";
import { createFetchWithout } from "./fetch-without.ts";
import { createRecordingFetch, json } from "./recording-fetch.ts";
import { withPollutedPrototype } from "./with-polluted-prototype.ts";

test("createRecordingFetch(), three requests and two answers, records each and repeats the last answer", async () => {
  const { fetch, sent } = createRecordingFetch(json("first"), ({ method }) => Response.json(method, { status: 202 }));
  const init = { method: "PUT", body: "text", headers: { "X-Kite": "1" }, redirect: "manual" } as const;
  const answers = [await fetch("https://example.com/a"), await fetch("https://example.com/b?c=1", init)];
  answers.push(await fetch("https://example.com/d"));
  expect(sent.map(({ line }) => line)).toEqual([
    "GET https://example.com/a",
    "PUT https://example.com/b?c=1",
    "GET https://example.com/d",
  ]);
  expect(sent[1]).toMatchObject({ method: "PUT", url: "https://example.com/b?c=1", body: "text", redirect: "manual" });
  expect(sent[1]?.headers.get("x-kite")).toBe("1");
  expect(answers.map(({ status }) => status)).toEqual([200, 202, 202]);
  expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual(["first", "PUT", "GET"]);
});

test("createRecordingFetch() without answers, answers 204", async () => {
  const { fetch } = createRecordingFetch();
  expect((await fetch("https://example.com/")).status).toBe(204);
});

test("createRecordingFetch(), asked without end, rejects", async () => {
  const { fetch } = createRecordingFetch();
  const ask = async () => {
    for (;;) await fetch("https://example.com/");
  };
  await expect(ask()).rejects.toThrow("more than 100 requests");
});

test("createFetchWithout(), sends all headers but those named", async () => {
  const server = createServer(({ headers }, response) => response.end(JSON.stringify(headers))).listen(0);
  try {
    const { port } = server.address() as AddressInfo;
    const headers = { Authorization: "a", Cookie: "b", "X-Kite": "c" };
    const answer = await createFetchWithout("authorization", "Cookie")(`http://localhost:${port}/`, { headers });
    const arrived = await answer.json();
    expect(arrived).toMatchObject({ "x-kite": "c" });
    expect(arrived).not.toHaveProperty("authorization");
    expect(arrived).not.toHaveProperty("cookie");
  } finally {
    server.close();
    server.closeAllConnections();
  }
});

test("failureOf(), tells a rejection from a success", async () => {
  expect(await failureOf(Promise.reject(new RangeError("no")))).toBeInstanceOf(RangeError);
  expect(await failureOf(Promise.resolve(1))).toBeUndefined();
});

test("withPollutedPrototype(), a function that throws, lets every object inherit the members until then", () => {
  const inherited: unknown[] = [];
  const look = () => inherited.push(Reflect.get({}, "kite"));
  const run = () => {
    look();
    throw new RangeError("no");
  };
  expect(() => withPollutedPrototype({ kite: 1 }, run)).toThrow(RangeError);
  look();
  expect(inherited).toEqual([1, undefined]);
});
