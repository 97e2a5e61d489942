import { FAULTS } from "@vendor-clients/testing/faults";
import { describe, expect, test } from "vitest";
import { formatSweep } from "./format-sweep.ts";
import { runSweep } from "./run-sweep.ts";

const SEED = 20_261_121;

describe("the secret sweep", () => {
  test(`every fault before every credential, seed ${SEED}, shows no secret anywhere`, async () => {
    const tally = await runSweep({ seed: SEED });
    const summary = formatSweep(tally);
    console.log(summary);
    expect(tally.hits.length, summary).toBe(0);
    expect(tally.foreignBytes).toBe(0);
    expect(tally.faults).toBeGreaterThanOrEqual(FAULTS.length);
    expect(tally.credentials).toBeGreaterThanOrEqual(18);
    expect(tally.failed).toBeGreaterThan(tally.cases / 3);
  }, 120_000);
});
