import { expect, test } from "vitest";
import { isObject, parsePointer, readPointer, toPointer } from "./json.ts";

const DOCUMENT = { paths: { "/a/{b}": { get: { "x~y": [1, { z: null }] } } } };

test.each([
  ["#", DOCUMENT],
  ["#/paths/~1a~1{b}/get/x~0y/0", 1],
  ["#/paths/~1a~1%7Bb%7D/get/x~0y/1/z", null],
  ["#/paths/nope/get", undefined],
  ["#/paths/__proto__", undefined],
  ["#/paths/~1a~1{b}/get/x~0y/length", undefined],
])("readPointer() at %s, gives what stands there", (pointer, want) => {
  expect(readPointer(DOCUMENT, pointer)).toEqual(want);
});

test("toPointer() of keys with slash and tilde, is read back by parsePointer()", () => {
  const keys = ["paths", "/a/~b", "~1", ""];
  expect(parsePointer(toPointer(keys))).toEqual(keys);
});

test("parsePointer() of something else, throws", () => {
  expect(() => parsePointer("paths/a")).toThrow('it does not start with "#/"');
});

test.each([
  [{}, true],
  [[], false],
  [null, false],
  ["x", false],
])("isObject(%j), tells objects from the rest", (value, want) => {
  expect(isObject(value)).toBe(want);
});
