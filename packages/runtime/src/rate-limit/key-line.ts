import type { Clock } from "../time/clock.ts";
import { type RateLimit, RateLimiterFull, type TurnOptions } from "./rate-limiter.ts";

interface Waiter {
  /** The latest moment at which its turn is of use. */
  readonly latestMs: number;
  readonly go: () => void;
  readonly refuse: (error: unknown) => void;
}

/** Whoever was let into the line may get the turn a little late, as no timer is exact; no more than this. */
const LATENESS_MS = 50;

/** A vendor's word is not followed for longer: a wrong header would keep the process away for good. */
const LONGEST_PAUSE_MS = 3_600_000;

/** How close together the callers of a vendor without a limit go on after a pause. */
const RELEASE_SPACING_MS = 20;

/** How long they do; then whoever still waits goes on at once, because a vendor without a limit is not to get one for good. */
const RELEASE_MS = 2_000;

/** Connections that nobody used for some seconds are closed; whoever was next for longer than this has to make one. */
const REST_MS = 1000;

/** The callers of one key, in their order, by the generic cell rate algorithm. */
export class KeyLine {
  readonly #clock: Clock;
  readonly #waiters = new Set<Waiter>();
  #cancelTimer: (() => void) | undefined;
  #intervalMs = 0;
  #afterRestMs = 0;
  /** How far the next turn may lie in the past: what a rest saves up for a burst. */
  #savedMs = 0;
  /** From when the next turn may be had. */
  #nextAtMs = Number.NEGATIVE_INFINITY;
  #pausedUntilMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  take(
    { intervalMs, burst, afterRestMs = 0 }: RateLimit,
    { maxWaitMs, signal }: TurnOptions,
  ): undefined | Promise<void> {
    const nowMs = this.#clock.now();
    this.#intervalMs = intervalMs;
    this.#afterRestMs = afterRestMs;
    this.#savedMs = (burst - 1) * intervalMs;
    const ahead = this.#waiters.size;
    if (ahead === 0 && this.#nextAtMs <= nowMs) {
      this.#use(nowMs);
      return undefined;
    }
    const waitMs = this.#turnAtMs(ahead, nowMs) - nowMs;
    if (waitMs > maxWaitMs) return Promise.reject(new RateLimiterFull(waitMs));
    return this.#enter(nowMs + maxWaitMs, signal);
  }

  pause(delayMs: number): void {
    const nowMs = this.#clock.now();
    this.#nextAtMs = Math.max(this.#nextAtMs, nowMs + Math.min(delayMs, LONGEST_PAUSE_MS));
    this.#pausedUntilMs = this.#nextAtMs;
    this.#serve(nowMs);
  }

  /** Whether forgetting it would change nothing. */
  isAtRest(): boolean {
    return this.#waiters.size === 0 && this.#nextAtMs <= this.#clock.now() - this.#savedMs;
  }

  #use(nowMs: number): void {
    // From the turn as it was taken, not as it was planned: a late one must not bring the next one closer, unless a burst allows it.
    const restMs = nowMs - this.#nextAtMs > REST_MS ? this.#afterRestMs : 0;
    const isReleasing = this.#waiters.size > 1 && nowMs < this.#pausedUntilMs + RELEASE_MS;
    const spacingMs = this.#intervalMs || (isReleasing ? RELEASE_SPACING_MS : 0);
    this.#nextAtMs = Math.max(this.#nextAtMs, nowMs - this.#savedMs) + spacingMs + restMs;
  }

  #turnAtMs(ahead: number, nowMs: number): number {
    return Math.max(nowMs, Math.max(this.#nextAtMs, nowMs - this.#savedMs) + ahead * this.#intervalMs);
  }

  #enter(latestMs: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiters.delete(waiter);
        signal?.removeEventListener("abort", stop);
      };
      const stop = () => {
        waiter.refuse(signal?.reason);
        this.#setTimer();
      };
      const waiter: Waiter = {
        latestMs,
        go: () => {
          leave();
          resolve();
        },
        refuse: (error) => {
          leave();
          reject(error);
        },
      };
      this.#waiters.add(waiter);
      signal?.addEventListener("abort", stop);
      this.#setTimer();
    });
  }

  /** Gives the turns that are due, and refuses whoever would get one too late. */
  #serve(nowMs: number): void {
    let ahead = 0;
    for (const waiter of this.#waiters) {
      const turnAtMs = this.#turnAtMs(ahead, nowMs);
      if (turnAtMs > waiter.latestMs + LATENESS_MS) waiter.refuse(new RateLimiterFull(turnAtMs - nowMs));
      else if (this.#nextAtMs > nowMs) ahead++;
      else {
        this.#use(nowMs);
        waiter.go();
      }
    }
    this.#setTimer();
  }

  /** One timer while anybody waits, none else. */
  #setTimer(): void {
    if (this.#waiters.size === 0) {
      this.#cancelTimer?.();
      this.#cancelTimer = undefined;
    } else {
      this.#cancelTimer ??= this.#clock.setTimer(() => {
        this.#cancelTimer = undefined;
        this.#serve(this.#clock.now());
      }, this.#nextAtMs - this.#clock.now());
    }
  }
}
