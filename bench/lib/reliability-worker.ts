import { parentPort, workerData } from "node:worker_threads";
import { listCells, nameCell, runMatrix } from "../../packages/reliability/src/index.ts";
import type { WorkerOrder, WorkerReport } from "./run-shards.ts";

let unhandled = 0;
process.on("unhandledRejection", () => {
  unhandled++;
});

const { firstSeed, seeds, only, index, of } = workerData as WorkerOrder;
const cells = listCells().filter((cell) => only === undefined || nameCell(cell).includes(only));
const tally = await runMatrix({ cells, firstSeed, seeds, shard: { index, of } });
// What nobody waits for any more fails a turn later.
await new Promise((resolve) => setTimeout(resolve, 100));
parentPort?.postMessage({ tally, unhandled } satisfies WorkerReport);
