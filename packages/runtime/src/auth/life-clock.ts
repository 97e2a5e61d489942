import type { Clock } from "../time/clock.ts";

/** More than any correction of the wall clock that is not a jump, and less than what is kept back of a token's life. */
const SHORTEST_SLEEP_MS = 5_000;

/**
 * Time that passes for others, too, in milliseconds since it was made: the monotonic clock, and what it missed while the machine slept.
 *
 * The monotonic clock of Linux stands still then; that the wall clock went ahead of it shows how long. A wall clock set forward looks the
 * same and ends a token early, one set back has no effect: what is said to be alive is alive.
 *
 * @see https://man7.org/linux/man-pages/man2/clock_gettime.2.html (CLOCK_MONOTONIC)
 */
export function createLifeClock(clock: Pick<Clock, "now">): () => number {
  let lastMs = clock.now();
  let lastEpochMs = Date.now();
  let livedMs = 0;
  return () => {
    const nowMs = clock.now();
    const nowEpochMs = Date.now();
    const passedMs = nowMs - lastMs;
    const passedEpochMs = nowEpochMs - lastEpochMs;
    livedMs += passedEpochMs - passedMs > SHORTEST_SLEEP_MS ? passedEpochMs : passedMs;
    lastMs = nowMs;
    lastEpochMs = nowEpochMs;
    return livedMs;
  };
}
