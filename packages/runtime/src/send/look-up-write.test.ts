import { createFakeClock } from "@vendor-clients/testing/clock";
import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { connectionError, type Step, scriptFetch } from "../../test-fixtures/script-fetch.ts";
import type { LookUp, LostWrite, SendRules } from "../options.ts";

const RESET = connectionError("ECONNRESET");
type Found = Awaited<ReturnType<LookUp>>;

/** Sends one creation whose look-up answers by a script, the last answer again and again. */
async function create(steps: readonly Step[], found: readonly (Found | Error)[], maxAttempts = 50) {
  const clock = createFakeClock();
  const { fetch, sent } = scriptFetch(steps, clock.now);
  const looked: { atMs: number; lost: LostWrite }[] = [];
  const rules: SendRules = {
    classOf: () => "write-with-lookup",
    settleMs: 3_000,
    lookUps: {
      "POST /v1/kites": async (lost) => {
        const answer = found[Math.min(looked.length, found.length - 1)];
        looked.push({ atMs: clock.now(), lost });
        if (answer instanceof Error) throw answer;
        return answer ?? "unclear";
      },
    },
  };
  const client = createClient({
    baseUrl: "https://api.example.com",
    fetch,
    clock,
    maxAttempts,
    loadSendRules: async () => rules,
  });
  const call = client.POST("/v1/kites", { body: { name: "k1" } });
  const result = await clock.runUntil(call.catch((error) => error));
  return { result, sent, looked, clock };
}

describe("a creation whose answer was lost", () => {
  test.each<[string, Step]>([
    ["reset", RESET],
    ["answered 503", 503],
    ["answered 500", 500],
    ["answered with a web page", () => new Response("<html>", { headers: { "content-type": "text/html" } })],
  ])("%s, and is found, gives what was found and is sent once", async (_, step) => {
    const { result, sent, looked, clock } = await create([step], [{ data: { uid: "u1" } }]);
    expect(result).toMatchObject({ data: { uid: "u1" }, response: { ok: true } });
    expect(sent).toHaveLength(1);
    expect(looked[0]?.lost).toMatchObject({ operation: "POST /v1/kites", init: { body: { name: "k1" } } });
    expect(Math.abs((looked[0]?.lost.sentAtEpochMs ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(clock.pendingTimers).toBe(0);
  });

  test("that appears after a while, is found by the second look and sent once", async () => {
    const { result, sent, looked } = await create([RESET], ["absent", { data: "late" }]);
    expect(result.data).toBe("late");
    expect(looked.map(({ atMs }) => atMs)).toEqual([0, 3_000]);
    expect(sent).toHaveLength(1);
  });

  test("that did nothing, is sent once more after the second look", async () => {
    const { result, sent } = await create([RESET, 200], ["absent"]);
    expect(result.data).toEqual({ status: 200 });
    expect(sent).toHaveLength(2);
    expect(sent[1]?.atMs).toBeGreaterThanOrEqual(3_000);
  });

  test("twice, is found by the look after the second", async () => {
    const { result, sent } = await create([RESET, 503], ["absent", "absent", { data: "second" }]);
    expect(result.data).toBe("second");
    expect(sent).toHaveLength(2);
  });

  test("twice and found nowhere, is in doubt and not sent a third time", async () => {
    const { result, sent } = await create([RESET], ["absent"]);
    expect(result).toMatchObject({ code: "AMBIGUOUS_WRITE", attempts: 2 });
    expect(sent).toHaveLength(2);
  });

  test.each<[string, Found | Error]>([
    ["cannot be told", "unclear"],
    ["fails", new Error("down")],
  ])("and whose look-up %s, is in doubt and sent once", async (_, found) => {
    const { result, sent } = await create([RESET], [found]);
    expect(result).toMatchObject({ code: "AMBIGUOUS_WRITE", attempts: 1 });
    expect(sent).toHaveLength(1);
  });

  test("with no attempt left, is in doubt and sent once", async () => {
    const { result, sent } = await create([RESET], ["absent"], 1);
    expect(result).toMatchObject({ code: "AMBIGUOUS_WRITE" });
    expect(sent).toHaveLength(1);
  });
});

describe("a creation whose name is taken", () => {
  test("by what it would create, gives that", async () => {
    const { result, looked } = await create([409], [{ data: "same" }]);
    expect(result.data).toBe("same");
    expect(looked).toHaveLength(1);
  });

  test("by what it would create, which is listed after a while, gives that", async () => {
    const { result, looked } = await create([409], ["absent", { data: "same" }]);
    expect(result.data).toBe("same");
    expect(looked.map(({ atMs }) => atMs)).toEqual([0, 3_000]);
  });

  test.each<[string, Found | Error, number]>([
    ["by something else", "unclear", 1],
    ["by nothing that is listed", "absent", 2],
    ["by something that cannot be looked up", new Error("down"), 1],
  ])("%s, is answered 409 and sent once", async (_, found, looks) => {
    const { result, sent, looked } = await create([409], [found]);
    expect(result.response.status).toBe(409);
    expect(sent).toHaveLength(1);
    expect(looked).toHaveLength(looks);
  });

  test("after it was lost once, and cannot be told from its own, is in doubt", async () => {
    const { result } = await create([RESET, 409], ["absent", "absent", "unclear"]);
    expect(result).toMatchObject({ code: "AMBIGUOUS_WRITE", attempts: 2 });
  });
});

test("a creation without a look-up of its own, is in doubt as any write", async () => {
  const { fetch, sent } = scriptFetch([RESET]);
  const client = createClient({ baseUrl: "https://api.example.com", fetch });
  const call = client.POST("/v1/kites", { body: {}, operationClass: "write-with-lookup" });
  await expect(call).rejects.toMatchObject({ code: "AMBIGUOUS_WRITE" });
  expect(sent).toHaveLength(1);
});
