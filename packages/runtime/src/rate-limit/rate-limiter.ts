/** How often a vendor lets something be called. */
export interface RateLimit {
  /** What is counted together: the same key shares one limit in the whole process. */
  readonly key: string;
  /** Time that one call uses up, in milliseconds; 0 when the vendor names no limit. */
  readonly intervalMs: number;
  /** Calls that may follow each other at once after a rest; 1 or more. */
  readonly burst: number;
  /**
   * Added after the first call of a while, in milliseconds: making a connection delays its arrival and not that of the next one, so that they
   * would arrive closer to each other than they left.
   *
   * @default 0
   */
  readonly afterRestMs?: number;
}

/** How long a caller is willing to wait for its turn. */
export interface TurnOptions {
  readonly maxWaitMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Keeps calls within the limits of a vendor; one that is shared between processes may stand in its place. */
export interface RateLimiter {
  /**
   * Takes a turn; `undefined` when it is the caller's at once. Callers of one key get theirs in the order in which they asked.
   *
   * An abort gives the turn back and rejects with the signal's reason.
   *
   * @throws RateLimiterFull when the turn would come later than `maxWaitMs`.
   */
  take(limit: RateLimit, options: TurnOptions): undefined | Promise<void>;
  /** Gives nobody of a key a turn for some time, because the vendor said so. */
  pause(key: string, delayMs: number): void;
}

/**
 * A turn would come later than its caller can wait; nothing was sent.
 *
 * `instanceof` also knows one of another copy of this package, whose limiter this process may share.
 */
export class RateLimiterFull extends Error {
  override readonly name = "RateLimiterFull";
  /** When the turn would have come, in milliseconds from now. */
  readonly waitMs: number;

  constructor(waitMs: number) {
    super(`the next turn comes in ${Math.ceil(waitMs)} ms`);
    this.waitMs = waitMs;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "RateLimiterFull";
  }
}
