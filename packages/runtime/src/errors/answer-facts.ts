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

const MOST_DETAILS = 10;

/** Nothing but the facts, and no more details than a reader wants to see; whoever gives them may hold more. */
export function pickFacts({ status, vendorCode, vendorMessage, details = [], requestId }: PartialFacts): PartialFacts {
  const kept = details.slice(0, MOST_DETAILS).map(({ code, target, message }) => ({ code, target, message }));
  return { status, vendorCode, vendorMessage, details: kept, requestId };
}

/** {@link AnswerFacts} where there may have been no answer. */
export type PartialFacts = { readonly [Key in keyof AnswerFacts]?: AnswerFacts[Key] | undefined };

/** A failed answer in one line. */
export function describeAnswer({ status, vendorCode, vendorMessage }: PartialFacts): string {
  const said = [vendorCode, vendorMessage && JSON.stringify(vendorMessage)].filter(Boolean).join(" ");
  return `server answered ${status}${said && `, ${said}`}`;
}
