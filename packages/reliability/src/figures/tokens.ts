import { findFault } from "@vendor-clients/testing/faults";
import { readEnd } from "../run/read-end.ts";
import type { Subject, SubjectCall } from "../subject.ts";
import { createRig, warmUpSubject } from "./rig.ts";

/** What the end of a token did. */
export interface TokenFigure {
  readonly vendor: string;
  /** Token calls for 1,000 calls at the moment when the token ends. */
  readonly tokenCallsAtExpiry: number;
  /** Requests with a token after its end, over all skews of the wall clock. */
  readonly expiredTokens: number;
  /** Requests made under a skew. */
  readonly requests: number;
}

const CALLERS = 1_000;
const MINUTE_MS = 60_000;

/** Shifts and jumps of the wall clock, in milliseconds: at the beginning, and half-way. */
const SKEWS = [
  [-120_000, -120_000],
  [120_000, 120_000],
  [0, 3_600_000],
  [0, -3_600_000],
] as const;

/** Measures every vendor whose tokens end. */
export async function measureTokens(subjects: readonly Subject[], seed: number): Promise<TokenFigure[]> {
  const figures: TokenFigure[] = [];
  for (const subject of subjects) {
    const [call] = subject.calls.safe ?? [];
    if (!subject.isRenewable || !call) continue;
    await warmUpSubject(subject, findFault("unauthorized-once"));
    const lifetimeMs = await findLifetime(subject, call, seed);
    let expiredTokens = 0;
    let requests = 0;
    for (const skew of SKEWS) {
      const found = await countExpired(subject, call, lifetimeMs, skew, seed);
      expiredTokens += found.expired;
      requests += found.requests;
    }
    const tokenCallsAtExpiry = await countTokenCalls(subject, call, lifetimeMs, seed);
    figures.push({ vendor: subject.vendor, tokenCallsAtExpiry, expiredTokens, requests });
  }
  return figures;
}

/** Goes on minute by minute until the server counts a second token or a day has passed. */
async function findLifetime(subject: Subject, call: SubjectCall, seed: number): Promise<number> {
  const { client, clock, vendor } = createRig({ subject, existing: ["thing"], seed });
  while (vendor.tokenCalls < 2 && clock.now() < 25 * 60 * MINUTE_MS) {
    await clock.runUntil(readEnd(() => call.send(client, "thing", { clock }), undefined));
    await clock.advance(MINUTE_MS / 2);
  }
  return clock.now();
}

async function countTokenCalls(subject: Subject, call: SubjectCall, lifetimeMs: number, seed: number): Promise<number> {
  const { client, clock, vendor } = createRig({ subject, existing: ["thing"], seed, latencyMs: [5, 60] });
  const send = () => readEnd(() => call.send(client, "thing", { clock, timeoutMs: 3_600_000 }), undefined);
  await clock.runUntil(send());
  await clock.advance(2 * lifetimeMs);
  const before = vendor.tokenCalls;
  await clock.runUntil(Promise.all(Array.from({ length: CALLERS }, send)));
  return vendor.tokenCalls - before;
}

async function countExpired(
  subject: Subject,
  call: SubjectCall,
  lifetimeMs: number,
  [firstMs, laterMs]: readonly [number, number],
  seed: number,
): Promise<{ expired: number; requests: number }> {
  const { client, clock, vendor, ledger } = createRig({ subject, existing: ["thing"], seed });
  const realNow = Date.now;
  const startEpochMs = realNow();
  let shiftMs: number = firstMs;
  Date.now = () => startEpochMs + clock.now() + shiftMs;
  try {
    const stepMs = Math.max(5_000, lifetimeMs / 100);
    for (let step = 0; step < 400; step++) {
      if (step === 200) shiftMs = laterMs;
      await clock.runUntil(readEnd(() => call.send(client, "thing", { clock }), undefined));
      await clock.advance(stepMs);
    }
  } finally {
    Date.now = realNow;
  }
  return { expired: vendor.expiredTokens, requests: ledger.entries.length };
}
