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
  /** The id under which the vendor logged the request. */
  readonly requestId?: string | undefined;
  /** How to find out what happened. */
  readonly reconcile?: string | undefined;
}

/** A write was sent and its outcome is not known; it is never sent again by guess. Look whether it took effect before you do. */
export class AmbiguousWriteError extends ClientError<"AMBIGUOUS_WRITE"> implements AmbiguousWrite {
  override readonly name = "AmbiguousWriteError";
  readonly applied: "yes" | "unknown";
  readonly sentAtEpochMs: number;
  readonly status: number | undefined;
  readonly vendorCode: string | undefined;
  readonly vendorMessage: string | undefined;
  readonly requestId: string | undefined;
  readonly reconcile: string;

  constructor(found: string, write: AmbiguousWrite, context: ErrorContext) {
    const { reconcile = "read the resource before you send the write again" } = write;
    const effect = write.applied === "yes" ? "the write took effect" : "the write may have taken effect";
    super("AMBIGUOUS_WRITE", `${found}; ${effect}: ${reconcile}`, context);
    this.applied = write.applied;
    this.sentAtEpochMs = write.sentAtEpochMs;
    this.status = write.status;
    this.vendorCode = write.vendorCode;
    this.vendorMessage = write.vendorMessage;
    this.requestId = write.requestId;
    this.reconcile = reconcile;
  }
}
