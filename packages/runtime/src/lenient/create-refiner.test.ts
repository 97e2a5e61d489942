import { describe, expect, test } from "vitest";
import type { ClientEvent } from "../events/client-event.ts";
import { createAnswerConverter } from "./create-answer-converter.ts";
import { createRefiner } from "./create-refiner.ts";

const converter = createAnswerConverter({
  vendor: "acme",
  root: "/data",
  shapes: { schemas: { Kite: { size: "i" } }, operations: { "GET /kites": ["#Kite"] } },
});

/** A refiner, how often it loaded its converter, and what it told. */
function setUp(load: () => Promise<typeof converter> = async () => converter) {
  const events: ClientEvent[] = [];
  let loads = 0;
  const counted = () => {
    loads++;
    return load();
  };
  return { events, loads: () => loads, refine: createRefiner(counted, (event) => events.push(event)) };
}

describe("createRefiner()", () => {
  test("given data of another type than declared, converts them and counts each place once", async () => {
    const { refine, events } = setUp();
    expect(await refine([{ size: "1" }, { size: 2 }, { size: "3" }, { size: "x" }], "GET /kites")).toEqual([
      { size: 1 },
      { size: 2 },
      { size: 3 },
      { size: "x" },
    ]);
    const place = { pointer: "/data/*/size", declared: "integer", found: "string" };
    expect(events).toEqual([
      { type: "drift", vendor: "acme", operation: "GET /kites", attributes: { ...place, converted: true, count: 2 } },
      { type: "drift", vendor: "acme", operation: "GET /kites", attributes: { ...place, converted: false, count: 1 } },
    ]);
  });

  test("given a second answer, converts it at once and loads nothing again", async () => {
    const { refine, loads } = setUp();
    await refine([], "GET /kites");
    expect(refine([{ size: "1" }], "GET /kites")).toEqual([{ size: 1 }]);
    expect(loads()).toBe(1);
  });

  test.each(["text", 5, true, null, undefined])("given %j, hands it out and loads nothing", (data) => {
    const { refine, loads } = setUp();
    expect(refine(data, "GET /kites")).toBe(data);
    expect(loads()).toBe(0);
  });

  test.each([
    "GET /winds",
    "toString",
  ])("of the operation %s, which has no shape, hands the data out", async (operation) => {
    const { refine, events } = setUp();
    expect(await refine({ size: "1" }, operation)).toEqual({ size: "1" });
    expect(events).toEqual([]);
  });

  test("whose converter cannot be loaded, hands the data out and tries again with the next", async () => {
    let isDown = true;
    const { refine } = setUp(async () => {
      if (isDown) throw new Error("no such file");
      return converter;
    });
    expect(await refine([{ size: "1" }], "GET /kites")).toEqual([{ size: "1" }]);
    isDown = false;
    expect(await refine([{ size: "1" }], "GET /kites")).toEqual([{ size: 1 }]);
  });

  test("whose listener fails, converts all the same", async () => {
    const refine = createRefiner(
      async () => converter,
      () => {
        throw new Error("logger");
      },
    );
    expect(await refine([{ size: "1" }], "GET /kites")).toEqual([{ size: 1 }]);
  });
});
