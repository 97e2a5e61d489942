import { ClientError, type ErrorContext } from "./client-error.ts";

/** Which time ran out: until the headers of one attempt, until the end of its body, or of the whole call. */
export type TimeoutCode = "HEADERS_TIMEOUT" | "BODY_TIMEOUT" | "DEADLINE_EXCEEDED";

/** A time that the client or the call was given ran out; what was sent last may still take effect. */
export class TimeoutError extends ClientError<TimeoutCode> {
  override readonly name = "TimeoutError";
  /** The time that ran out, in milliseconds. */
  declare readonly limitMs: number;

  constructor(code: TimeoutCode, limitMs: number, context: ErrorContext) {
    super(
      code,
      `${DESCRIPTIONS[code]} within ${limitMs} ms`,
      { ...context, retryable: context.retryable ?? true },
      { limitMs },
    );
  }
}

const DESCRIPTIONS: Readonly<Record<TimeoutCode, string>> = {
  HEADERS_TIMEOUT: "no answer began",
  BODY_TIMEOUT: "the answer did not end",
  DEADLINE_EXCEEDED: "the call did not end",
};
