import { expect, test } from "vitest";
import { ImportError } from "./import-error.ts";
import { findRepeatedKey, readJsonDocument } from "./read-json.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

test("readJsonDocument(), for a JSON object with a byte order mark, returns it", () => {
  expect(readJsonDocument(bytesOf('\ufeff{"openapi":"3.0.3"}'))).toEqual({ openapi: "3.0.3" });
});

test.each([
  ["an HTML page", "<!doctype html><title>Log in</title>", /HTML or XML where JSON is wanted at #$/],
  ["YAML", "openapi: 3.0.3\n", /no JSON \(/],
  ["a list", "[]", /no JSON object at #/],
  ["nothing", "", /no JSON \(/],
  [
    "a repeated key",
    '{"paths":{"/a":{"get":1,"get":2}}}',
    /a key that stands twice in one object at #\/paths\/~1a\/get/,
  ],
])("readJsonDocument(), for %s, says so", (_, text, message) => {
  expect(() => readJsonDocument(bytesOf(text))).toThrow(message);
  expect(() => readJsonDocument(bytesOf(text))).toThrow(ImportError);
});

test("readJsonDocument(), for bytes that are no UTF-8, says so", () => {
  expect(() => readJsonDocument(new Uint8Array([0x7b, 0xff, 0x7d]))).toThrow("bytes that are no UTF-8");
});

test.each([
  ["none", '{"a":{"b":1},"b":{"a":1},"c":[{"a":1},{"a":1}]}', undefined],
  ["a key written with an escape", '{"a":1,"\\u0061":2}', ["a"]],
  ["a key whose text holds brackets and quotes", '{"x":{"{\\"[":1,"{\\"[":2}}', ["x", '{"[']],
  ["a value that looks like a key", '{"a":"a","b":"a"}', undefined],
  ["a key inside a list", '{"a":[{"b":1,"b":2}]}', ["a", "b"]],
])("findRepeatedKey(), for %s, gives its place or nothing", (_, text, want) => {
  expect(findRepeatedKey(text)).toEqual(want);
});

test("findRepeatedKey(), for a string of ten million characters, ends within five seconds", () => {
  const text = JSON.stringify({ a: '\\"'.repeat(5_000_000) });
  const startedMs = performance.now();
  expect(findRepeatedKey(text)).toBeUndefined();
  expect(performance.now() - startedMs).toBeLessThan(5_000);
});
