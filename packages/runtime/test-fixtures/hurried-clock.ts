import { type Clock, systemClock } from "../src/time/clock.ts";

const LONGEST_PAUSE_MS = 30_000;

/** The machine's clock, on which waits between attempts are over at once; for real servers, whose answers take real time. */
export const hurriedClock: Clock = {
  now: systemClock.now,
  setTimer: (run, delayMs) => systemClock.setTimer(run, delayMs < LONGEST_PAUSE_MS ? 0 : delayMs),
};
