import { AuthError, type ClientEvent, HttpError, WaitError } from "@vendor-clients/runtime";
import { failureOf } from "@vendor-clients/testing";
import { describe, expect, it } from "vitest";
import { createSceneWith, failure, type Step, status, TOKEN } from "../contract/scene.ts";
import type { EnvironmentKind } from "./quirks.ts";
import { waitForEnvironmentApplied, waitForEnvironmentDeleted } from "./wait.ts";

const NAME = "acme-staging";

interface Status {
  readonly appliedSpecRevision?: number;
  readonly pendingDelete?: boolean;
  readonly errors?: readonly { code: string; message: string }[];
}

/** An answer that shows an environment which is asked to have revision 3. */
function showing(status: Status = {}) {
  const full = { appliedSpecRevision: 0, pendingDelete: false, errors: [], ...status };
  return { data: { awsEnv: { name: NAME, specRevision: 3, status: full } } };
}

const disconnected = [{ code: "DISCONNECTED", message: "not connected" }];
const GONE = { data: { awsEnv: null } };
const failing = (message: string, code?: string) => ({
  data: { awsEnv: null },
  errors: [{ message, ...(code && { extensions: { code } }) }],
});

/** Each look is one request, so that looks can be counted. */
const createLooks = (...steps: readonly Step[]) => createSceneWith({ maxAttempts: 1 }, steps);

describe("waitForEnvironmentApplied()", () => {
  it("a new environment that connects and is applied, looks every 30 s and returns it", async () => {
    const { clock, client, sentAtMs, bodies } = createLooks(
      showing({ errors: disconnected }),
      showing({ errors: [{ code: "K8S_DISCONNECTED", message: "" }] }),
      showing({ appliedSpecRevision: 2 }),
      showing({ appliedSpecRevision: 3 }),
    );
    const states: string[] = [];
    const options = { clock, onProgress: ({ state }: { state: string }) => states.push(state) };
    const environment = await clock.runUntil(waitForEnvironmentApplied(client, "awsEnv", NAME, options));

    expect(environment).toMatchObject({ name: NAME, specRevision: 3, status: { appliedSpecRevision: 3 } });
    expect(states).toEqual([
      "revision 0 of 3, DISCONNECTED",
      "revision 0 of 3, K8S_DISCONNECTED",
      "revision 2 of 3",
      "revision 3 of 3",
    ]);
    expect(sentAtMs[0]).toBe(30_000);
    for (let index = 1; index < sentAtMs.length; index++) {
      const pause = (sentAtMs[index] ?? 0) - (sentAtMs[index - 1] ?? 0);
      expect(pause).toBeGreaterThanOrEqual(30_000);
      expect(pause).toBeLessThanOrEqual(36_000);
    }
    expect(JSON.parse(bodies[0] ?? "").variables).toEqual({ name: NAME });
    expect(clock.pendingTimers).toBe(0);
  });

  it("a revision that the mutation answered, waits for that one and not for the one asked for before", async () => {
    const { clock, client, sentAtMs } = createLooks(
      showing({ appliedSpecRevision: 3 }),
      showing({ appliedSpecRevision: 4 }),
    );
    await clock.runUntil(waitForEnvironmentApplied(client, "awsEnv", NAME, { clock, specRevision: 4 }));
    expect(sentAtMs).toHaveLength(2);
  });

  it("resumed by its name, looks at once", async () => {
    const { clock, client, sentAtMs } = createLooks(showing({ appliedSpecRevision: 3 }));
    await clock.runUntil(waitForEnvironmentApplied(client, "awsEnv", NAME, { clock, firstDelayMs: 0 }));
    expect(sentAtMs).toEqual([0]);
  });

  it.each([
    [
      "an error of its status",
      showing({ errors: [...disconnected, { code: "CLOUD_PROVIDER_QUOTA_EXCEEDED", message: "secret" }] }),
      "revision 0 of 3, DISCONNECTED CLOUD_PROVIDER_QUOTA_EXCEEDED",
    ],
    ["its deletion", showing({ pendingDelete: true }), "revision 0 of 3, pending delete"],
  ])("%s, fails with what was seen", async (_, answer, lastState) => {
    const { clock, client } = createLooks(showing({ errors: disconnected }), answer);
    const error = await failureOf(clock.runUntil(waitForEnvironmentApplied(client, "awsEnv", NAME, { clock })));

    expect(error).toBeInstanceOf(WaitError);
    expect(error).toMatchObject({
      code: "WAIT_FAILED",
      resourceId: NAME,
      lastState,
      operation: "wait for awsEnv to be applied",
    });
    expect((error as WaitError).history.map(({ state }) => state)).toEqual([
      "revision 0 of 3, DISCONNECTED",
      lastState,
    ]);
    expect(JSON.stringify(error)).not.toContain("secret");
  });

  it("an environment that is not there for a minute, fails; one that comes within it, does not", async () => {
    const never = createLooks(GONE);
    const error = await failureOf(
      never.clock.runUntil(waitForEnvironmentApplied(never.client, "awsEnv", NAME, { clock: never.clock })),
    );
    expect(error).toMatchObject({ code: "WAIT_FAILED", lastState: "not found" });
    expect(never.sentAtMs.at(-1)).toBeGreaterThanOrEqual(90_000);

    const late = createLooks(GONE, failing("no such environment", "NOT_FOUND"), showing({ appliedSpecRevision: 3 }));
    await late.clock.runUntil(waitForEnvironmentApplied(late.client, "awsEnv", NAME, { clock: late.clock }));
    expect(late.sentAtMs).toHaveLength(3);
  });

  it("an environment that is missed for a moment after many sights, does not fail", async () => {
    const sights = Array.from({ length: 5 }, () => showing());
    const { clock, client, sentAtMs } = createLooks(GONE, ...sights, GONE, showing({ appliedSpecRevision: 3 }));
    await clock.runUntil(waitForEnvironmentApplied(client, "awsEnv", NAME, { clock }));
    expect(sentAtMs).toHaveLength(8);
  });

  it("an answer without the environment's status, is waited through and not called not found", async () => {
    const { clock, client } = createLooks(
      ...Array.from({ length: 5 }, () => ({ data: { awsEnv: {} } })),
      showing({ appliedSpecRevision: 3 }),
    );
    await clock.runUntil(waitForEnvironmentApplied(client, "awsEnv", NAME, { clock }));
  });

  it("never applied, times out after an hour with the history of states", async () => {
    const { clock, client, sentAtMs } = createLooks(showing({ appliedSpecRevision: 1 }));
    const error = await failureOf(clock.runUntil(waitForEnvironmentApplied(client, "awsEnv", NAME, { clock })));

    expect(error).toMatchObject({ code: "WAIT_TIMEOUT", retryable: true, lastState: "revision 1 of 3" });
    expect(clock.now()).toBeLessThanOrEqual(3_600_000);
    expect(sentAtMs.at(-1)).toBeGreaterThan(3_590_000);
    expect(sentAtMs.length).toBeGreaterThan(98);
  });

  it("an outage of three minutes and an error that may pass, survives both", async () => {
    const { clock, client, sentAtMs } = createLooks(
      ...([
        status(503),
        status(502),
        failure("ECONNREFUSED"),
        status(503),
        failure("ECONNRESET"),
        status(504),
      ] as const),
      failing("internal system error"),
      { data: { awsEnv: null }, errors: [{ message: "oops", extensions: { code: "INTERNAL" } }] },
      showing({ appliedSpecRevision: 3 }),
    );
    await clock.runUntil(waitForEnvironmentApplied(client, "awsEnv", NAME, { clock }));
    expect(sentAtMs).toHaveLength(9);
  });

  it.each([
    ["FORBIDDEN", failing("no", "FORBIDDEN"), HttpError],
    ["UNAUTHORIZED", failing("Invalid API token"), AuthError],
    ["a wrong address", status(404), HttpError],
  ])("%s, throws it at once", async (_, answer, type) => {
    const { clock, client, sentAtMs } = createLooks(answer);
    const error = await failureOf(clock.runUntil(waitForEnvironmentApplied(client, "awsEnv", NAME, { clock })));
    expect(error).toBeInstanceOf(type);
    expect(sentAtMs).toHaveLength(1);
  });

  it("data beside an error, counts", async () => {
    const { clock, client } = createLooks({ ...showing({ appliedSpecRevision: 3 }), errors: [{ message: "partly" }] });
    await clock.runUntil(waitForEnvironmentApplied(client, "awsEnv", NAME, { clock }));
  });

  it("an abort while it waits, rejects with the reason and leaves no timer", async () => {
    const { clock, client } = createLooks(showing());
    const controller = new AbortController();
    const reason = { why: "enough" };
    const wait = failureOf(waitForEnvironmentApplied(client, "awsEnv", NAME, { clock, signal: controller.signal }));
    await clock.advance(40_000);
    controller.abort(reason);
    expect(await wait).toBe(reason);
    expect(clock.pendingTimers).toBe(0);
  });

  it("every look, is told as an event that holds no variables and no token", async () => {
    const { clock, client } = createLooks(showing(), showing({ appliedSpecRevision: 3 }));
    const events: ClientEvent[] = [];
    await clock.runUntil(
      waitForEnvironmentApplied(client, "awsEnv", NAME, { clock, onEvent: (event) => events.push(event) }),
    );

    expect(events.map(({ type, attributes }) => [type, attributes["poll.state"], attributes["poll.attempt"]])).toEqual([
      ["poll", "revision 0 of 3", 1],
      ["poll", "revision 3 of 3", 2],
    ]);
    expect(JSON.stringify(events)).not.toContain(TOKEN);
  });

  it.each([
    ["a kind that there is not", "constructor", NAME],
    ["no name", "awsEnv", ""],
  ])("%s, throws TypeError and sends nothing", async (_, kind, name) => {
    const { clock, client, sentAtMs } = createLooks(showing());
    const wait = waitForEnvironmentApplied(client, kind as EnvironmentKind, name, { clock });
    await expect(wait).rejects.toThrow(TypeError);
    expect(sentAtMs).toEqual([]);
  });
});

describe("waitForEnvironmentDeleted()", () => {
  it("a deletion that is confirmed, returns deleted when the query finds nothing", async () => {
    const { clock, client } = createLooks(
      showing(),
      showing({ pendingDelete: true }),
      status(503),
      failure("ECONNRESET"),
      failing("internal system error"),
      GONE,
    );
    const states: string[] = [];
    const options = { clock, onProgress: ({ state }: { state: string }) => states.push(state) };

    expect(await clock.runUntil(waitForEnvironmentDeleted(client, "awsEnv", NAME, options))).toBe("deleted");
    expect(states).toEqual([
      "pending confirmation",
      "pending delete",
      "server answered 503",
      "no answer",
      "error without a code",
      "gone",
    ]);
  });

  it("NOT_FOUND, is as gone as null", async () => {
    const { clock, client } = createLooks(failing("no such environment", "NOT_FOUND"));
    expect(await clock.runUntil(waitForEnvironmentDeleted(client, "awsEnv", NAME, { clock }))).toBe("deleted");
  });

  it("null beside another error, is not taken for gone", async () => {
    const { clock, client, sentAtMs } = createLooks(failing("internal system error", "INTERNAL"), GONE);
    await clock.runUntil(waitForEnvironmentDeleted(client, "awsEnv", NAME, { clock }));
    expect(sentAtMs).toHaveLength(2);
  });

  it("nobody confirms within five minutes, returns unconfirmed", async () => {
    const { clock, client, sentAtMs } = createLooks(showing());
    expect(await clock.runUntil(waitForEnvironmentDeleted(client, "awsEnv", NAME, { clock }))).toBe("unconfirmed");
    expect(sentAtMs.at(-1)).toBeGreaterThanOrEqual(300_000);
    expect(sentAtMs.at(-1)).toBeLessThanOrEqual(336_000);
  });

  it("somebody confirms late, by a time that is set, goes on", async () => {
    const { clock, client } = createLooks(
      ...Array.from({ length: 15 }, () => showing()),
      showing({ pendingDelete: true }),
      GONE,
    );
    const wait = waitForEnvironmentDeleted(client, "awsEnv", NAME, { clock, confirmationMs: 900_000 });
    expect(await clock.runUntil(wait)).toBe("deleted");
  });

  it("pending delete that is taken back, is not called unconfirmed but waited for and shown", async () => {
    const { clock, client } = createLooks(
      showing({ pendingDelete: true }),
      ...Array.from({ length: 15 }, () => showing()),
      GONE,
    );
    const states = new Set<string>();
    const options = { clock, onProgress: ({ state }: { state: string }) => void states.add(state) };
    expect(await clock.runUntil(waitForEnvironmentDeleted(client, "awsEnv", NAME, options))).toBe("deleted");
    expect([...states]).toEqual(["pending delete", "not pending delete any more", "gone"]);
  });

  it("never gone, times out after an hour", async () => {
    const { clock, client } = createLooks(showing({ pendingDelete: true }));
    const error = await failureOf(clock.runUntil(waitForEnvironmentDeleted(client, "awsEnv", NAME, { clock })));
    expect(error).toMatchObject({
      code: "WAIT_TIMEOUT",
      lastState: "pending delete",
      operation: "wait for awsEnv to be deleted",
    });
  });

  it.each([
    ["an environment without a status", { data: { awsEnv: { name: NAME, specRevision: 3, status: null } } }],
    ["an empty environment", { data: { awsEnv: {} } }],
    ["data without the environment", { data: {} }],
  ])("%s, is an unknown form and not taken for gone", async (_, answer) => {
    const { clock, client } = createLooks(answer);
    const error = await failureOf(clock.runUntil(waitForEnvironmentDeleted(client, "awsEnv", NAME, { clock })));
    expect(error).toMatchObject({
      code: "WAIT_TIMEOUT",
      history: [{ state: "an answer in an unknown form", isUnknown: true }],
    });
  });

  it("FORBIDDEN, throws it at once", async () => {
    const { clock, client } = createLooks(failing("no", "FORBIDDEN"));
    expect(
      await failureOf(clock.runUntil(waitForEnvironmentDeleted(client, "awsEnv", NAME, { clock }))),
    ).toBeInstanceOf(HttpError);
  });
});
