import { getEventListeners } from "node:events";
import { createFakeClock, type FakeClock } from "@vendor-clients/testing/clock";
import { describe, expect, test } from "vitest";
import { answerContexts } from "../errors/answer-context.ts";
import { AuthError, NetworkError, ResponseFormatError } from "../errors/client-error.ts";
import { HttpError } from "../errors/http-error.ts";
import { RateLimitError } from "../errors/rate-limit-error.ts";
import { ResponseTooLargeError } from "../errors/response-too-large-error.ts";
import type { WaitError } from "../errors/wait-error.ts";
import type { ClientEvent } from "../events/client-event.ts";
import type { Result } from "../options.ts";
import { judgeState } from "./judge-state.ts";
import { waitFor } from "./wait-for.ts";
import type { LookCall, WaitOptions, WaitSpec, WaitStep } from "./wait-options.ts";

const CONTEXT = { vendor: "acme", operation: "GET /kites/{id}" };
const STATES = { done: ["Running"], failed: ["Error"], waiting: ["Pending"] };
/** 30 s, then 10 s, for 10 minutes. */
const DEFAULTS = { firstDelayMs: 30_000, intervalMs: 10_000, timeoutMs: 600_000 };

type Kite = { state?: string | null };
/** A state, a status, something to throw, or what looks. */
type Seen = string | number | Error | (() => Promise<Result<Kite, unknown>>);

function answer(status: number, headers: Record<string, string> = {}): Result<Kite, unknown> {
  return { error: { message: "no" }, response: new Response("{}", { status, headers }) };
}

/** Waits for a kite that is seen as the script says, the last entry for ever; without jitter. */
function setUp(script: readonly Seen[], spec: Partial<WaitSpec<Kite, unknown>> = {}) {
  const clock: FakeClock & { random?: () => number } = createFakeClock();
  clock.random = () => 0;
  const lookedAtMs: number[] = [];
  const calls: LookCall[] = [];
  const look = async (call: LookCall): Promise<Result<Kite, unknown>> => {
    lookedAtMs.push(clock.now());
    calls.push(call);
    const seen = script[Math.min(lookedAtMs.length, script.length) - 1];
    if (seen instanceof Error) throw seen;
    if (typeof seen === "function") return seen();
    return typeof seen === "number" ? answer(seen) : { data: { state: seen as string }, response: new Response() };
  };
  const wait = (options: WaitOptions = {}) =>
    waitFor<Kite, unknown>(
      {
        vendor: "acme",
        operation: "wait for kite",
        id: "kite-1",
        look,
        judge: (kite) => judgeState(kite.state, kite, STATES),
        defaults: DEFAULTS,
        ...spec,
      },
      { clock, ...options },
    );
  const run = (options?: WaitOptions) => clock.runUntil(wait(options));
  const fail = (options?: WaitOptions) =>
    run(options).then(
      () => expect.unreachable(),
      (error: unknown) => error as WaitError,
    );
  return { clock, lookedAtMs, calls, wait, run, fail };
}

describe("waitFor() sees the state it waits for", () => {
  test("after others, returns the value of the verdict, at the times asked for", async () => {
    const { run, lookedAtMs, clock } = setUp(["Pending", "Pending", "Running"]);
    expect(await run()).toEqual({ state: "Running" });
    expect(lookedAtMs).toEqual([30_000, 40_000, 50_000]);
    expect(clock.pendingTimers).toBe(0);
  });

  test("with times of the caller, keeps those", async () => {
    const { run, lookedAtMs } = setUp(["Pending", "Pending", "Running"]);
    await run({ firstDelayMs: 0, intervalMs: 500 });
    expect(lookedAtMs).toEqual([0, 500, 1000]);
  });

  test("with jitter, looks up to a fifth later and never sooner", async () => {
    const { run, lookedAtMs, clock } = setUp(["Pending", "Pending", "Running"]);
    Object.assign(clock, { random: () => 0.5 });
    await run();
    expect(lookedAtMs).toEqual([30_000, 41_000, 52_000]);
  });

  test("after states that nobody has heard of, keeps waiting through them", async () => {
    const { run } = setUp(["Rnning", "", "Running"]);
    expect(await run()).toEqual({ state: "Running" });
  });

  test("just before the end, is told by the last look", async () => {
    const { run, lookedAtMs, clock } = setUp([
      ...Array<string>(6).fill("Pending"),
      async () => ({ data: { state: clock.now() >= 57_900 ? "Running" : "Pending" }, response: new Response() }),
    ]);
    await run({ firstDelayMs: 0, timeoutMs: 60_000 });
    expect(lookedAtMs).toEqual([0, 10_000, 20_000, 30_000, 40_000, 50_000, 58_000]);
  });

  test("by looks that are sent once, but for the last, lets that be sent three times", async () => {
    const { fail, calls } = setUp(["Pending"]);
    await fail({ firstDelayMs: 0, timeoutMs: 25_000 });
    expect(calls.map(({ maxAttempts }) => maxAttempts)).toEqual([1, 1, 1, 3]);
  });

  test("within seconds, looks as often as is asked for", async () => {
    const { fail, lookedAtMs } = setUp(["Pending"]);
    await fail({ firstDelayMs: 0, intervalMs: 100, timeoutMs: 1_000 });
    expect(lookedAtMs).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
  });

  test("with a first delay longer than the whole, still looks before the end", async () => {
    const { run, lookedAtMs } = setUp(["Running"]);
    await run({ firstDelayMs: 90_000, timeoutMs: 60_000 });
    expect(lookedAtMs).toEqual([58_000]);
  });

  test("after the machine slept through the end, looks once more", async () => {
    const { wait, clock, calls } = setUp(["Pending", "Running"]);
    const waiting = wait();
    await clock.advance(30_000);
    const now = clock.now.bind(clock);
    Object.assign(clock, { now: () => now() + 3_600_000 });
    expect(await clock.runUntil(waiting)).toEqual({ state: "Running" });
    expect(calls[1]?.timeoutMs).toBe(2_000);
  });
});

describe("waitFor() survives", () => {
  test.each<[string, Seen]>([
    ["a 503", 503],
    ["a 500", 500],
    ["a 408", 408],
    ["a 425", 425],
    ["a 429", 429],
    ["a connection that failed", new NetworkError("the connection failed", CONTEXT)],
    ["a limit of the client's own", new RateLimitError("no turn", undefined, undefined, CONTEXT)],
    ["a web page in place of the answer", new ResponseFormatError("a web page", 200, CONTEXT)],
    ["an empty answer", async () => ({ data: undefined as unknown as Kite, response: new Response() })],
    ["null for an answer", async () => ({ data: null as unknown as Kite, response: new Response() })],
    [
      "a login that failed with the network",
      new AuthError("the login failed", { ...CONTEXT, cause: new NetworkError("the connection failed", CONTEXT) }),
    ],
    ["a login that says it may pass", new AuthError("no login is sent for now", { ...CONTEXT, retryable: true })],
  ])("%s, looks again", async (_, trouble) => {
    const { run, lookedAtMs } = setUp(["Pending", trouble, trouble, "Running"]);
    expect(await run()).toEqual({ state: "Running" });
    expect(lookedAtMs.length).toBe(4);
  });

  test("three minutes of outage, looks no more often than planned and is there within an interval of its end", async () => {
    const { run, lookedAtMs, clock } = setUp([
      async () =>
        clock.now() < 30_000 + 180_000 ? answer(503) : { data: { state: "Running" }, response: new Response() },
    ]);
    await run();
    expect(lookedAtMs.length).toBe(19);
    expect(clock.now()).toBe(210_000);
  });

  test("a look that never ends, gives it up after its own time and aborts it", async () => {
    const { run, lookedAtMs, calls } = setUp([() => new Promise(() => {}), "Running"]);
    expect(await run({ lookTimeoutMs: 5_000 })).toEqual({ state: "Running" });
    expect(lookedAtMs).toEqual([30_000, 45_000]);
    expect(calls[0]).toMatchObject({ timeoutMs: 5_000, signal: { aborted: true } });
    expect(calls[1]?.signal.aborted).toBe(false);
  });

  test("a 429 with Retry-After, looks no sooner", async () => {
    const { run, lookedAtMs } = setUp([async () => answer(429, { "retry-after": "45" }), "Running"]);
    await run();
    expect(lookedAtMs).toEqual([30_000, 75_000]);
  });

  test("a Retry-After beyond the end, does not end the wait at once but looks once more before its end", async () => {
    const { run, lookedAtMs } = setUp(["Pending", async () => answer(503, { "retry-after": "120" }), "Running"]);
    expect(await run({ timeoutMs: 60_000 })).toEqual({ state: "Running" });
    expect(lookedAtMs).toEqual([30_000, 40_000, 58_000]);
  });

  test.each([503, 429])("a %d with a Retry-After of hours, looks after ten minutes at the latest", async (status) => {
    const { run, lookedAtMs } = setUp([async () => answer(status, { "retry-after": "7200" }), "Running"]);
    expect(await run({ timeoutMs: 3_600_000 })).toEqual({ state: "Running" });
    expect(lookedAtMs).toEqual([30_000, 630_000]);
  });

  test("a limit of the client's own that says how long, looks no sooner", async () => {
    const { run, lookedAtMs } = setUp([new RateLimitError("no turn", 20_000, undefined, CONTEXT), "Running"]);
    await run();
    expect(lookedAtMs).toEqual([30_000, 50_000]);
  });
});

describe("waitFor() cannot read", () => {
  test("an answer in another form, keeps waiting", async () => {
    const judge = ({ state }: Kite) => {
      if (state === "Pending") throw new TypeError("no state");
      return { done: state };
    };
    const { run } = setUp(["Pending", "Running"], { judge });
    expect(await run()).toBe("Running");
  });
});

describe("waitFor() ends", () => {
  test("in a state that ends badly, throws WAIT_FAILED with what it saw", async () => {
    const { fail } = setUp(["Pending", "Pending", 503, "Pending", "Rnning", "Error"]);
    const error = await fail();
    expect(error).toMatchObject({
      name: "WaitError",
      code: "WAIT_FAILED",
      vendor: "acme",
      operation: "wait for kite",
      resourceId: "kite-1",
      lastState: "Error",
      history: [
        { state: "Pending", elapsedMs: 30_000, count: 2 },
        { state: "server answered 503", elapsedMs: 50_000, count: 1 },
        { state: "Pending", elapsedMs: 60_000, count: 1, isReturn: true },
        { state: "Rnning", elapsedMs: 70_000, count: 1, isUnknown: true },
        { state: "Error", elapsedMs: 80_000, count: 1 },
      ],
    });
    expect(error.message).toContain('"kite-1"');
  });

  test("with the time over, throws WAIT_TIMEOUT that names id and last state", async () => {
    const { fail, clock } = setUp(["Pending"]);
    expect(await fail({ timeoutMs: 60_000 })).toMatchObject({
      code: "WAIT_TIMEOUT",
      resourceId: "kite-1",
      history: [{ state: "Pending", elapsedMs: 30_000, count: 4 }],
    });
    expect(clock.now()).toBe(58_000);
  });

  test("with the time over in an outage, throws WAIT_TIMEOUT with the last failure as its cause", async () => {
    const { fail } = setUp([503]);
    const error = await fail();
    expect(error).toMatchObject({ code: "WAIT_TIMEOUT", lastState: "server answered 503" });
    expect(error.cause).toMatchObject({ code: "HTTP_ERROR" });
  });

  test("with a Retry-After longer than it could keep, says so in its history", async () => {
    const { fail } = setUp(["Pending", async () => answer(503, { "retry-after": "7200" })]);
    const asked = "server answered 503, asked to wait 7200 s";
    expect(await fail()).toMatchObject({
      code: "WAIT_TIMEOUT",
      lastState: asked,
      history: [{ state: "Pending" }, { state: asked, elapsedMs: 40_000, count: 2 }],
    });
  });

  test("in a last look that hangs, not later than the time asked for", async () => {
    const { fail, clock, calls } = setUp(["Pending", () => new Promise(() => {})]);
    expect(await fail({ timeoutMs: 60_000 })).toMatchObject({ code: "WAIT_TIMEOUT" });
    expect(clock.now()).toBe(60_000);
    expect(calls.at(-1)?.timeoutMs).toBe(20_000);
  });

  test.each([400, 401, 403, 501, 505])("with a %d, throws what unwrap() throws", async (status) => {
    const { fail, lookedAtMs } = setUp(["Pending", status]);
    expect(await fail()).toMatchObject({ status });
    expect(lookedAtMs.length).toBe(2);
  });

  test.each([
    new TypeError("Cannot call"),
    new ResponseTooLargeError(1, 200, CONTEXT),
    new AuthError("the login failed", CONTEXT),
    new AuthError("the login failed", { ...CONTEXT, cause: new HttpError(401, {}, undefined, CONTEXT) }),
    new NetworkError("the certificate is not trusted", { ...CONTEXT, retryable: false }),
    new AuthError("the login failed", { ...CONTEXT, cause: new NetworkError("x", { ...CONTEXT, retryable: false }) }),
  ])("with %s that will not pass, throws it at once", async (error) => {
    const { fail, lookedAtMs } = setUp(["Pending", error]);
    expect(await fail()).toBe(error);
    expect(lookedAtMs.length).toBe(2);
  });
});

describe("waitFor() finds nothing", () => {
  test("for a while, waits for it to appear", async () => {
    const { run } = setUp([404, 404, "Pending", 404, "Running"]);
    expect(await run()).toEqual({ state: "Running" });
  });

  test("for longer than is allowed, throws WAIT_FAILED", async () => {
    const { fail, clock } = setUp([404]);
    const error = await fail();
    expect(error).toMatchObject({ code: "WAIT_FAILED", lastState: "not found", cause: { code: "HTTP_ERROR" } });
    expect(clock.now()).toBe(90_000);
  });

  test("after an outage, counts from the first look that missed it on", async () => {
    const { run } = setUp([...Array<number>(18).fill(503), 404, 404, "Running"]);
    expect(await run({ notFoundMs: 15_000 })).toEqual({ state: "Running" });
  });

  test("for a moment after many sights, as during a restart of the vendor, waits on", async () => {
    const { run } = setUp([...Array<string>(19).fill("Pending"), 404, "Running"]);
    expect(await run()).toEqual({ state: "Running" });
  });

  test("again and again with a sight between, begins anew with each sight", async () => {
    const missed = [404, 404, 404, 404, 404, "Pending"];
    const { run } = setUp([...missed, ...missed, ...missed, "Running"]);
    expect(await run()).toEqual({ state: "Running" });
  });

  test("for longer than is allowed after many sights, throws WAIT_FAILED", async () => {
    const { fail, clock } = setUp([...Array<string>(19).fill("Pending"), 404]);
    expect(await fail()).toMatchObject({ code: "WAIT_FAILED", lastState: "not found" });
    expect(clock.now()).toBe(30_000 + 19 * 10_000 + 60_000);
  });

  test("by what an answer shows, is not found as by a 404", async () => {
    const judge = ({ state }: Kite) => (state === "Gone" ? { missing: "no kite" } : { waiting: "here" });
    const never = setUp(["Pending", "Gone"], { judge });
    expect(await never.fail()).toMatchObject({ code: "WAIT_FAILED", lastState: "no kite" });
    expect(never.clock.now()).toBe(100_000);
    const aim = setUp(["Pending", "Gone"], { judge, whenNotFound: { done: "gone" } });
    expect(await aim.run()).toBe("gone");
  });

  test("in an envelope that answers 200, goes by the envelope's status", async () => {
    const hidden = answer(200);
    const toError = () => new HttpError(404, {}, undefined, CONTEXT);
    answerContexts.set(hidden.response, { ...CONTEXT, status: 404, toError });
    const { run } = setUp([async () => hidden, "Running"]);
    expect(await run()).toEqual({ state: "Running" });
  });

  test("where that is the aim, returns", async () => {
    const { run } = setUp(["Pending", 404], { whenNotFound: { done: "gone" } });
    expect(await run()).toBe("gone");
  });

  test("in the vendor's own way, is told by the vendor's rule", async () => {
    const isNotFound = ({ status, error }: { status: number; error: unknown }) =>
      status === 403 && (error as { message: string }).message === "no";
    const { run } = setUp([403], { whenNotFound: { done: "gone" }, isNotFound });
    expect(await run()).toBe("gone");
  });
});

describe("waitFor() is told 404 by something before the vendor", () => {
  const refused =
    (body: unknown): Seen =>
    async () => ({ error: body, response: new Response(null, { status: 404 }) });
  const whenNotFound = { done: "gone" };

  test.each([
    ["a page", "<html>default backend - 404</html>"],
    ["a text", "404 page not found"],
    ["a list", []],
  ])("with %s, does not take the resource for gone", async (_, body) => {
    const { fail } = setUp([refused(body), refused(body), "Error"], { whenNotFound });
    expect(await fail()).toMatchObject({
      code: "WAIT_FAILED",
      history: [{ state: "a 404 in an unknown form", count: 2 }, {}],
    });
    expect(await setUp([refused(body), refused({ code: "NotFound" })], { whenNotFound }).run()).toBe("gone");
  });

  test("without a body, believes it when the next look says so too", async () => {
    const twice = setUp([refused(""), "Pending", refused(""), 503, refused(""), refused("")], { whenNotFound });
    expect(await twice.run()).toBe("gone");
    expect(twice.lookedAtMs.length).toBe(6);
  });

  test("for five minutes and nothing else, throws WAIT_FAILED, as for a wrong address, and never says that it is gone", async () => {
    const { fail, clock } = setUp(["Pending", refused("<html>")], { whenNotFound });
    const error = await fail({ timeoutMs: 3_600_000 });
    expect(error).toMatchObject({ code: "WAIT_FAILED", lastState: "a 404 in an unknown form" });
    expect(error.cause).toMatchObject({ status: 404 });
    expect(clock.now()).toBe(40_000 + 300_000);
  });

  test("for five minutes with another answer between, waits on", async () => {
    const outage = [...Array<Seen>(29).fill(refused("<html>")), 503];
    const { run } = setUp([...outage, ...outage, "Running"]);
    expect(await run({ timeoutMs: 3_600_000 })).toEqual({ state: "Running" });
  });

  test("for as long as a host may not be found, waits on", async () => {
    const { run } = setUp([...Array<Seen>(40).fill(refused("<html>")), "Running"]);
    expect(await run({ timeoutMs: 3_600_000, notFoundMs: 500_000 })).toEqual({ state: "Running" });
  });
});

describe("waitFor() is aborted", () => {
  test("between looks, rethrows the reason and looks no more", async () => {
    const { wait, clock, lookedAtMs } = setUp(["Pending"]);
    const controller = new AbortController();
    const waiting = wait({ signal: controller.signal });
    waiting.catch(() => {});
    await clock.advance(35_000);
    controller.abort("enough");
    await expect(waiting).rejects.toBe("enough");
    expect([lookedAtMs.length, clock.pendingTimers]).toEqual([1, 0]);
  });

  test("in a look that ignores its signal, rethrows the reason and aborts the look", async () => {
    const { wait, clock, calls } = setUp([() => new Promise(() => {})]);
    const controller = new AbortController();
    const waiting = wait({ signal: controller.signal });
    waiting.catch(() => {});
    await clock.advance(30_000);
    controller.abort("enough");
    await expect(waiting).rejects.toBe("enough");
    expect(calls[0]?.signal.reason).toBe("enough");
    expect(clock.pendingTimers).toBe(0);
  });

  test("with a reason that looks like an outage, rethrows it and tells of no look", async () => {
    const { wait, clock } = setUp([() => new Promise(() => {})]);
    const controller = new AbortController();
    const steps: WaitStep[] = [];
    const waiting = wait({ signal: controller.signal, onProgress: (step) => steps.push(step) });
    waiting.catch(() => {});
    await clock.advance(30_000);
    const reason = new NetworkError("the connection failed", CONTEXT);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(steps).toEqual([]);
  });

  test("in a look that fails for it, rethrows the reason and not the failure", async () => {
    const controller = new AbortController();
    const { fail } = setUp([
      async () => {
        controller.abort("enough");
        throw new TypeError("aborted");
      },
    ]);
    expect(await fail({ signal: controller.signal })).toBe("enough");
  });

  test("before it began, looks never", async () => {
    const { fail, lookedAtMs } = setUp(["Running"]);
    expect(await fail({ signal: AbortSignal.abort("enough"), firstDelayMs: 0 })).toBe("enough");
    expect(lookedAtMs).toEqual([]);
  });

  test("never, leaves no listener on the signal", async () => {
    const { run } = setUp(["Pending", "Running"]);
    const { signal } = new AbortController();
    await run({ signal });
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

describe("waitFor() tells", () => {
  test("of every look, its state, time and number", async () => {
    const steps: WaitStep[] = [];
    const { run } = setUp(["Pending", 503, "Running"]);
    await run({ onProgress: (step) => steps.push(step) });
    expect(steps).toEqual([
      { state: "Pending", elapsedMs: 30_000, attempt: 1 },
      { state: "server answered 503", elapsedMs: 40_000, attempt: 2 },
      { state: "Running", elapsedMs: 50_000, attempt: 3 },
    ]);
  });

  test("an event of each look", async () => {
    const events: ClientEvent[] = [];
    const { run } = setUp(["Rnning", "Running"]);
    await run({ onEvent: (event) => events.push(event) });
    expect(events.length).toBe(2);
    expect(events[0]).toEqual({
      type: "poll",
      vendor: "acme",
      operation: "wait for kite",
      attributes: {
        "poll.resource_id": "kite-1",
        "poll.state": "Rnning",
        "poll.is_unknown": true,
        "poll.elapsed_ms": 30_000,
        "poll.attempt": 1,
      },
    });
  });

  test("listeners that fail, goes on", async () => {
    const { run } = setUp(["Pending", "Running"]);
    const fail = () => {
      throw new Error("logger");
    };
    expect(await run({ onProgress: fail, onEvent: fail })).toEqual({ state: "Running" });
  });

  test("listeners that fail later, leaves no rejection behind that would end the process", async () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown) => rejections.push(reason);
    process.on("unhandledRejection", note);
    try {
      const { run } = setUp(["Pending", "Running"]);
      const fail = async () => {
        throw new Error("display");
      };
      await run({ onProgress: fail, onEvent: fail });
      await new Promise((resolve) => setTimeout(resolve, 10));
    } finally {
      process.off("unhandledRejection", note);
    }
    expect(rejections).toEqual([]);
  });
});

describe("waitFor() refuses", () => {
  test.each([
    { intervalMs: 0 },
    { intervalMs: Number.NaN },
    { timeoutMs: Number.POSITIVE_INFINITY },
    { timeoutMs: 0 },
    { firstDelayMs: -1 },
    { notFoundMs: -1 },
    { lookTimeoutMs: 0 },
  ])("%o, before it looks", async (options) => {
    const { fail, lookedAtMs } = setUp(["Running"]);
    expect(await fail(options)).toBeInstanceOf(RangeError);
    expect(lookedAtMs).toEqual([]);
  });
});
