import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Vendor } from "../vendors.ts";
import { generateVendor, type VendorOutput } from "./generate-vendor.ts";

/** What a worker sends back. */
export type WorkerAnswer = { readonly output: VendorOutput } | { readonly failure: string };

/** One vendor's output and the time that it took. */
export interface TimedOutput {
  readonly vendor: Vendor;
  readonly output: VendorOutput;
  readonly seconds: number;
}

/**
 * Generates vendors, as many at a time as the machine has processors; the results come in the order of the vendors given.
 *
 * @param onStart - called with each vendor as its turn comes
 * @throws Error when a vendor cannot be generated; the others are given up.
 */
export async function generateInWorkers(
  vendors: readonly Vendor[],
  onStart: (vendor: Vendor) => void,
): Promise<TimedOutput[]> {
  const waiting = [...vendors].sort((a, b) => weigh(b) - weigh(a));
  const done = new Map<string, TimedOutput>();
  const run = async (generate: (vendor: Vendor) => Promise<VendorOutput>): Promise<void> => {
    for (let vendor = waiting.shift(); vendor !== undefined; vendor = waiting.shift()) {
      onStart(vendor);
      const startedMs = performance.now();
      const output = await generate(vendor);
      done.set(vendor.name, { vendor, output, seconds: (performance.now() - startedMs) / 1000 });
    }
  };
  // This thread works, too; with one vendor there is nobody else.
  const workers = Array.from({ length: Math.min(availableParallelism(), vendors.length) - 1 }, createWorker);
  try {
    await Promise.all([run(generateVendor), ...workers.map((worker) => run((vendor) => ask(worker, vendor)))]);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return vendors.flatMap(({ name }) => done.get(name) ?? []);
}

// The longest first, or one processor idles at the end: Palette takes as long as all others together.
function weigh({ name }: Vendor): number {
  return name === "palette" ? 1 : 0;
}

function createWorker(): Worker {
  return new Worker(new URL("worker.ts", import.meta.url));
}

async function ask(worker: Worker, vendor: Vendor): Promise<VendorOutput> {
  worker.postMessage(vendor.name);
  const [answer]: WorkerAnswer[] = await once(worker, "message");
  if (answer && "output" in answer) return answer.output;
  throw new Error(answer?.failure ?? `Cannot generate "${vendor.name}": its worker ended`);
}
