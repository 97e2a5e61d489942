import { ClientError, type ErrorContext } from "./client-error.ts";
import { redact } from "./redact.ts";

/** Whether the resource came to a state from which it does not go on, or the time ran out. */
export type WaitCode = "WAIT_FAILED" | "WAIT_TIMEOUT";

/** A state that a waiter saw, until it saw another. */
export interface ObservedState {
  /** Short text of the state, such as `DEFERRED` or `Running, unhealthy`. */
  readonly state: string;
  /** When it was seen first, in milliseconds since the wait began. */
  readonly elapsedMs: number;
  /** How often it was seen in a row. */
  readonly count: number;
  /** It was seen before, with another one between: the vendor went back. */
  readonly isReturn?: boolean;
  /** The client does not know this state. */
  readonly isUnknown?: boolean;
}

/** What a waiter knows at its end. */
export interface WaitProgress {
  /** Names the resource, or the job, to the waiter that goes on where this one ended. */
  readonly resourceId: string;
  /** Every change of state, oldest first; the last 100 are kept. */
  readonly history: readonly ObservedState[];
}

/** A wait ended without the wanted state. The resource is left as it is: wait on with its id. */
export class WaitError extends ClientError<WaitCode> implements WaitProgress {
  override readonly name = "WaitError";
  declare readonly resourceId: string;
  /** The state that was seen last; `undefined` when none was. */
  declare readonly lastState: string | undefined;
  declare readonly history: readonly ObservedState[];

  constructor(code: WaitCode, found: string, { resourceId, history }: WaitProgress, context: ErrorContext) {
    const { secrets = [] } = context;
    const kept = history.slice(-LONGEST_HISTORY).map(({ state, elapsedMs, count, isReturn, isUnknown }) => ({
      state: redact(state, secrets, LONGEST_STATE),
      elapsedMs,
      count,
      ...(isReturn && { isReturn }),
      ...(isUnknown && { isUnknown }),
    }));
    const lastState = kept.at(-1)?.state;
    const seen = lastState === undefined ? "" : `; the last state was ${JSON.stringify(lastState)}`;
    const facts = { resourceId, lastState, history: kept };
    super(code, `${found}${seen}`, { ...context, retryable: context.retryable ?? code === "WAIT_TIMEOUT" }, facts);
  }
}

const LONGEST_HISTORY = 100;
const LONGEST_STATE = 200;
