import { createFakeClock } from "@vendor-clients/testing/clock";
import {
  type CallClass,
  createFaultFetch,
  createLedger,
  createRandom,
  FAULTS,
  type Fault,
  type Finding,
  judge,
  type Ledger,
  toSeed,
} from "@vendor-clients/testing/faults";
import type { Subject, SubjectCall } from "../subject.ts";
import { isAllowed } from "./is-allowed.ts";
import { findSecrets, type ReadEnd, readEnd, showAll } from "./read-end.ts";

/** One run of the matrix. */
export interface TrialOptions {
  readonly subject: Subject;
  readonly callClass: CallClass;
  readonly fault: Fault;
  readonly seed: number;
}

/** What one run found. */
export interface TrialReport {
  readonly end: ReadEnd;
  readonly ledger: Ledger;
  readonly findings: readonly (Finding | OwnFinding)[];
  /** From the call to its end, by the clock of the run. */
  readonly tookMs: number;
  /** How long after its end by the options the call ended; 0 when it ended in time. */
  readonly overrunMs: number;
}

/** Findings beside those of the judge. */
export interface OwnFinding {
  readonly kind: "secret" | "overrun" | "late-abort" | "timers-left";
  readonly text: string;
}

const TIMEOUT_MS = 300_000;
const WAIT_TIMEOUT_MS = 600_000;
/** One run in so many is aborted by its caller. */
const ABORTS = 8;
/** A vendor that lies cannot be told from one that is right: it calls its own doing a conflict, or says that what is there is not. */
const FOLLOWING = FAULTS.filter(({ row }) => row !== "own-conflict" && row !== "missing");
/** In one run in so many, another fault follows the first. */
const MIXED = 4;
const MAX_BODY_BYTES = 2 ** 20;

/** Runs one call against one fault, with a clock, a client, a server and an origin of its own. */
export async function runTrial(options: TrialOptions): Promise<TrialReport> {
  const { subject, callClass, fault, seed } = options;
  const random = createRandom(toSeed(subject.vendor, callClass, fault.name, seed));
  const calls = findCalls(subject, callClass);
  const call = calls[random.between(0, calls.length - 1)] as SubjectCall;
  const name = `thing-${seed}`;
  const ledger = createLedger();
  // Not spread: the count of its timers is a getter.
  const clock = Object.assign(createFakeClock(), { random: random.next });
  const { world } = subject.createWorld(call.needsExisting ? [name] : []);
  const origin = "https://api.example.test";
  // Where a look-up fails, too, a conflict is the vendor's word and is believed.
  const isMixed = fault.lasts !== "for-ever" && fault.row !== "own-conflict" && random.between(1, MIXED) === 1;
  const nextFault = isMixed ? FOLLOWING[random.between(0, FOLLOWING.length - 1)] : undefined;
  const fetch = createFaultFetch({
    ...{ fault, nextFault, world, ledger, clock, seed: random.between(0, 2 ** 31) },
    origins: [origin],
    latencyMs: () => random.between(5, 60),
    isTarget: (request) => subject.isTokenRequest(request) === (callClass === "token"),
  });
  const events: unknown[] = [];
  const onEvent = (event: unknown) => void events.push(event);
  const client = subject.createClient({ origin, fetch, clock, onEvent, maxBodyBytes: MAX_BODY_BYTES });
  const abort = new AbortController();
  const reason = new Error("enough");
  const isAborting = random.between(1, ABORTS) === 1;
  const abortMs = random.between(0, 60_000);
  let abortedAtMs: number | undefined;
  const cancelAbort = isAborting
    ? clock.setTimer(() => {
        abortedAtMs = clock.now();
        abort.abort(reason);
      }, abortMs)
    : () => {};
  const send = () => call.send(client, name, { signal: abort.signal, clock });
  const end = await clock.runUntil(readEnd(send, reason));
  const tookMs = clock.now();
  cancelAbort();
  // A token that several calls wait for is obtained to the end, also when one of them gave up.
  await clock.advance(TIMEOUT_MS);
  const limitMs = callClass === "poller" ? WAIT_TIMEOUT_MS : TIMEOUT_MS;
  const overrunMs = Math.max(0, tookMs - limitMs);
  const returnedName = end.outcome === "success" ? call.readName?.(end.data) : undefined;
  const judged = judge({ fault, isMixed, callClass, subject: name, ledger, end: { ...end, returnedName } });
  const findings: (Finding | OwnFinding)[] = judged.filter(
    ({ kind }) =>
      !/^(unexpected|misreported)$/.test(kind) ||
      !isAllowed(end, { ...options, call, ledger, wasAborted: abortedAtMs !== undefined }),
  );
  const leaks = findSecrets(`${end.error ? showAll(end.error) : ""}\n${JSON.stringify(events)}`, subject.secrets);
  for (const leak of leaks)
    findings.push({ kind: "secret", text: `showed the secret that begins with ${leak.slice(0, 2)}` });
  if (overrunMs > 250) findings.push({ kind: "overrun", text: `ended ${overrunMs} ms late` });
  if (abortedAtMs !== undefined && tookMs - abortedAtMs > 50) {
    findings.push({ kind: "late-abort", text: `ended ${tookMs - abortedAtMs} ms after the abort` });
  }
  if (clock.pendingTimers > 0) findings.push({ kind: "timers-left", text: `left ${clock.pendingTimers} timers` });
  return { end, ledger, findings, tookMs, overrunMs };
}

/** The calls of a class; a token is obtained by the first call of any, which is a read. */
export function findCalls({ calls, isRenewable }: Subject, callClass: CallClass): readonly SubjectCall[] {
  return calls[callClass] ?? (callClass === "token" && isRenewable ? (calls.safe ?? []) : []);
}
