import { describe, expect, test } from "vitest";
import { compareFields } from "./compare-cluster.ts";

describe("compareFields()", () => {
  const cases: [string, object, object, object[], object][] = [
    ["the same", { a: { b: [1] } }, { a: { b: [1] } }, [], {}],
    ["more than was wanted", { a: 1 }, { a: 1, c: 2 }, [], {}],
    [
      "another value",
      { a: { b: 2 } },
      { a: { b: 1, c: 3 } },
      [{ path: "a.b", found: "number", wanted: "number", value: 2 }],
      { a: { b: 2 } },
    ],
    ["nothing", { a: true }, {}, [{ path: "a", found: "absent", wanted: "boolean", value: true }], { a: true }],
    ["null", { a: "x" }, { a: null }, [{ path: "a", found: "null", wanted: "string", value: "x" }], { a: "x" }],
    [
      "another list",
      { a: [1, 2] },
      { a: [1] },
      [{ path: "a", found: "list", wanted: "list", value: [1, 2] }],
      { a: [1, 2] },
    ],
    [
      "a list in another order",
      { a: [1, 2] },
      { a: [2, 1] },
      [{ path: "a", found: "list", wanted: "list", value: [1, 2] }],
      { a: [1, 2] },
    ],
    ["a list of objects with members in another order", { a: [{ n: 1, v: 2 }] }, { a: [{ v: 2, n: 1 }] }, [], {}],
    [
      "a list of larger objects",
      { a: [{ n: 1 }] },
      { a: [{ n: 1, v: 2 }] },
      [{ path: "a", found: "list", wanted: "list", value: [{ n: 1 }] }],
      { a: [{ n: 1 }] },
    ],
    [
      "a text in the place of an object",
      { a: { b: 1 } },
      { a: "b" },
      [{ path: "a", found: "string", wanted: "object", value: { b: 1 } }],
      { a: { b: 1 } },
    ],
    [
      "a text in the place of a list",
      { a: ["x"] },
      { a: "x" },
      [{ path: "a", found: "string", wanted: "list", value: ["x"] }],
      { a: ["x"] },
    ],
    ["nothing for what is undefined", { a: undefined }, {}, [], {}],
  ];
  test.each(cases)("shown %s, lists what differs and the patch for it", (_, wanted, found, differences, patch) => {
    expect(compareFields(wanted as never, found as never, false)).toEqual({ differences, patch });
  });

  test("removing the rest, lists what goes, but no empty lists, which the Manager fills in", () => {
    const found = { a: { b: 1, c: "x", d: [], e: null }, f: [1] };
    expect(compareFields({ a: { b: 1 }, f: undefined }, found, true)).toEqual({
      differences: [
        { path: "a.c", found: "string", wanted: "absent" },
        { path: "f", found: "list", wanted: "absent" },
      ],
      patch: { a: { c: null }, f: null },
    });
  });

  test("given a field that every object inherits, compares own fields only", () => {
    expect(compareFields({ toString: "x" }, {}, false).differences).toEqual([
      { path: "toString", found: "absent", wanted: "string", value: "x" },
    ]);
  });
});
