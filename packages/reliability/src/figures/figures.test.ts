import { describe, expect, test } from "vitest";
import type { Subject } from "../subject.ts";
import { SUBJECTS } from "../subjects/subjects.ts";
import { measureLimits } from "./limits.ts";
import { measureOutages } from "./outage.ts";
import { measureRealTime } from "./real-time.ts";
import { measureTokens } from "./tokens.ts";

const imply = SUBJECTS.find(({ vendor }) => vendor === "imply") as Subject;

describe("the figures", () => {
  test("of an outage of three minutes, show that all calls get through soon after it, with few requests in it", async () => {
    const subject: Subject = { ...imply, calls: { safe: imply.calls.safe ?? [], poller: imply.calls.poller ?? [] } };
    const figures = await measureOutages([subject], 1);
    expect(figures).toHaveLength(8);
    for (const figure of figures) {
      expect(figure).toMatchObject({ calls: 100, successes: 100 });
      expect(figure.recoveryMs).toBeLessThanOrEqual(30_000);
      if (figure.callClass === "safe") expect(figure.attemptsPerCall).toBeLessThanOrEqual(1.25);
    }
  }, 30_000);

  test("of tokens, show one token call for a thousand calls and no ended token, whatever the wall clock says", async () => {
    const [figure, ...more] = await measureTokens([imply], 1);
    expect(figure).toMatchObject({ vendor: "imply", tokenCallsAtExpiry: 1, expiredTokens: 0 });
    expect(figure?.requests).toBeGreaterThan(1_000);
    expect(more).toEqual([]);
  }, 30_000);

  test("of limits, show that none is passed and most of each is used", async () => {
    const figures = await measureLimits(1, 0.05);
    expect(figures).toHaveLength(4);
    for (const figure of figures) {
      expect(figure).toMatchObject({ refused: 0 });
      expect(figure.utilisation).toBeGreaterThanOrEqual(95);
    }
    expect(figures[0]?.leastGapMs).toBeGreaterThanOrEqual(2_500);
  }, 30_000);

  test("of the machine's clock, show that calls end when their time is over", async () => {
    const { calls, overrunMs } = await measureRealTime(imply);
    expect(calls).toBe(500);
    expect(overrunMs).toBeLessThan(250);
  }, 30_000);
});
