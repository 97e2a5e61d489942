import type { Clock } from "./clock.ts";
import { sleep } from "./sleep.ts";

/**
 * Waits for something that may take no notice of time or abort.
 *
 * @throws Error when the time is over first, and the reason of the caller's abort.
 */
export async function within<T>(promise: Promise<T>, clock: Clock, limitMs: number, signal?: AbortSignal): Promise<T> {
  const controller = new AbortController();
  const stop = () => controller.abort(signal?.reason);
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, { once: true });
  const expire = async (): Promise<never> => {
    await sleep(clock, Math.max(0, limitMs), controller.signal);
    throw new Error("the time was over");
  };
  try {
    const expired = expire();
    expired.catch(() => {});
    return await Promise.race([promise, expired]);
  } finally {
    signal?.removeEventListener("abort", stop);
    controller.abort();
  }
}
