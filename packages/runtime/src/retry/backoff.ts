import type { Clock } from "../time/clock.ts";

const BASE_MS = 500;
const LONGEST_MS = 20_000;

/**
 * How long to wait before another attempt, in milliseconds: anything up to a bound that doubles with each attempt, so that callers
 * that failed together do not come back together.
 *
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function chooseBackoffMs(attempt: number, { random = Math.random }: Pick<Clock, "random">): number {
  return random() * Math.min(LONGEST_MS, BASE_MS * 2 ** (attempt - 1));
}
