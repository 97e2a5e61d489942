import { describe, expect, test } from "vitest";
import {
  applyOverrides,
  defineOverride,
  eachOperation,
  expectAbsent,
  expectValue,
  getList,
  getObject,
} from "./override.ts";

const DOCUMENT = { paths: { "/b": { get: { operationId: "b" } }, "/a": { post: {}, get: {}, parameters: [] } } };
const define = (apply: Parameters<typeof defineOverride>[0]["apply"]) =>
  defineOverride({ what: "x", evidence: "https://example.com", date: "2026-11-21", apply });

describe("applyOverrides()", () => {
  test("changes a copy and leaves the document as it is", () => {
    const change = define((document) => {
      getObject(document, "#/paths/~1b/get")["operationId"] = "c";
    });
    const changed = applyOverrides(DOCUMENT, [["01-x.ts", change]]);
    expect(getObject(changed, "#/paths/~1b/get")["operationId"]).toBe("c");
    expect(DOCUMENT.paths["/b"].get.operationId).toBe("b");
  });

  test("for an override that no longer fits, names the file, the reason and the evidence", () => {
    const gone = define((document) => void getObject(document, "#/paths/~1gone"));
    expect(() => applyOverrides(DOCUMENT, [["01-x.ts", gone]])).toThrow(
      'Cannot apply "01-x.ts": no object at #/paths/~1gone; look at https://example.com (checked 2026-11-21)',
    );
  });
});

test("expectAbsent(), expectValue() and getList(), for what is not as expected, throw and name the place", () => {
  expect(() => expectAbsent(DOCUMENT, "#/paths/~1b")).toThrow("#/paths/~1b exists by now");
  expect(() => expectValue(DOCUMENT, "#/paths/~1b/get/operationId", "z")).toThrow('is no longer "z"');
  expect(() => getList(DOCUMENT, "#/paths")).toThrow("no list at #/paths");
  expectAbsent(DOCUMENT, "#/paths/~1c");
  expectValue(DOCUMENT, "#/paths/~1b/get/operationId", "b");
  expect(getList(DOCUMENT, "#/paths/~1a/parameters")).toEqual([]);
});

test("eachOperation(), for a path with parameters of its own, gives operations only", () => {
  expect([...eachOperation(DOCUMENT)].map(({ path, method }) => `${method} ${path}`)).toEqual([
    "get /b",
    "get /a",
    "post /a",
  ]);
});
