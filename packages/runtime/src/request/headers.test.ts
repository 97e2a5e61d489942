import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { startServer } from "../../test-fixtures/start-server.ts";
import type { CallInit } from "../options.ts";
import { type HeaderLayer, mergeHeaders } from "./headers.ts";

describe("mergeHeaders()", () => {
  test.each([
    ["a later layer, wins whatever its case", [{ "X-A": "1" }, { "x-a": "2" }], { "x-a": "2" }],
    ["null, removes", [{ "X-A": "1" }, { "x-a": null }], {}],
    ["undefined, leaves alone", [{ "X-A": "1" }, { "x-a": undefined }], { "x-a": "1" }],
    ["numbers and booleans, are written", [{ "X-A": 0, "X-B": false }], { "x-a": "0", "x-b": "false" }],
    ["a list, is joined by commas", [{ "X-A": ["1", 2] }], { "x-a": "1,2" }],
    ["Headers, is read", [new Headers({ "X-A": "1" })], { "x-a": "1" }],
    [
      "pairs, are read",
      [
        [
          ["X-A", "1"],
          ["X-B", "2"],
        ],
      ],
      { "x-a": "1", "x-b": "2" },
    ],
    ["absent layers, add nothing", [undefined, {}], {}],
  ] satisfies [string, HeaderLayer[], object][])("%s", (_, layers, want) => {
    expect(Object.fromEntries(mergeHeaders(undefined, ...layers))).toEqual(want);
  });

  test.each([
    ["a line break", "SECRET\r\nX-Evil: 1"],
    ["NUL", "SECRET\u0000"],
    ["a dash that is not Latin-1", "SECRET\u2013"],
  ])("a value with %s, throws TypeError with the name and without the value", (_, value) => {
    const error = (() => {
      try {
        return mergeHeaders(undefined, { "X-Key": value });
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toEqual(new TypeError('Cannot send header "X-Key": found characters that HTTP cannot carry'));
    expect(inspect(error, { depth: 12 })).not.toContain("SECRET");
  });

  test("a name that HTTP cannot carry, throws TypeError", () => {
    expect(() => mergeHeaders(undefined, { "X Y\n": "1" })).toThrow(TypeError);
  });
});

describe("headers on the wire", () => {
  async function send(init: CallInit, headers: Record<string, string> = {}) {
    const server = await startServer();
    await createClient({ baseUrl: server.url, headers }).GET("/v1/x", init);
    return server.seen[0]?.headers ?? {};
  }

  test("header parameters, go over the call's headers, which go over the client's", async () => {
    const seen = await send(
      { headers: { "X-B": "call", "X-C": "call" }, params: { header: { "X-C": "parameter", "X-D": 5 } } },
      { "X-A": "client", "X-B": "client", "X-C": "client" },
    );
    expect(seen).toMatchObject({ "x-a": "client", "x-b": "call", "x-c": "parameter", "x-d": "5" });
  });

  test("header parameters of a call with a body, go over its headers too", async () => {
    const server = await startServer();
    const init = { body: {}, headers: { "X-A": "call", "X-B": "call" }, params: { header: { "X-A": "parameter" } } };
    await createClient({ baseUrl: server.url, headers: { "X-C": "client" } }).POST("/v1/x", init);
    expect(server.seen[0]?.headers).toMatchObject({ "x-a": "parameter", "x-b": "call", "x-c": "client" });
  });

  test("null in a call, removes a header of the client for this call only", async () => {
    const server = await startServer();
    const client = createClient({ baseUrl: server.url, headers: { "X-A": "client" } });
    await client.GET("/v1/x", { headers: { "X-A": null } });
    await client.GET("/v1/x");
    expect(server.seen.map(({ headers }) => headers["x-a"])).toEqual([undefined, "client"]);
  });

  test.each([
    ["pairs", [["X-A", "1"]] as [string, string][]],
    ["Headers", new Headers({ "X-A": "1" })],
  ])("headers of a call given as %s, arrive", async (_, headers) => {
    expect(await send({ headers })).toMatchObject({ "x-a": "1" });
  });

  test("a header of the client that HTTP cannot carry, throws TypeError when the client is created", () => {
    const create = () => createClient({ baseUrl: "http://127.0.0.1", headers: { "X-A": "SECRET\n2" } });
    expect(create).toThrow('Cannot send header "X-A"');
    expect(create).not.toThrow(/SECRET/);
  });

  test("a header parameter with a line break, throws TypeError before anything is sent", async () => {
    const server = await startServer();
    const call = createClient({ baseUrl: server.url }).GET("/v1/x", { params: { header: { "X-A": "1\r\nX-B: 2" } } });
    await expect(call).rejects.toThrow(TypeError);
    expect(server.seen).toEqual([]);
  });
});
