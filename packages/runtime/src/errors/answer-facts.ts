import type { FailureDetail } from "../options.ts";

/** What an error keeps of an answer that was a failure. */
export interface AnswerFacts {
  /** HTTP status, or the status inside the vendor's envelope where that is the true one. */
  readonly status: number;
  /** The vendor's own code. */
  readonly vendorCode: string | undefined;
  /** The vendor's own message, with this client's secrets removed. */
  readonly vendorMessage: string | undefined;
  /** What the vendor said of parts of the request; empty when it said nothing. */
  readonly details: readonly FailureDetail[];
  /** The id under which the vendor logged the request. */
  readonly requestId: string | undefined;
}
