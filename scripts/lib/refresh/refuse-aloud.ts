import { EXIT_CODES, toRefusal } from "./refusal.ts";

/** Runs a step; a refusal is printed, and its kind becomes the exit code. Returns whether it went through. */
export async function refuseAloud(vendor: string, run: () => Promise<void>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    const refusal = toRefusal(error);
    if (!refusal) throw error;
    console.error(`${vendor}: ${refusal.message}`);
    console.error(`${vendor}: the committed files are as they were`);
    process.exitCode ||= EXIT_CODES[refusal.kind];
    return false;
  }
}
