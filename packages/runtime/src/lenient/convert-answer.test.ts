import { describe, expect, test } from "vitest";
import type { AnswerShapes, Shape } from "./answer-shapes.ts";
import { type Adapt, convertAnswer, type Drift } from "./convert-answer.ts";

const schemas: AnswerShapes["schemas"] = {
  Kite: {
    id: "is",
    size: "i",
    flies: "b",
    tags: ["s"],
    wind: "#Wind",
    parent: "#Kite",
    notes: "o",
    flights: ["#Wind"],
    made: "d",
  },
  Wind: { knots: "n", from: "s" },
};

/** Converts what stands at `/data`; says what became of it and what was told. */
function convert(data: unknown, shape: Shape = "#Kite", adapt?: Adapt) {
  const drifts: Drift[] = [];
  const conversion = { shapes: { schemas, operations: {} }, onDrift: (drift: Drift) => drifts.push(drift), adapt };
  const converted = convertAnswer(data, shape, "/data", conversion);
  const told = drifts.map(
    (drift) => `${drift.pointer}: ${drift.found} for ${drift.declared}${drift.converted ? "" : ", left"}`,
  );
  return { converted, told };
}

describe("convertAnswer()", () => {
  test("given what is declared, changes and tells nothing", () => {
    const data = {
      id: "7",
      size: 2,
      flies: true,
      tags: ["a"],
      wind: { knots: 1.5 },
      notes: {},
      flights: [{ from: "N" }],
      other: "1",
    };
    const { converted, told } = convert(structuredClone(data));
    expect(converted).toEqual(data);
    expect(told).toEqual([]);
  });

  test("given scalars in other kinds, sets them right and tells where", () => {
    const { converted, told } = convert({ id: 7, size: "2", flies: 1, wind: { knots: "1.5", from: 270 } });
    expect(converted).toEqual({ id: 7, size: 2, flies: true, wind: { knots: 1.5, from: "270" } });
    expect(told).toEqual([
      "/data/size: string for integer",
      "/data/flies: number for boolean",
      "/data/wind/knots: string for number",
      "/data/wind/from: number for string",
    ]);
  });

  test("given what cannot be said in the declared kind, leaves it and tells where", () => {
    const data = { size: "abc", flies: 2, wind: "north", tags: { a: 1 } };
    const { converted, told } = convert(structuredClone(data));
    expect(converted).toEqual(data);
    expect(told).toEqual([
      "/data/size: string for integer, left",
      "/data/flies: number for boolean, left",
      "/data/wind: string for object, left",
      "/data/tags: object for list, left",
    ]);
  });

  test("given null, leaves it and tells nothing, because every client has to bear absence", () => {
    const { converted, told } = convert({ size: null, wind: null, tags: null, parent: { id: null } });
    expect(converted).toEqual({ size: null, wind: null, tags: null, parent: { id: null } });
    expect(told).toEqual([]);
  });

  test("given a list, tells one place for all of its items", () => {
    const { converted, told } = convert([{ size: "1" }, { size: 2 }, { size: "3" }], ["#Kite"]);
    expect(converted).toEqual([{ size: 1 }, { size: 2 }, { size: 3 }]);
    expect(told).toEqual(Array(2).fill("/data/*/size: string for integer"));
  });

  test("given objects and lists as JSON in text, reads them and goes on inside", () => {
    const { converted, told } = convert({ wind: '{"knots":"3"}', flights: '[{"from":1}]', notes: '{"a":1}' });
    expect(converted).toEqual({ wind: { knots: 3 }, flights: [{ from: "1" }], notes: { a: 1 } });
    expect(told).toEqual([
      "/data/wind: string for object",
      "/data/wind/knots: string for number",
      "/data/flights: string for list",
      "/data/flights/*/from: number for string",
      "/data/notes: string for object",
    ]);
  });

  test.each<[string, unknown]>([
    ["a, b", ["a", "b"]],
    ["", []],
    ['["a","b"]', ["a", "b"]],
    ["[a", "[a"],
  ])("given %j for a list of texts, splits it where that is no guess", (tags, want) => {
    expect(convert({ tags }).converted).toEqual({ tags: want });
  });

  test("given a comma list for a list of objects, leaves it", () => {
    expect(convert({ flights: "a,b" }).converted).toEqual({ flights: "a,b" });
  });

  test("given a field in another case, moves it to its name and goes on inside", () => {
    const { converted, told } = convert({ ID: "7", Wind: { KNOTS: "3" } });
    expect(converted).toEqual({ id: "7", wind: { knots: 3 } });
    expect(told).toEqual([
      "/data/id: name in another case for id",
      "/data/wind: name in another case for wind",
      "/data/wind/knots: name in another case for knots",
      "/data/wind/knots: string for number",
    ]);
  });

  test("given a declared name with capitals in another case, moves it too, and takes an empty name for none", () => {
    const shape = { TermsV1: "b", "": "i" };
    expect(convert({ termsV1: 1, "": "2", other: "3" }, shape).converted).toEqual({ TermsV1: true, "": 2, other: 3 });
  });

  test("given a field in both cases, leaves both", () => {
    expect(convert({ ID: "7", id: "8" })).toEqual({ converted: { ID: "7", id: "8" }, told: [] });
  });

  test("given a map, converts its values whatever their keys", () => {
    const data = JSON.parse('{"a":{"knots":"1"},"__proto__":{"knots":"2"},"constructor":{"knots":"3"}}');
    const { converted, told } = convert(data, { "": "#Wind" });
    expect(Reflect.get(converted as object, "a")).toEqual({ knots: 1 });
    expect(Reflect.get(converted as object, "constructor")).toEqual({ knots: 3 });
    expect(Object.getPrototypeOf(converted)).toBe(Object.prototype);
    expect(Object.hasOwn(converted as object, "__proto__")).toBe(true);
    expect(told).toEqual(Array(2).fill("/data/*/knots: string for number"));
  });

  test("given a root in another kind, answers the converted one", () => {
    expect(convert("5", "i").converted).toBe(5);
    expect(convert('{"size":"1"}').converted).toEqual({ size: 1 });
  });

  test("given a shape that nobody knows, leaves the value", () => {
    expect(convert({ a: "1" }, "#None")).toEqual({ converted: { a: "1" }, told: [] });
    expect(convert({ a: "1" }, "#toString")).toEqual({ converted: { a: "1" }, told: [] });
  });

  test("given an answer that is nested 5,000 times, stops going further in", () => {
    const text = `${'{"parent":'.repeat(5_000)}{"size":"1"}${"}".repeat(5_000)}`;
    expect(convert(JSON.parse(text)).told).toEqual([]);
  });
});

describe("convertAnswer() with an own rule", () => {
  const adapt: Adapt = (value, { schema, pointer }) =>
    schema === "Wind" && typeof value === "string" ? { from: value, at: pointer } : undefined;

  test("asks it for what has no other conversion, by schema and place, and goes on inside", () => {
    const { converted, told } = convert({ wind: "N", size: "x" }, "#Kite", adapt);
    expect(converted).toEqual({ wind: { from: "N", at: "/data/wind" }, size: "x" });
    expect(told).toEqual(["/data/wind: string for object", "/data/size: string for integer, left"]);
  });
});
