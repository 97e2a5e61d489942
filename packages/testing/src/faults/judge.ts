import type { CallClass, Fault } from "./fault.ts";
import type { Ledger } from "./ledger.ts";
import { findDemand, type Outcome } from "./matrix.ts";

/** How a call ended. */
export interface CallEnd {
  readonly outcome: Outcome;
  /** Of an ambiguous write: whether the caller was told that it took effect. */
  readonly applied?: "yes" | "unknown" | undefined;
  /** Name in what a successful creation returned. */
  readonly returnedName?: string | undefined;
}

/** What is held against each other. */
export interface Trial {
  /** None when the server was healthy. */
  readonly fault: Fault | undefined;
  /** Another one followed, for which the matrix has no cell: what happened is judged, not how the call ended. @default false */
  readonly isMixed?: boolean;
  readonly callClass: CallClass;
  /** Name or path of what the call was to change. */
  readonly subject: string;
  readonly ledger: Ledger;
  readonly end: CallEnd;
}

/** What a caller was told that is not so, or what happened and should not have. */
export interface Finding {
  /**
   * `duplicated`: a write took effect twice. `lost`: the caller was told of a success that did not happen. `misreported`: the caller was
   * told of a failure though the write took effect or may have, or that it took effect though it did not. `untyped`: an error outside the family.
   * `off-origin`: something reached another origin. `unexpected`: an end that the matrix does not allow.
   */
  readonly kind: "duplicated" | "lost" | "misreported" | "untyped" | "off-origin" | "unexpected";
  readonly text: string;
}

/** A creation is sent once, and a second time when it is proven that the first did nothing. */
const MOST_SENT = 2;

/** Holds what a caller was told against what happened. */
export function judge(trial: Trial): Finding[] {
  const { ledger, end } = trial;
  const findings = [...judgeWrite(trial)];
  if (end.outcome === "untyped") findings.push({ kind: "untyped", text: "the error is none of the client's" });
  if (ledger.foreignBytes > 0) {
    findings.push({ kind: "off-origin", text: `${ledger.foreignBytes} bytes reached another origin` });
  }
  if (!trial.isMixed) findings.push(...judgeEnd(trial));
  return findings;
}

/** Holds the end of a call against the matrix. */
function* judgeEnd({ fault, callClass, ledger, end: { outcome } }: Trial): Generator<Finding> {
  const struck = ledger.entries.filter((entry) => entry.fault !== undefined).length;
  if (fault?.row === "limited-for-long" && callClass !== "poller" && struck > 1) {
    yield { kind: "unexpected", text: `sent ${struck} times, against a delay beyond its time` };
  }
  const allowed: readonly Outcome[] = fault ? findDemand(fault, callClass) : ["success"];
  if (allowed.includes(outcome)) return;
  const isHidden = allowed.every((one) => one === "ambiguous") && outcome !== "success";
  const text = `ended with "${outcome}" instead of ${allowed.map((one) => `"${one}"`).join(" or ")}`;
  yield { kind: isHidden ? "misreported" : "unexpected", text };
}

function* judgeWrite({ fault, callClass, subject, ledger, end }: Trial): Generator<Finding> {
  const isCreation = callClass === "write" || callClass === "write-with-lookup";
  if (!isCreation && callClass !== "idempotent") return;
  const { length: count } = ledger.effects.filter(
    ({ kind, name }) => name === subject && (kind === "create") === isCreation,
  );
  const { outcome, applied, returnedName } = end;
  if (isCreation && count > 1) yield { kind: "duplicated", text: `took effect ${count} times` };
  if (outcome === "success" && count === 0) yield { kind: "lost", text: "reported as a success and never took effect" };
  if (outcome === "success" && returnedName !== undefined && returnedName !== subject) {
    yield { kind: "misreported", text: `returned "${returnedName}" instead of "${subject}"` };
  }
  const sent = ledger.entries.filter(({ request }) => request.method === "POST" && request.body.includes(subject));
  const answered = sent.filter(({ status }) => status === 429 || status === 401).length;
  if (isCreation && sent.length - answered > MOST_SENT) {
    yield { kind: "unexpected", text: `sent ${sent.length} times, ${answered} of which were put off` };
  }
  // A vendor that says that it was somebody else's cannot be told from one that is right.
  if (fault?.row === "own-conflict" && callClass === "write") return;
  const isPlainFailure = outcome !== "success" && outcome !== "ambiguous" && outcome !== "aborted";
  if (isCreation && isPlainFailure && count > 0) {
    yield { kind: "misreported", text: `reported as "${outcome}" and took effect` };
  }
  if (applied === "yes" && count === 0)
    yield { kind: "misreported", text: "reported as applied and never took effect" };
}
