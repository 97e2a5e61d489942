import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { addTallies, type Tally } from "../../packages/reliability/src/index.ts";

/** What a worker is to do. */
export interface WorkerOrder {
  readonly firstSeed: number;
  readonly seeds: number;
  /** Part of the names of cells; all when absent. */
  readonly only: string | undefined;
  readonly index: number;
  readonly of: number;
}

/** What a worker found. */
export interface WorkerReport {
  readonly tally: Tally;
  readonly unhandled: number;
}

/** Runs the matrix on as many processors as there are. */
export async function runShards(order: Omit<WorkerOrder, "index" | "of">): Promise<WorkerReport> {
  const of = availableParallelism();
  const reports = await Promise.all(Array.from({ length: of }, (_, index) => runShard({ ...order, index, of })));
  return {
    tally: addTallies(reports.map(({ tally }) => tally)),
    unhandled: reports.reduce((sum, report) => sum + report.unhandled, 0),
  };
}

async function runShard(workerData: WorkerOrder): Promise<WorkerReport> {
  const worker = new Worker(new URL("./reliability-worker.ts", import.meta.url), { workerData });
  const [report] = (await once(worker, "message")) as [WorkerReport];
  await worker.terminate();
  return report;
}
