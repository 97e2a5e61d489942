import { createFakeClock } from "@vendor-clients/testing/clock";
import { createFaultFetch, createLedger, createRandom, type Fault, type Ledger } from "@vendor-clients/testing/faults";
import type { AnyClient, Subject } from "../subject.ts";
import type { VendorWorld } from "../world/vendor-world.ts";

/** A client before a server, by a clock of their own. */
export interface Rig {
  readonly client: AnyClient;
  readonly clock: ReturnType<typeof createFakeClock> & { readonly random: () => number };
  readonly ledger: Ledger;
  readonly vendor: VendorWorld;
}

/** What to measure with. */
export interface RigOptions {
  readonly subject: Subject;
  readonly fault?: Fault | undefined;
  readonly existing?: readonly string[];
  readonly seed: number;
  /** Whether the fault is against logins, too. @default false */
  readonly strikesLogins?: boolean;
  /** How long requests travel, in milliseconds, at least and at most. */
  readonly latencyMs?: readonly [least: number, most: number];
}

const ORIGIN = "https://api.example.test";

/** Creates a client and the server that it calls. */
export function createRig(options: RigOptions): Rig {
  const { subject, fault, existing = [], strikesLogins = false, seed, latencyMs = [5, 60] } = options;
  const random = createRandom(seed);
  const clock = { ...createFakeClock(), random: random.next };
  const ledger = createLedger();
  const vendor = subject.createWorld(existing);
  const fetch = createFaultFetch({
    ...{ fault, ledger, clock, seed, world: vendor.world, origins: [ORIGIN] },
    latencyMs: () => random.between(...latencyMs),
    isTarget: (request) => strikesLogins || !subject.isTokenRequest(request),
  });
  const client = subject.createClient({ origin: ORIGIN, fetch, clock, onEvent: () => {}, maxBodyBytes: 2 ** 20 });
  return { client, clock, ledger, vendor };
}

/** Makes a client load what it loads when it first needs it, before a clock jumps. */
export async function warmUpSubject(subject: Subject, fault: Fault): Promise<void> {
  for (let count = 0; count < 3; count++) {
    const { client, clock } = createRig({ subject, fault, seed: count });
    const calls = Object.values(subject.calls).flat();
    await clock.runUntil(
      Promise.allSettled(calls.map((call) => call.send(client, "warm-up", { clock, timeoutMs: 1_000 }))),
    );
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
