import type { AmbiguousWrite } from "../errors/ambiguous-write-error.ts";
import type { ErrorContext } from "../errors/client-error.ts";
import type { EventListener } from "../events/client-event.ts";
import type { CallInit, OperationClass, SendLimits, SendRules } from "../options.ts";
import type { Send } from "../pagination/paginate.ts";
import type { RateLimit, RateLimiter } from "../rate-limit/rate-limiter.ts";
import type { Clock } from "../time/clock.ts";
import type { Attempt } from "./attempt.ts";

/** What one exchange with a vendor came to. */
export interface Exchanged<T> {
  /** What the call gives its caller, a failure too. */
  readonly value: T;
  readonly failed: boolean;
  /** The true status: HTTP's, or the one inside the vendor's envelope. */
  readonly status: number;
  readonly response: Response;
  /** The vendor said that it did nothing, whatever the status. */
  readonly notExecuted?: boolean | undefined;
  /** When to ask again, where the vendor says so elsewhere than in a header. */
  readonly retryAfterMs?: number | undefined;
}

/** What all calls of a client share. */
export interface Sender {
  readonly context: ErrorContext;
  /** Whose faults are counted together: scheme, host and port. */
  readonly origin: string;
  /** Whose retries are counted together; mostly the origin. */
  readonly budget: string;
  readonly clock: Clock;
  readonly rateLimiter: RateLimiter;
  readonly onEvent: EventListener | undefined;
  readonly loadSendRules: (() => Promise<SendRules>) | undefined;
}

/** One call, ready to be sent as often as its class allows. */
export interface CallPlan<T> extends Sender {
  readonly method: string;
  /** Path template, or whatever else names the operation. */
  readonly path: string;
  readonly limit: RateLimit;
  readonly limits: SendLimits;
  readonly signal: AbortSignal | undefined;
  /** The caller's own word, or the method's. */
  readonly operationClass: OperationClass | undefined;
  /** Whether the body can be sent a second time; one that streams cannot. */
  readonly isRepeatable: boolean;
  /** Whether the body is a file, which takes as long as it is. */
  readonly isUntimed?: boolean;
  readonly exchange: (attempt: Attempt) => Promise<Exchanged<T>>;
  /** Told of a 401; whether other credentials can be had. */
  readonly renew: (() => boolean) | undefined;
  /**
   * What a failed answer said, for the error of a write in doubt.
   *
   * @default by the vendor's own reader of failures
   */
  readonly describe?: (outcome: Exchanged<T>) => Partial<AmbiguousWrite>;
  /** What a look-up needs of the call; without it nothing is looked up. */
  readonly lookUp?: { readonly init: CallInit; readonly send: Send } | undefined;
}

/** What a call remembers between its attempts; members that are absent are not so. */
export interface CallState {
  attempts: number;
  readonly startMs: number;
  readonly endMs: number;
  /** The least time that an attempt is begun with. */
  readonly leastMs: number;
  /** When it was first sent, by the wall clock. */
  sentAtEpochMs: number;
  hasRenewed?: boolean;
  /** An attempt before the last one may have taken effect. */
  isInDoubt?: boolean;
  /** What is worth one more attempt had it. */
  hasRetriedOnce?: boolean;
  /** A look-up found nothing, and the write was sent a second time. */
  hasResent?: boolean;
}
