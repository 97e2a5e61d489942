import type { FailureDetail } from "../options.ts";
import { ClientError, type ErrorContext } from "./client-error.ts";

/** What is known of a write whose outcome is not. */
export interface AmbiguousWrite {
  /** `yes` when the vendor answered with a success that could not be read. */
  readonly applied: "yes" | "unknown";
  /** When it was first sent, by the wall clock, in milliseconds since 1970. */
  readonly sentAtEpochMs: number;
  /** HTTP status, when an answer began. */
  readonly status?: number | undefined;
  /** The vendor's own code. */
  readonly vendorCode?: string | undefined;
  /** The vendor's own message, with this client's secrets removed. */
  readonly vendorMessage?: string | undefined;
  /** What the vendor said of parts of the request. */
  readonly details?: readonly FailureDetail[] | undefined;
  /** The id under which the vendor logged the request. */
  readonly requestId?: string | undefined;
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
    const {
      applied,
      sentAtEpochMs,
      status,
      vendorCode,
      vendorMessage,
      requestId,
      details = [],
      reconcile = "read the resource before you send the write again",
    } = write;
    const effect = applied === "yes" ? "the write took effect" : "the write may have taken effect";
    const facts = { applied, sentAtEpochMs, status, vendorCode, vendorMessage, details, requestId, reconcile };
    super("AMBIGUOUS_WRITE", `${found}; ${effect}: ${reconcile}`, context, facts);
  }
}
