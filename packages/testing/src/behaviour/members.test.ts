import { describe, expect, test } from "vitest";
import { merge, overlay, readAt, withAt } from "./members.ts";

const POLLUTED = JSON.parse('{"name":"red","__proto__":{"isAdmin":true},"labels":{"__proto__":{"isAdmin":true}}}');

describe("readAt()", () => {
  test.each<[unknown, string[], unknown]>([
    [{ a: { b: 1 } }, ["a", "b"], 1],
    [{ a: { b: 1 } }, [], { a: { b: 1 } }],
    [{ a: 1 }, ["a", "b"], undefined],
    [[{ a: 1 }, { a: 2 }], ["1", "a"], 2],
    [[{ a: 1 }], ["1", "a"], undefined],
    [[1], ["length"], undefined],
    [{}, ["__proto__"], undefined],
    [{}, ["constructor", "name"], undefined],
    [null, ["a"], undefined],
  ])("of %j at %j, gives %j", (value, way, want) => {
    expect(readAt(value, way)).toEqual(want);
  });
});

describe("withAt()", () => {
  test.each<[unknown, string[], unknown, unknown]>([
    [{ a: 1 }, ["b"], 2, { a: 1, b: 2 }],
    [{ a: { c: 1 } }, ["a", "b"], 2, { a: { c: 1, b: 2 } }],
    [undefined, ["a", "b"], 2, { a: { b: 2 } }],
    ["text", [], 2, 2],
    [[{ a: 1 }, 3], ["0", "a"], 2, [{ a: 2 }, 3]],
    [[1], ["1"], 2, { 1: 2 }],
  ])("of %j at %j with %j, gives %j", (value, way, member, want) => {
    expect(withAt(value, way, member)).toEqual(want);
  });

  test("of an object, leaves it as it was", () => {
    const given = { a: { b: 1 } };
    withAt(given, ["a", "b"], 2);
    expect(given).toEqual({ a: { b: 1 } });
  });
});

describe("overlay()", () => {
  test.each<[string, unknown, unknown, unknown]>([
    ["a member of both", { a: "sample", b: 1 }, { a: "known" }, { a: "known", b: 1 }],
    ["a member that the sample has not", { a: "sample" }, { c: "known" }, { a: "sample" }],
    ["another type", { a: 1, b: [], c: {} }, { a: "1", b: {}, c: [] }, { a: 1, b: [], c: {} }],
    ["null", { a: 1, b: null }, { a: null, b: 1 }, { a: 1, b: null }],
    ["false and 0", { a: true, b: 1 }, { a: false, b: 0 }, { a: false, b: 0 }],
    ["members below", { a: { b: 1, c: 2 } }, { a: { b: 3 } }, { a: { b: 3, c: 2 } }],
    ["a list of texts", { a: ["x"] }, { a: ["y", "z"] }, { a: ["y", "z"] }],
    ["an empty list", { a: ["x"] }, { a: [] }, { a: [] }],
    [
      "a list of objects",
      [{ a: 1, b: 2 }],
      [{ a: 3, x: 1 }, { b: 4 }],
      [
        { a: 3, b: 2 },
        { a: 1, b: 4 },
      ],
    ],
    ["a list that mixes", [{ a: 1 }], ["x", { a: 2 }], [{ a: 2 }]],
    ["a map", { labels: { key: "key" } }, { labels: { a: "1", b: "2" } }, { labels: { a: "1", b: "2" } }],
    ["a map with other values", { key: "key" }, { a: 1, b: "2" }, { a: "key", b: "2" }],
    ["an empty map", { key: "key" }, {}, { key: "key" }],
    ["an object whose member is `key`", { key: "key" }, { key: "k1", other: "x" }, { key: "k1" }],
  ])("given %s, gives what both agree on", (_, sample, known, want) => {
    expect(overlay(sample, known)).toEqual(want);
  });

  test("given `__proto__` as a name, takes nothing of it", () => {
    const shown = overlay({ name: "", labels: { key: "" } }, { ...POLLUTED, labels: POLLUTED.labels }) as object;
    expect(shown).toEqual({ name: "red", labels: {} });
    expect(Object.getPrototypeOf((shown as { labels: object }).labels)).toBe(Object.prototype);
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
  });
});

describe("merge()", () => {
  test.each<[object, object, object]>([
    [{ a: 1 }, { b: 2 }, { a: 1, b: 2 }],
    [{ a: { b: 1 } }, { a: { c: 2 } }, { a: { b: 1, c: 2 } }],
    [{ a: { b: 1 } }, { a: [1] }, { a: [1] }],
    [{ a: [1, 2] }, { a: [3] }, { a: [3] }],
    [{ a: 1 }, { a: null }, { a: null }],
  ])("of %j with %j, gives %j", (target, source, want) => {
    expect(merge({ ...target }, { ...source })).toEqual(want);
  });

  test("of a body with `__proto__`, changes no prototype and keeps the other members", () => {
    const merged = merge({ labels: { a: "1" } }, POLLUTED);
    expect(merged).toEqual({ name: "red", labels: { a: "1" } });
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect(Object.getPrototypeOf(merged["labels"])).toBe(Object.prototype);
  });
});
