import { redact } from "../errors/redact.ts";
import { type ObservedState, WaitError } from "../errors/wait-error.ts";
import { emit, tell } from "../events/client-event.ts";
import { systemClock } from "../time/clock.ts";
import { sleep } from "../time/sleep.ts";
import { createNotFoundRule } from "./create-not-found-rule.ts";
import { type LookBounds, lookOnce, type Sight } from "./look-once.ts";
import { addState, cleanState } from "./wait-history.ts";
import type { Outcome, Verdict, WaitOptions, WaitSpec, WaitTimes } from "./wait-options.ts";

const NOT_FOUND_MS = 60_000;
const LOOK_TIMEOUT_MS = 60_000;
/** How long before the end the last look begins: late enough to see a late state, early enough to be answered. */
const LAST_LOOK_MS = 2_000;
const LAST_LOOK_ATTEMPTS = 3;
const LARGEST_JITTER = 0.2;
/** The longest pause that a `Retry-After` gets: one wrong header must not end all waits of a process. */
const LONGEST_PAUSE_MS = 600_000;
/** How long a proxy may answer 404 in the vendor's place: longer than an outage, shorter than a wrong address deserves. */
const FOREIGN_404_MS = 300_000;
const IS_NOT_FOUND = createNotFoundRule({ mayBeEmpty: true });

/**
 * Looks at a resource until it is what its waiter waits for; answers with the value of the verdict `done`.
 *
 * Outages of the vendor and of the network do not end the wait. `Retry-After` is obeyed for up to 10 min and never past the last look; one
 * that asks for more stands in the history. An abort ends the wait at once and leaves the resource alone. To go on with a wait, after a crash
 * too, call the waiter again with the same id.
 *
 * @throws WaitError `WAIT_FAILED` when the resource ends in another state or is not found, or when something answers 404 in its place for
 * 5 min; `WAIT_TIMEOUT` when the time is over.
 * @throws HttpError, AuthError when the vendor refuses to show the resource; NetworkError when its certificate is not trusted.
 * @throws RangeError for a time that is none, before anything is sent.
 */
export async function waitFor<T, V>(spec: WaitSpec<T, V>, options: WaitOptions = {}): Promise<V> {
  const wait = new Wait(spec, options);
  const { clock, signal } = wait;
  await sleep(clock, Math.min(wait.times.firstDelayMs, wait.timeLeft() - wait.lastLookMs), signal);
  for (;;) {
    const sight = await lookOnce(spec.look, wait.boundLook());
    const verdict = wait.note(sight);
    if ("done" in verdict) return verdict.done;
    const cause = "data" in sight ? undefined : sight.cause;
    if ("failed" in verdict) throw wait.toError("WAIT_FAILED", "the resource will not get there", cause);
    const delayMs = wait.findDelay("trouble" in sight ? sight.retryAfterMs : 0);
    if (delayMs === undefined)
      throw wait.toError("WAIT_TIMEOUT", `the wait was over after ${wait.elapsed()} ms`, cause);
    await sleep(clock, delayMs, signal);
  }
}

/** One wait: its times, and what it has seen. */
class Wait<T, V> {
  readonly times: Required<WaitTimes>;
  readonly lastLookMs: number;
  readonly clock;
  readonly signal;
  readonly #spec;
  readonly #options;
  readonly #startMs;
  readonly #history: ObservedState[] = [];
  readonly #secrets = new Set<Iterable<string>>();
  #attempt = 0;
  #missingSinceMs: number | undefined;
  #foreignSinceMs: number | undefined;
  #wasPerhapsMissed = false;

  constructor(spec: WaitSpec<T, V>, options: WaitOptions) {
    const { clock = systemClock, signal } = options;
    this.times = readTimes(spec.defaults, options);
    this.lastLookMs = Math.min(LAST_LOOK_MS, this.times.intervalMs);
    this.clock = clock;
    this.signal = signal;
    this.#spec = spec;
    this.#options = options;
    this.#startMs = clock.now();
  }

  elapsed(): number {
    return Math.round(this.clock.now() - this.#startMs);
  }

  timeLeft(): number {
    return this.#startMs + this.times.timeoutMs - this.clock.now();
  }

  /** Even a machine that slept through the end of the wait looks once more, for a moment. */
  boundLook(): LookBounds {
    const { lookTimeoutMs = LOOK_TIMEOUT_MS } = this.#options;
    const { vendor, operation, isNotFound = IS_NOT_FOUND } = this.#spec;
    const leftMs = this.timeLeft();
    return {
      clock: this.clock,
      signal: this.signal,
      timeoutMs: Math.min(lookTimeoutMs, Math.max(leftMs, this.lastLookMs)),
      maxAttempts: leftMs > this.lastLookMs ? 1 : LAST_LOOK_ATTEMPTS,
      context: { vendor, operation },
      isNotFound,
      secrets: this.#secrets,
    };
  }

  /** Judges what a look saw and tells it to whoever listens. */
  note(sight: Sight<T>): Outcome<V> {
    const verdict = this.#judge(sight);
    const { onProgress, onEvent } = this.#options;
    const { vendor, operation, id } = this.#spec;
    const isUnknown = "waiting" in verdict && verdict.isUnknown === true;
    const state = cleanState(redact(nameState(verdict), this.#listSecrets()));
    const elapsedMs = this.elapsed();
    const attempt = ++this.#attempt;
    addState(this.#history, state, elapsedMs, isUnknown);
    const attributes = {
      "poll.resource_id": id,
      "poll.state": state,
      "poll.is_unknown": isUnknown,
      "poll.elapsed_ms": elapsedMs,
      "poll.attempt": attempt,
    };
    emit(onEvent, { type: "poll", vendor, operation, attributes });
    tell(onProgress, { state, elapsedMs, attempt });
    return verdict;
  }

  #listSecrets(): string[] {
    return [...this.#secrets].flatMap((secrets) => [...secrets]);
  }

  #judge(sight: Sight<T>): Outcome<V> {
    const wasPerhapsMissed = this.#wasPerhapsMissed;
    const notFound = "notFound" in sight ? sight.notFound : undefined;
    this.#wasPerhapsMissed = notFound === true || notFound === "perhaps";
    if (notFound === "foreign") return this.#judgeForeign();
    this.#foreignSinceMs = undefined;
    if ("trouble" in sight) return { waiting: this.#describeTrouble(sight) };
    if ("data" in sight) {
      const verdict = judgeSafely(this.#spec.judge, sight.data);
      if ("missing" in verdict) return this.#judgeMissing(verdict.missing);
      this.#missingSinceMs = undefined;
      return verdict;
    }
    if (notFound === "perhaps" && !wasPerhapsMissed) return { waiting: "perhaps not found" };
    return this.#judgeMissing("not found");
  }

  #judgeMissing(state: string): Outcome<V> {
    const { whenNotFound } = this.#spec;
    if (whenNotFound) return whenNotFound;
    const nowMs = this.clock.now();
    this.#missingSinceMs ??= nowMs;
    return nowMs - this.#missingSinceMs < this.times.notFoundMs ? { waiting: state } : { failed: state };
  }

  #judgeForeign(): Outcome<V> {
    const state = "a 404 in an unknown form";
    const nowMs = this.clock.now();
    this.#foreignSinceMs ??= nowMs;
    const mostMs = Math.max(FOREIGN_404_MS, this.times.notFoundMs);
    return nowMs - this.#foreignSinceMs < mostMs ? { waiting: state } : { failed: state };
  }

  #describeTrouble({ trouble, retryAfterMs }: { trouble: string; retryAfterMs: number }): string {
    const isKept = retryAfterMs <= Math.min(LONGEST_PAUSE_MS, Math.max(this.timeLeft(), 0));
    return isKept ? trouble : `${trouble}, asked to wait ${Math.ceil(retryAfterMs / 1000)} s`;
  }

  /** Until the next look; `undefined` when there is no time for another. */
  findDelay(retryAfterMs: number): number | undefined {
    const latestMs = this.timeLeft() - this.lastLookMs;
    const wantedMs = Math.max(
      this.times.intervalMs * (1 + LARGEST_JITTER * (this.clock.random?.() ?? Math.random())),
      Math.min(retryAfterMs, LONGEST_PAUSE_MS),
    );
    return latestMs > 0 ? Math.min(wantedMs, latestMs) : undefined;
  }

  toError(code: "WAIT_FAILED" | "WAIT_TIMEOUT", found: string, cause: unknown): WaitError {
    const { vendor, operation, id } = this.#spec;
    return new WaitError(
      code,
      `${found}, ${JSON.stringify(id)}`,
      { resourceId: id, history: this.#history },
      { vendor, operation, cause, secrets: this.#listSecrets() },
    );
  }
}

function readTimes(defaults: WaitTimes, options: WaitOptions): Required<WaitTimes> {
  const { lookTimeoutMs = LOOK_TIMEOUT_MS } = options;
  const times = { notFoundMs: NOT_FOUND_MS, ...defaults };
  for (const name of ["firstDelayMs", "intervalMs", "timeoutMs", "notFoundMs"] as const) {
    times[name] = options[name] ?? times[name];
  }
  // A wait without a pause would be an attack on the vendor.
  const least: Readonly<Record<string, number>> = { firstDelayMs: 0, notFoundMs: 0 };
  for (const [name, ms] of Object.entries({ ...times, lookTimeoutMs })) {
    if (Number.isFinite(ms) && ms >= (least[name] ?? 1)) continue;
    throw new RangeError(`Cannot wait: expected ${name} to be a time in milliseconds, found ${ms}`);
  }
  return times;
}

/** A vendor that sends another form than it documents must not end a wait. */
function judgeSafely<T, V>(judge: (data: T) => Verdict<V>, data: T): Verdict<V> {
  try {
    return judge(data);
  } catch {
    return { waiting: "an answer in an unknown form", isUnknown: true };
  }
}

function nameState(verdict: Outcome<unknown>): string {
  if ("done" in verdict) return verdict.state ?? "done";
  return "waiting" in verdict ? verdict.waiting : verdict.failed;
}
