import type { FailureDetail } from "../options.ts";
import { type PartialFacts, pickFacts } from "./answer-facts.ts";
import { ClientError, type ErrorContext } from "./client-error.ts";

/** What is known of a write whose outcome is not. */
export interface AmbiguousWrite extends PartialFacts {
  /** `yes` when the vendor answered with a success that could not be read. */
  readonly applied: "yes" | "unknown";
  /** When it was first sent, by the wall clock, in milliseconds since 1970. */
  readonly sentAtEpochMs: number;
  /** How to find out what happened. */
  readonly reconcile?: string | undefined;
}

/** A write was sent and its outcome is not known; it is never sent again by guess. Look whether it took effect before you do. */
export class AmbiguousWriteError extends ClientError<"AMBIGUOUS_WRITE"> implements AmbiguousWrite {
  override readonly name = "AmbiguousWriteError";
  declare readonly applied: "yes" | "unknown";
  declare readonly sentAtEpochMs: number;
  declare readonly status: number | undefined;
  declare readonly vendorCode: string | undefined;
  declare readonly vendorMessage: string | undefined;
  declare readonly details: readonly FailureDetail[];
  declare readonly requestId: string | undefined;
  declare readonly reconcile: string;

  constructor(found: string, write: AmbiguousWrite, context: ErrorContext) {
    const { applied, sentAtEpochMs, reconcile = "read the resource before you send the write again" } = write;
    const effect = applied === "yes" ? "the write took effect" : "the write may have taken effect";
    const facts = { applied, sentAtEpochMs, ...pickFacts(write), reconcile };
    super("AMBIGUOUS_WRITE", `${found}; ${effect}: ${reconcile}`, context, facts);
  }
}
