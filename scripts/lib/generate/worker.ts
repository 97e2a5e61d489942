import { parentPort } from "node:worker_threads";
import { findVendor } from "../vendors.ts";
import type { WorkerAnswer } from "./generate-in-workers.ts";
import { generateVendor } from "./generate-vendor.ts";

// One vendor after the other, as they are asked for; a failure goes back as its message, because errors lose their class on the way.
parentPort?.on("message", async (name: string) => {
  const answer: WorkerAnswer = await generateVendor(findVendor(name)).then(
    (output) => ({ output }),
    (error: unknown) => ({ failure: error instanceof Error ? error.message : String(error) }),
  );
  parentPort?.postMessage(answer);
});
