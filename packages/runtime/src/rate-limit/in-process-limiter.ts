import { type Clock, systemClock } from "../time/clock.ts";
import { KeyLine } from "./key-line.ts";
import type { RateLimiter } from "./rate-limiter.ts";

/** A limiter that knows the calls of its own process. */
export interface InProcessLimiter extends RateLimiter {
  /** Keys that are remembered; those at rest are forgotten as new ones come. */
  readonly keyCount: number;
}

const FEW_KEYS = 64;

/**
 * Creates a limiter of its own, in memory; clients use {@link sharedRateLimiter} unless they are given another.
 *
 * A pause is kept for an hour at most, after which the vendor is asked again.
 *
 * @see https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
 */
export function createRateLimiter({ clock = systemClock }: { readonly clock?: Clock } = {}): InProcessLimiter {
  const lines = new Map<string, KeyLine>();
  let sweepAtCount = FEW_KEYS;

  const open = (key: string): KeyLine => {
    if (lines.size >= sweepAtCount) {
      for (const [other, line] of lines) if (line.isAtRest()) lines.delete(other);
      // Twice what is in use, so that a sweep costs every new key the same small part.
      sweepAtCount = Math.max(FEW_KEYS, 2 * lines.size);
    }
    const line = new KeyLine(clock);
    lines.set(key, line);
    return line;
  };

  return {
    take(limit, options) {
      const { signal } = options;
      if (signal?.aborted) return Promise.reject(signal.reason);
      const line = lines.get(limit.key);
      if (line) return line.take(limit, options);
      return limit.intervalMs > 0 ? open(limit.key).take(limit, options) : undefined;
    },
    pause(key, delayMs) {
      if (delayMs > 0) (lines.get(key) ?? open(key)).pause(delayMs);
    },
    get keyCount() {
      return lines.size;
    },
  };
}
