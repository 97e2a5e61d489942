import type { Clock } from "../time/clock.ts";

/** How long something may take, and who may end it. */
export interface Bounds {
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What a promise gives within its time; a `start` that does not listen to its signal is left alone.
 *
 * @throws Error with the code ETIMEDOUT when the time is over; the reason of `signal` when the caller ended it.
 */
export async function within<T>(bounds: Bounds, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { clock, timeoutMs, signal } = bounds;
  signal?.throwIfAborted();
  const controller = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  const end = (reason: unknown) => {
    controller.abort(reason);
    reject(reason);
  };
  const stop = () => end(signal?.reason);
  const late = () => end(Object.assign(new Error(`Cannot wait longer than ${timeoutMs} ms`), { code: "ETIMEDOUT" }));
  signal?.addEventListener("abort", stop, { once: true });
  const cancel = clock.setTimer(late, timeoutMs);
  try {
    return await Promise.race([start(controller.signal), promise]);
  } finally {
    cancel();
    signal?.removeEventListener("abort", stop);
  }
}
