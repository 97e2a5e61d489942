/** A clock that stands still until it is told to go on; has the shape of the clients' `clock` option. */
export interface FakeClock {
  /** Milliseconds since the clock was made. */
  now(): number;
  setTimer(run: () => void, delayMs: number): () => void;
  /** Goes on by some milliseconds: runs every timer that falls due, in its order, and lets what waits for it go on before the next. */
  advance(delayMs: number): Promise<void>;
  /** Goes from timer to timer until a promise is settled, and answers as it does; fails when no timer is left that could settle it. */
  runUntil<T>(promise: Promise<T>): Promise<T>;
  /** Timers that were set and neither ran nor were cancelled. */
  readonly pendingTimers: number;
  /** For real servers, such as mocks: `fetch`, while whose answer is on its way no time passes on this clock. */
  readonly fetch: typeof globalThis.fetch;
}

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
}

/** Creates a clock for tests. */
export function createFakeClock(startMs = 0): FakeClock {
  const timers = new Set<Timer>();
  const traffic = createTraffic();
  let nowMs = startMs;

  const findNext = (): Timer | undefined => {
    let next: Timer | undefined;
    for (const timer of timers) if (!next || timer.atMs < next.atMs) next = timer;
    return next;
  };
  const settle = async (): Promise<void> => {
    do await turn();
    while (traffic.isBusy());
    // What came with the last byte has to be read.
    await turn();
  };
  const fire = (timer: Timer) => {
    timers.delete(timer);
    nowMs = Math.max(nowMs, timer.atMs);
    timer.run();
  };

  return {
    now: () => nowMs,
    setTimer(run, delayMs) {
      const timer = { atMs: nowMs + Math.max(delayMs, 0), run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(delayMs) {
      const endMs = nowMs + delayMs;
      await settle();
      for (let next = findNext(); next && next.atMs <= endMs; next = findNext()) {
        fire(next);
        await settle();
      }
      nowMs = endMs;
    },
    async runUntil(promise) {
      let isSettled = false;
      const watched = promise.finally(() => {
        isSettled = true;
      });
      watched.catch(() => {});
      for (let idleRounds = 0; !isSettled; ) {
        await settle();
        const next = isSettled ? undefined : findNext();
        if (next) fire(next);
        else if (!isSettled) await pause(++idleRounds);
        if (next) idleRounds = 0;
      }
      return watched;
    },
    get pendingTimers() {
      return timers.size;
    },
    fetch: traffic.fetch,
  };
}

const LONGEST_IDLE_ROUNDS = 1000;

// A server's answer takes real time; what needs more than a second of it is stuck.
async function pause(round: number): Promise<void> {
  if (round > LONGEST_IDLE_ROUNDS) throw new Error("Cannot go on: no timer is left");
  await new Promise((resolve) => setTimeout(resolve, 1));
}

// Two turns of the event loop: streams and `fetch` hand their work on by more than promises.
async function turn(): Promise<void> {
  for (let count = 0; count < 2; count++) await new Promise((resolve) => setImmediate(resolve));
}

/** A `fetch` that is busy until the last byte of every answer is here. */
function createTraffic(): { readonly fetch: typeof globalThis.fetch; isBusy(): boolean } {
  let count = 0;
  return {
    isBusy: () => count > 0,
    async fetch(input, init) {
      count += 1;
      try {
        const answer = await globalThis.fetch(input, init);
        const { status, statusText, headers, url } = answer;
        const body = await answer.arrayBuffer();
        const isBare = body.byteLength === 0;
        return Object.defineProperty(new Response(isBare ? null : body, { status, statusText, headers }), "url", {
          value: url,
        });
      } finally {
        count -= 1;
      }
    },
  };
}
