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

/** Holds what a caller was told against what happened. */
export function judge(trial: Trial): Finding[] {
  const { ledger, end } = trial;
  const findings = [...judgeWrite(trial)];
  if (end.outcome === "untyped") findings.push({ kind: "untyped", text: "the error is none of the client's" });
  if (ledger.foreignBytes > 0) {
    findings.push({ kind: "off-origin", text: `${ledger.foreignBytes} bytes reached another origin` });
  }
  const struck = ledger.entries.filter(({ fault }) => fault !== undefined).length;
  if (trial.fault?.row === "limited-for-long" && trial.callClass !== "poller" && struck > 1) {
    findings.push({ kind: "unexpected", text: `sent ${struck} times, against a delay beyond its time` });
  }
  const allowed: readonly Outcome[] = trial.fault ? findDemand(trial.fault, trial.callClass) : ["success"];
  if (!allowed.includes(end.outcome)) {
    const isHidden = allowed.every((outcome) => outcome === "ambiguous") && end.outcome !== "success";
    const text = `ended with "${end.outcome}" instead of ${allowed.map((outcome) => `"${outcome}"`).join(" or ")}`;
    findings.push({ kind: isHidden ? "misreported" : "unexpected", text });
  }
  return findings;
}

function* judgeWrite({ callClass, subject, ledger, end }: Trial): Generator<Finding> {
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
  const isPlainFailure = outcome !== "success" && outcome !== "ambiguous" && outcome !== "aborted";
  if (isCreation && isPlainFailure && count > 0) {
    yield { kind: "misreported", text: `reported as "${outcome}" and took effect` };
  }
  if (applied === "yes" && count === 0)
    yield { kind: "misreported", text: "reported as applied and never took effect" };
}
