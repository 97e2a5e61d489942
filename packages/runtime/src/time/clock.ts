/** Time that cannot jump, and timers on it; injected by tests. */
export interface Clock {
  /** Milliseconds since some fixed moment; never goes back. */
  now(): number;
  /** Runs something once, after a delay in milliseconds; the function returned cancels it. */
  setTimer(run: () => void, delayMs: number): () => void;
  /**
   * Where jitter comes from: from 0 to just below 1.
   *
   * @default Math.random
   */
  random?(): number;
}

/** The longest delay that the platform's timers keep; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => performance.now(),
  setTimer(run, delayMs) {
    const endMs = performance.now() + delayMs;
    const wait = (): ReturnType<typeof setTimeout> =>
      setTimeout(
        () => {
          if (endMs - performance.now() > LONGEST_TIMER_MS) timer = wait();
          else run();
        },
        Math.min(Math.max(endMs - performance.now(), 0), LONGEST_TIMER_MS),
      );
    let timer = wait();
    return () => clearTimeout(timer);
  },
};
