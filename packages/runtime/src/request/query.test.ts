import { createQuerySerializer } from "openapi-fetch";
import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { startServer } from "../../test-fixtures/start-server.ts";
import { createQueryWriter } from "./query.ts";

const writeQuery = (query: object, explode: boolean) => createQueryWriter(explode)(query);

const QUERIES: readonly Record<string, unknown>[] = [
  {},
  { a: "b" },
  { a: "", b: 0, c: false, d: 1.5, e: 10n },
  { a: undefined, b: null, c: "x" },
  { a: "b c&d=e+f#g/h?i%j", "filter[x]": "é😀" },
  { a: ["x", "y z"], b: [1] },
  { a: [] },
  { a: { b: "c d", e: 1, f: true } },
  { a: ["x,y"] },
];

describe("createQueryWriter()", () => {
  test.each([true, false])("lists exploded: %s, is written as openapi-fetch writes it", async (explode) => {
    const reference = createQuerySerializer({ array: { style: "form", explode } });
    expect(await Promise.all(QUERIES.map((query) => writeQuery(query, explode)))).toEqual(
      QUERIES.map((query) => reference(query)),
    );
  });

  test.each([
    ["a list with gaps, explode", { a: ["x", null, undefined, "y"] }, true, "a=x&a=y"],
    ["a list with gaps, commas", { a: ["x", null, undefined, "y"] }, false, "a=x,y"],
    ["a list of nothing", { a: [null] }, false, ""],
    ["an object with gaps", { a: { b: null, c: 1 } }, true, "a[c]=1"],
    ["an empty object", { a: {}, b: 1 }, true, "b=1"],
    ["a lone surrogate", { a: "\ud800" }, true, "a=%EF%BF%BD"],
    ["a name that would end itself", { "a&b=c#d": 1 }, true, "a%26b%3Dc%23d=1"],
    ["a key that would end its name", { a: { "b]&admin": 1 } }, true, "a[b]%26admin]=1"],
  ])("%s, is written without an invented parameter", async (_, query, explode, want) => {
    expect(await writeQuery(query, explode)).toBe(want);
  });

  test.each([
    ["a list in a list", { a: [["SECRET"]] }],
    ["an object in a list", { a: [{ b: "SECRET" }] }],
    ["an object in an object", { a: { b: { c: "SECRET" } } }],
  ])("%s, throws TypeError that does not repeat it", (_, query) => {
    for (const explode of [true, false]) {
      expect(() => writeQuery(query, explode)).toThrow(/^Cannot write query parameter "a/);
      expect(() => writeQuery(query, explode)).not.toThrow(/SECRET/);
    }
  });

  test("inherited names, are not written", () => {
    expect(writeQuery(Object.create({ a: 1 }), true)).toBe("");
  });
});

describe("a query on the wire", () => {
  test.each([
    [undefined, "/v1/x?tag=a&tag=b&limit=5"],
    [true, "/v1/x?tag=a&tag=b&limit=5"],
    [false, "/v1/x?tag=a,b&limit=5"],
  ])("lists exploded: %s, arrives in the vendor's style", async (explodeQueryLists, want) => {
    const server = await startServer();
    const client = createClient({ baseUrl: server.url, explodeQueryLists });
    await client.GET("/v1/x", { params: { query: { tag: ["a", "b"], limit: 5 } } });
    expect(server.seen[0]?.url).toBe(want);
  });

  test("nothing to say, sends no question mark", async () => {
    const server = await startServer();
    await createClient({ baseUrl: server.url }).GET("/v1/x", { params: { query: { a: undefined } } });
    expect(server.seen[0]?.url).toBe("/v1/x");
  });
});
