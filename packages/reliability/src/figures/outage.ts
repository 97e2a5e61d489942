import { type CallClass, findFault } from "@vendor-clients/testing/faults";
import { readEnd } from "../run/read-end.ts";
import type { Subject, SubjectCall } from "../subject.ts";
import { WAIT_TIMEOUT_MS } from "../subjects/calls.ts";
import { createRig, warmUpSubject } from "./rig.ts";

/** What an outage of three minutes did to the calls of one class. */
export interface OutageFigure {
  readonly vendor: string;
  readonly callClass: CallClass;
  readonly fault: string;
  readonly calls: number;
  readonly successes: number;
  /** Requests per call while the server was down, those that could not be sent included. */
  readonly attemptsPerCall: number;
  /** From the end of the outage to the last success, in milliseconds; of waiters without the time between two looks. */
  readonly recoveryMs: number;
}

/** How often waiters look, and what of their time after an outage is no delay: they would look no earlier without one. */
const LOOKS = { firstDelayMs: 1_000, intervalMs: 10_000 };
const LONGEST_INTERVAL_MS = 12_000;

const CALLERS = 100;
const OUTAGE_MS = 180_000;
const CLASSES = ["safe", "idempotent", "write-with-lookup", "poller"] as const;
const FAULTS = ["outage-of-3-minutes-refused", "outage-of-3-minutes-503"] as const;

/** Sends 100 calls into an outage, all at once or one each second, and looks how they get through. */
export async function measureOutages(subjects: readonly Subject[], seed: number): Promise<OutageFigure[]> {
  const figures: OutageFigure[] = [];
  for (const subject of subjects) {
    await warmUpSubject(subject, findFault("reset-before-answer"));
    for (const callClass of CLASSES) {
      const [call] = subject.calls[callClass] ?? [];
      if (!call) continue;
      for (const fault of FAULTS) {
        for (const spacingMs of [0, 1_000])
          figures.push(await measure(subject, callClass, call, fault, spacingMs, seed));
      }
    }
  }
  return figures;
}

async function measure(
  subject: Subject,
  callClass: CallClass,
  call: SubjectCall,
  faultName: string,
  spacingMs: number,
  seed: number,
): Promise<OutageFigure> {
  const fault = findFault(faultName);
  const names = Array.from({ length: CALLERS }, (_, index) => `thing-${index}`);
  const rig = createRig({ subject, fault, existing: call.needsExisting ? names : [], strikesLogins: true, seed });
  const { client, clock, ledger } = rig;
  let lastMs = 0;
  const one = async (name: string, index: number) => {
    await new Promise<void>((resolve) => clock.setTimer(resolve, index * spacingMs));
    const options = callClass === "poller" ? { clock, timeoutMs: WAIT_TIMEOUT_MS, ...LOOKS } : { clock };
    const end = await readEnd(() => call.send(client, name, options), undefined);
    if (end.outcome === "success") lastMs = Math.max(lastMs, clock.now());
    return end.outcome;
  };
  const outcomes = await clock.runUntil(Promise.all(names.map(one)));
  const struck = ledger.entries.filter((entry) => entry.fault !== undefined);
  return {
    ...{ vendor: subject.vendor, callClass, fault: faultName, calls: CALLERS },
    successes: outcomes.filter((outcome) => outcome === "success").length,
    attemptsPerCall: (ledger.unsent + struck.length) / CALLERS,
    recoveryMs: Math.max(0, lastMs - OUTAGE_MS - (callClass === "poller" ? LONGEST_INTERVAL_MS : 0)),
  };
}
