import { describe, expect, test } from "vitest";
import { createFakeClock } from "../clock/fake-clock.ts";
import { createBehaviour } from "./behaviour.ts";
import { type Exchange, jsonAnswer } from "./exchange.ts";
import { boxes, SAMPLES } from "./fixtures/boxes.ts";
import type { Scenario } from "./scenario.ts";

const counting: Scenario = {
  name: "counting",
  summary: "Refuses every second request",
  start: () => {
    let count = 0;
    return { before: () => (++count % 2 === 0 ? jsonAnswer(429, {}) : undefined) };
  },
};
const loud: Scenario = {
  name: "loud",
  summary: "Marks every answer",
  start: ({ seed, clock }) => ({
    after: (_, answer) => ({ ...answer, headers: { ...answer.headers, seed: String(seed), now: String(clock.now()) } }),
  }),
};
const rules = { state: { resources: [boxes], missing: () => jsonAnswer(404, {}) }, scenarios: [counting, loud] };

function setUp(options: Parameters<typeof createBehaviour>[1] = {}) {
  const clock = createFakeClock();
  const behaviour = createBehaviour(rules, { clock, ...options }, (template) => SAMPLES[template]);
  const request = { method: "POST", path: "/boxes", query: {}, headers: {}, body: { name: "red" } };
  const exchange: Exchange = { request, name: "POST /boxes", operation: undefined, params: {}, clock };
  return { behaviour, exchange };
}

describe("scenarios", () => {
  test("that are on from the start, act in their order; dropped, do nothing", () => {
    const { behaviour, exchange } = setUp({ scenarios: ["counting", "loud"], seed: 3 });
    expect(behaviour.active).toEqual(["counting", "loud"]);
    expect(behaviour.before(exchange)).toBeUndefined();
    expect(behaviour.before(exchange)?.status).toBe(429);
    expect(behaviour.after(exchange, jsonAnswer(200, {})).headers).toMatchObject({ seed: "3", now: "0" });

    behaviour.drop("counting");
    behaviour.drop("loud");
    expect([behaviour.before(exchange), behaviour.before(exchange)]).toEqual([undefined, undefined]);
    const answer = jsonAnswer(200, {});
    expect(behaviour.after(exchange, answer)).toBe(answer);
  });

  test("used again, begin anew", () => {
    const { behaviour, exchange } = setUp({ scenarios: ["counting"] });
    behaviour.before(exchange);
    behaviour.use("counting");
    expect(behaviour.before(exchange)).toBeUndefined();
    expect(behaviour.active).toEqual(["counting"]);
  });

  test("of two behaviours, share nothing", () => {
    const [first, second] = [setUp({ scenarios: ["counting"] }), setUp({ scenarios: ["counting"] })];
    first.behaviour.before(first.exchange);
    expect(second.behaviour.before(second.exchange)).toBeUndefined();
  });

  test("that do not exist, are refused with the names of those that do", () => {
    expect(() => setUp({ scenarios: ["busy"] })).toThrow(
      'Cannot use scenario "busy": the scenarios are counting, loud',
    );
    expect(() => setUp().behaviour.use("__proto__")).toThrow(RangeError);
    expect(() => createBehaviour({ scenarios: [] }, { scenarios: ["busy"] }, () => undefined)).toThrow(
      'Cannot use scenario "busy": this mock has none',
    );
  });
});

describe("reset()", () => {
  test("forgets what was created, and is back at the scenarios of the start, begun anew", () => {
    const { behaviour, exchange } = setUp({ scenarios: ["counting"] });
    behaviour.state?.shape(exchange, jsonAnswer(201, { uid: "uid" }));
    behaviour.before(exchange);
    behaviour.use("loud");
    expect(behaviour.state?.items("box")).toHaveLength(1);

    behaviour.reset();
    expect(behaviour.state?.items("box")).toEqual([]);
    expect(behaviour.active).toEqual(["counting"]);
    expect(behaviour.before(exchange)).toBeUndefined();
  });
});

test("a behaviour without state, keeps none", () => {
  expect(setUp({ state: false }).behaviour.state).toBeUndefined();
});

test("a behaviour without a clock or seed, takes the system's clock and 1", () => {
  const { clock } = createBehaviour(rules, {}, () => undefined);
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000);
});
