import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { sendJson, startServer } from "../../test-fixtures/start-server.ts";
import { HttpError } from "../errors/http-error.ts";
import type { PageStyle } from "../options.ts";
import { findItems } from "./paginate.ts";

const OFFSET: PageStyle = {
  query: ["offset"],
  items: [["values"], []],
  next: ({ data, query, itemCount }) => {
    const offset = Number(query["offset"] ?? 0) + itemCount;
    return offset < (data as { total: number }).total ? { offset } : undefined;
  },
};

/** Serves 5 kites, 2 to a page, unless `fail` says otherwise. */
async function startKites(fail: (offset: number) => boolean = () => false) {
  const server = await startServer((response, { url }) => {
    const offset = Number(new URL(url, "http://x").searchParams.get("offset") ?? 0);
    if (fail(offset)) return sendJson(response, { message: "down" }, 503);
    const values = [0, 1, 2, 3, 4].slice(offset, offset + 2);
    return sendJson(response, { total: 5, values });
  });
  const client = createClient({
    baseUrl: server.url,
    loadPageStyles: async () => ({ offset: OFFSET }),
    loadOperations: async () => ({
      getKite: ["GET", "/v1/kites/{id}"],
      createKites: ["POST", "/v1/kites"],
      listKites: ["GET", "/v1/kites", "offset"],
      searchKites: ["POST", "/v1/search", "offset"],
      listOther: ["GET", "/v1/other", "unheard"],
    }),
  });
  return { client, server };
}

async function collect<T>(iterator: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const each of iterator) found.push(each);
  return found;
}

describe("pages and items", () => {
  test("pages of several, gives each page's data; the call's options go with every page", async () => {
    const { client, server } = await startKites();
    const init = { params: { query: { sort: "name" }, header: { "X-A": 1 } }, headers: { "X-B": "2" } };
    expect(await collect(client.pages.GET("/v1/kites", init))).toEqual([
      { total: 5, values: [0, 1] },
      { total: 5, values: [2, 3] },
      { total: 5, values: [4] },
    ]);
    expect(server.seen.map(({ url }) => url)).toEqual([
      "/v1/kites?sort=name",
      "/v1/kites?sort=name&offset=2",
      "/v1/kites?sort=name&offset=4",
    ]);
    for (const { headers } of server.seen) expect(headers).toMatchObject({ "x-a": "1", "x-b": "2" });
    expect(init.params.query).toEqual({ sort: "name" });
  });

  test("items, gives every item once and in order", async () => {
    const { client, server } = await startKites();
    expect(await collect(client.items.GET("/v1/kites"))).toEqual([0, 1, 2, 3, 4]);
    expect(server.seen.length).toBe(3);
  });

  test("from a given query, goes on from there", async () => {
    const { client, server } = await startKites();
    expect(await collect(client.items.GET("/v1/kites", { params: { query: { offset: 3 } } }))).toEqual([3, 4]);
    expect(server.seen.length).toBe(1);
  });

  test("of a search, sends the body with every page", async () => {
    const { client, server } = await startKites();
    expect(await collect(client.items.POST("/v1/search", { body: { name: "a" } }))).toEqual([0, 1, 2, 3, 4]);
    expect(server.seen.map(({ method, body }) => `${method} ${body}`)).toEqual(Array(3).fill('POST {"name":"a"}'));
  });

  test("left early, asks for no further page", async () => {
    const { client, server } = await startKites();
    for await (const item of client.items.GET("/v1/kites")) if (item === 1) break;
    expect(server.seen.length).toBe(1);
  });

  test("not iterated, asks for nothing", async () => {
    const { client, server } = await startKites();
    client.pages.GET("/v1/kites");
    client.items.GET("/v1/kites");
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(server.seen).toEqual([]);
  });

  test("with a page that fails, throws HttpError after the items before it; goes on from there when asked", async () => {
    let isDown = true;
    const { client } = await startKites((offset) => isDown && offset === 2);
    const found: unknown[] = [];
    const read = async (offset: number) => {
      for await (const item of client.items.GET("/v1/kites", { params: { query: { offset } } })) found.push(item);
    };
    const error = await read(0).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toMatchObject({ status: 503, operation: "GET /v1/kites" });
    isDown = false;
    await read(2);
    expect(found).toEqual([0, 1, 2, 3, 4]);
  });

  test("aborted between pages, rethrows the reason", async () => {
    const { client, server } = await startKites();
    const controller = new AbortController();
    const read = async () => {
      for await (const _ of client.pages.GET("/v1/kites", { signal: controller.signal })) controller.abort("enough");
    };
    await expect(read()).rejects.toBe("enough");
    expect(server.seen.length).toBe(1);
  });

  test.each([
    ["GET", "/v1/kites/{id}"],
    ["POST", "/v1/kites"],
    ["GET", "/v1/search"],
    ["GET", "/v1/other"],
    ["GET", "/v1/nope"],
  ] as const)("of %s %s, which has no pages, throws TypeError before anything is sent", async (method, path) => {
    const { client, server } = await startKites();
    const refusal = new TypeError(`Cannot page acme ${method} ${path}: the operation has no pages`);
    await expect(collect(client.pages[method](path))).rejects.toThrow(refusal);
    await expect(collect(client.items[method](path))).rejects.toThrow(refusal);
    expect(server.seen).toEqual([]);
  });
});

describe("findItems()", () => {
  const style = { items: [["data", "rows"], ["values"], []] };
  test.each([
    ["the first place", { data: { rows: [1] }, values: [2] }, [1]],
    ["the second place", { values: [2] }, [2]],
    ["the data itself", [3], [3]],
    ["null in place of a list", { data: { rows: null } }, []],
    ["null in place of the data", null, []],
    ["text", "abc", []],
    ["nothing", undefined, []],
  ])("%s, is found", (_, data, want) => {
    expect(findItems(style, data)).toEqual(want);
  });
});
