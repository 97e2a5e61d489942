import type { Clock } from "../time/clock.ts";
import { createLifeClock } from "./life-clock.ts";

/** Least time between two renewals in the background of which the first failed. */
const PAUSE_AFTER_FAILURE_MS = 3_000;

/** The last part of a token's life, at most a tenth of it, in which a request could arrive too late. */
const LATE_MS = 10_000;

/** How far a token's life has gone. */
export interface TokenLife {
  /** Milliseconds since some moment, for {@link begin}. */
  now(): number;
  /** `due`: usable, and to be renewed. `over`: not to be sent any more, or never begun. */
  stage(): "fresh" | "due" | "over";
  /** A token was issued at a time of {@link now}. */
  begin(issuedAtMs: number, lifetimeMs?: number): void;
  /** A renewal failed: the next one is not due at once. */
  pause(): void;
  /** The token is worth nothing any more. */
  end(): void;
  /** When it ends, by the wall clock; `undefined` when it is over early, has not begun or never ends. */
  readonly expiresAt: Date | undefined;
}

/** Measures the life of one token after the other, on a clock that cannot jump. */
export function createTokenLife(clock: Pick<Clock, "now">, renewBeforeMs: number): TokenLife {
  const now = createLifeClock(clock);
  let [renewAtMs, usableUntilMs, endMs] = [
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  return {
    now,
    stage() {
      const nowMs = now();
      // In this order, so that a lifetime which is no number is over.
      if (!(nowMs < usableUntilMs)) return "over";
      return nowMs < renewAtMs ? "fresh" : "due";
    },
    begin(issuedAtMs, lifetimeMs = Number.POSITIVE_INFINITY) {
      endMs = issuedAtMs + lifetimeMs;
      renewAtMs = endMs - Math.min(renewBeforeMs, lifetimeMs / 2);
      usableUntilMs = endMs - Math.min(LATE_MS, lifetimeMs / 10);
    },
    pause() {
      renewAtMs = now() + PAUSE_AFTER_FAILURE_MS;
    },
    end() {
      usableUntilMs = endMs = Number.NEGATIVE_INFINITY;
    },
    get expiresAt() {
      return Number.isFinite(endMs) ? new Date(Date.now() + endMs - now()) : undefined;
    },
  };
}
