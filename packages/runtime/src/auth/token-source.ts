import { ownCopy } from "../request/own-copy.ts";
import { type Clock, systemClock } from "../time/clock.ts";

/** A credential that expires. */
export interface Token {
  readonly value: string;
  /** Time left when it was issued, in milliseconds; absent when it never expires. */
  readonly lifetimeMs?: number | undefined;
}

/** How a token is obtained and when it is renewed. */
export interface TokenSourceOptions {
  readonly obtain: () => Promise<Token>;
  /** Gets the current token and the one before, which a running call may still carry, so that errors are cleaned of them. */
  readonly secrets: Set<string>;
  /**
   * How long before its end a token is renewed, in milliseconds; at most half of its lifetime.
   *
   * @default 60_000
   */
  readonly renewBeforeMs?: number;
  /** @default the machine's */
  readonly clock?: Pick<Clock, "now"> | undefined;
}

/** Hands out a valid token. */
export interface TokenSource {
  /** A token that is valid now; many callers share one renewal. A caller's abort ends its own wait only. */
  get(signal?: AbortSignal): Promise<string> | string;
}

const REMEMBERED_TOKENS = 2;

/** Keeps one token, renewed before it expires by one flight for all callers; a failed renewal is tried again by the next call. */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const { obtain, secrets, renewBeforeMs = 60_000, clock = systemClock } = ownCopy(options);
  const issued: string[] = [];
  let value = "";
  let renewAtMs = Number.NEGATIVE_INFINITY;
  let flight: Promise<string> | undefined;

  async function renew(): Promise<string> {
    const askedAtMs = clock.now();
    const token = await obtain();
    const { lifetimeMs = Number.POSITIVE_INFINITY } = token;
    value = token.value;
    issued.push(value);
    for (const old of issued.splice(0, issued.length - REMEMBERED_TOKENS)) secrets.delete(old);
    for (const kept of issued) secrets.add(kept);
    renewAtMs = askedAtMs + lifetimeMs - Math.min(renewBeforeMs, lifetimeMs / 2);
    return value;
  }

  return {
    get(signal) {
      if (clock.now() < renewAtMs) return value;
      if (signal?.aborted) return Promise.reject(signal.reason);
      flight ??= renew().finally(() => {
        flight = undefined;
      });
      return signal ? abortable(flight, signal) : flight;
    },
  };
}

/** Waits for a shared promise until the caller's own signal aborts; the shared work goes on for the others. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
