import { ClientError } from "../errors/client-error.ts";
import { type EventListener, emit } from "../events/client-event.ts";
import { type Clock, systemClock } from "../time/clock.ts";
import { createTokenLife } from "./token-life.ts";

/** A credential that expires. */
export interface Token {
  readonly value: string;
  /** Time left when it was issued, in milliseconds; absent when it never expires. */
  readonly lifetimeMs?: number | undefined;
}

/** How a token is obtained and when it is renewed. */
export interface TokenSourceOptions {
  /** Name of the vendor in events. */
  readonly vendor: string;
  /** Method and path template of the token call, for events. */
  readonly operation: string;
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
  /** Told of new tokens and of renewals that failed. */
  readonly onEvent?: EventListener | undefined;
}

/** Hands out a valid token. */
export interface TokenSource {
  /**
   * A token that is valid now; many callers share one renewal. A caller's abort ends its own wait only.
   *
   * In the last minute of a token's life calls go on with it while another one is fetched.
   */
  get(signal?: AbortSignal): Promise<string> | string;
  /** Told that the vendor refused a token: nobody gets it any more. One that was replaced meanwhile changes nothing. */
  refuse(value: string): void;
  /** Takes over what the vendor sent in place of a token, unless that was replaced meanwhile. */
  replace(value: string, token: Token): void;
  /** When the current token ends, by the wall clock; `undefined` without a token, or when it never does. */
  readonly expiresAt: Date | undefined;
}

const REMEMBERED_TOKENS = 2;

/** Keeps one token, renewed before it expires by one flight for all callers; a failure is told to those who waited and kept for nobody else. */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const given: TokenSourceOptions = Object.assign(Object.create(null), options);
  const { secrets, renewBeforeMs = 60_000, clock = systemClock } = given;
  const life = createTokenLife(clock, renewBeforeMs);
  const remember = createMemory(secrets);
  let value = "";

  function keep(token: Token, issuedAtMs: number): string {
    value = token.value;
    remember(value);
    life.begin(issuedAtMs, token.lifetimeMs);
    tell(given, "renewed");
    return value;
  }

  const renew = shareFlight(async () => {
    // Before the call: when the answer comes, a part of the life is over.
    const askedAtMs = life.now();
    try {
      return keep(await given.obtain(), askedAtMs);
    } catch (error) {
      life.pause();
      tell(given, "renewal_failed", error);
      throw error;
    }
  });

  return {
    get(signal) {
      const stage = life.stage();
      // Nobody waits for this renewal: its failure is told as an event, and another one follows.
      if (stage === "due") renew().catch(() => {});
      if (stage !== "over") return value;
      if (signal?.aborted) return Promise.reject(signal.reason);
      return signal ? abortable(renew(), signal) : renew();
    },
    refuse(refused) {
      if (refused === value) life.end();
    },
    replace(replaced, token) {
      if (replaced === value && token.value !== value) keep(token, life.now());
    },
    get expiresAt() {
      return life.expiresAt;
    },
  };
}

/** Keeps the last values, and no others of those it was told, among the secrets. */
function createMemory(secrets: Set<string>): (value: string) => void {
  const issued: string[] = [];
  return (value) => {
    issued.push(value);
    for (const old of issued.splice(0, issued.length - REMEMBERED_TOKENS)) secrets.delete(old);
    // The same value may have come twice.
    for (const kept of issued) secrets.add(kept);
  };
}

/** Runs something once for all who ask while it runs. */
function shareFlight<T>(run: () => Promise<T>): () => Promise<T> {
  let flight: Promise<T> | undefined;
  return () => {
    flight ??= run().finally(() => {
      flight = undefined;
    });
    return flight;
  };
}

function tell({ vendor, operation, onEvent }: TokenSourceOptions, state: string, error?: unknown): void {
  const failure = error === undefined ? {} : { "error.type": error instanceof ClientError ? error.code : "Error" };
  emit(onEvent, { type: "credentials", vendor, operation, attributes: { "credentials.state": state, ...failure } });
}

/** Waits for a shared promise until the caller's own signal aborts; the shared work goes on for the others. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
