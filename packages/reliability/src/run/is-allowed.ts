import type { CallClass, CallEnd, Fault, Ledger } from "@vendor-clients/testing/faults";
import type { Subject, SubjectCall } from "../subject.ts";

/** What is known of a call beside its end. */
export interface Circumstances {
  readonly subject: Subject;
  readonly call: SubjectCall;
  readonly callClass: CallClass;
  readonly fault: Fault;
  readonly ledger: Ledger;
  readonly wasAborted?: boolean;
}

/**
 * Whether an end that the matrix does not list is right, by what the matrix cannot know of a call: that its caller ended it, that its answer may
 * be empty, that what is gone was deleted before, and that a login is sent once.
 */
export function isAllowed({ outcome }: CallEnd, circumstances: Circumstances): boolean {
  const { subject, call, callClass, fault, ledger, wasAborted = false } = circumstances;
  if (wasAborted && outcome === "aborted") return true;
  if (callClass === "token" && subject.sendsLoginOnce) return outcome !== "untyped";
  if (outcome !== "success") return false;
  return (
    (call.mayBeEmpty === true && fault.row === "empty") ||
    (call.isDeletion === true && ledger.entries.at(-1)?.status === 404)
  );
}
