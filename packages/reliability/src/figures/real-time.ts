import { findFault, startFaultServer } from "@vendor-clients/testing/faults";
import { readEnd } from "../run/read-end.ts";
import type { Subject } from "../subject.ts";

/** How late calls end by the machine's clock, over real sockets. */
export interface RealTimeFigure {
  readonly calls: number;
  /** 99.9 % end no later than this after their time is over, in milliseconds. */
  readonly overrunMs: number;
}

const FAULTS = ["silence-for-ever", "body-stalls", "body-in-drops-for-ever", "refused-for-ever", "status-503-for-ever"];
const CALLS = 100;
const LEAST_TIMEOUT_MS = 200;

/** Sends calls with little time into faults that last, and measures when they end. */
export async function measureRealTime(subject: Subject): Promise<RealTimeFigure> {
  const [call] = subject.calls.safe ?? [];
  const overruns: number[] = [];
  for (const name of FAULTS) {
    const fault = { ...findFault(name), lasts: "for-ever" as const };
    const { world } = subject.createWorld(["thing"]);
    const server = await startFaultServer({ fault, world, isTarget: (request) => !subject.isTokenRequest(request) });
    const clock = {
      now: () => performance.now(),
      setTimer: (run: () => void, ms: number) => stopper(setTimeout(run, Math.max(0, ms))),
    };
    const client = subject.createClient({
      ...{ origin: server.url, fetch: server.fetch, clock, onEvent: () => {}, maxBodyBytes: 2 ** 20 },
    });
    const one = async (_: unknown, index: number) => {
      const timeoutMs = LEAST_TIMEOUT_MS + index;
      const startMs = performance.now();
      await readEnd(() => call?.send(client, "thing", { timeoutMs }) ?? Promise.resolve(), undefined);
      overruns.push(Math.max(0, performance.now() - startMs - timeoutMs));
    };
    await Promise.all(Array.from({ length: CALLS }, one));
    await server.close();
  }
  return { calls: overruns.length, overrunMs: findQuantile(overruns, overruns.length, 0.999) };
}

function stopper(timer: NodeJS.Timeout): () => void {
  return () => clearTimeout(timer);
}

/** The value that so large a part of `count` numbers does not exceed; those that are not given are 0. */
export function findQuantile(values: readonly number[], count: number, part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const fromEnd = count - Math.ceil(count * part);
  return sorted[sorted.length - 1 - fromEnd] ?? 0;
}
