import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { sendJson, startServer } from "../../test-fixtures/start-server.ts";
import { ResponseFormatError } from "../errors/client-error.ts";
import { HttpError } from "../errors/http-error.ts";
import { PaginationError } from "../errors/pagination-error.ts";
import type { PageStyle } from "../options.ts";
import { systemClock } from "../time/clock.ts";
import { cursorOf } from "./cursor-of.ts";
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

/** Pages by a token: page n is answered by `pages[n]`, in the order in which they are asked for. */
async function startTokens(...pages: readonly unknown[]) {
  const server = await startServer((response) => {
    const page = pages[Math.min(server.seen.length, pages.length) - 1];
    return typeof page === "number" ? sendJson(response, {}, page) : sendJson(response, page);
  });
  const next: PageStyle["next"] = ({ data }) => {
    const { token } = data as { token?: string };
    return token ? { token } : undefined;
  };
  const client = createClient({
    baseUrl: server.url,
    clock: { ...systemClock, random: () => 0 },
    maxAttempts: 3,
    loadPageStyles: async () => ({ token: { query: ["token"], items: [["values"]], next } }),
    loadOperations: async () => ({ listKites: ["GET", "/v1/kites", "token"] }),
  });
  const found: unknown[] = [];
  /** Reads items until the end, and answers with the error that ended it. */
  const read = async (init: { maxPages?: number; params?: { query: Record<string, unknown> } } = {}) => {
    try {
      for await (const item of client.items.GET("/v1/kites", init)) found.push(item);
    } catch (error) {
      return error as PaginationError;
    }
    return undefined;
  };
  return { client, server, found, read };
}

describe("a listing that does not end", () => {
  test.each([
    [
      "at once",
      [
        { values: [1], token: "a" },
        { values: [2], token: "a" },
      ],
      [1, 2],
      2,
    ],
    ["in a circle", [..."abcb"].map((token) => ({ values: [token], token })), ["a", "b", "c", "b"], 4],
  ])("with a cursor that comes back %s, throws PaginationError after the items", async (_, pages, items, pagesRead) => {
    const { found, read, server } = await startTokens(...pages);
    const error = await read();
    expect(error).toBeInstanceOf(PaginationError);
    expect(error).toMatchObject({ reason: "repeated-cursor", pagesRead, operation: "GET /v1/kites", vendor: "acme" });
    expect(found).toEqual(items);
    expect(server.seen.length).toBe(pagesRead);
  });

  test("with the cursor that the caller began with, throws PaginationError", async () => {
    const { read } = await startTokens({ values: [1], token: "7" });
    expect(await read({ params: { query: { token: 7 } } })).toMatchObject({ reason: "repeated-cursor", pagesRead: 1 });
  });

  test("with three empty pages in a row, throws PaginationError that tells where to go on", async () => {
    const empty = [..."bcd"].map((token) => ({ values: [], token }));
    const { found, read } = await startTokens({ values: [1], token: "a" }, ...empty);
    expect(await read()).toMatchObject({ reason: "empty-pages", pagesRead: 4, cursor: '{"token":"d"}' });
    expect(found).toEqual([1]);
  });

  test("with empty pages between others, is read to its end", async () => {
    const pages = [[], [], [1], [], [], [2]].map((values, at) => ({ values, token: at < 5 ? `${at}` : "" }));
    const { found, read } = await startTokens(...pages);
    expect(await read()).toBeUndefined();
    expect(found).toEqual([1, 2]);
  });

  test("with more pages than are allowed, throws PaginationError; its cursor leads on", async () => {
    const pages = [..."abc", ""].map((token, at) => ({ values: [at], token }));
    const { found, read, server } = await startTokens(...pages);
    const error = await read({ maxPages: 2 });
    expect(error).toMatchObject({ reason: "page-limit", pagesRead: 2 });
    expect(await read({ params: { query: JSON.parse(error?.cursor ?? "") } })).toBeUndefined();
    expect(found).toEqual([0, 1, 2, 3]);
    expect(server.seen.map(({ url }) => url)).toEqual(
      ["", "?token=a", "?token=b", "?token=c"].map((q) => `/v1/kites${q}`),
    );
  });

  test("with as many pages as are allowed, is read to its end", async () => {
    const { read, found } = await startTokens({ values: [1], token: "a" }, { values: [2] });
    expect(await read({ maxPages: 2 })).toBeUndefined();
    expect(found).toEqual([1, 2]);
  });

  test("without a limit of the caller, is cut after 10,000 pages", async () => {
    let at = 0;
    const fetch = async () => Response.json({ values: [at], token: `${++at}` });
    const next: PageStyle["next"] = ({ data }) => ({ token: (data as { token: string }).token });
    const endless = createClient({
      baseUrl: "https://acme.test",
      fetch,
      loadPageStyles: async () => ({ token: { query: ["token"], items: [["values"]], next } }),
      loadOperations: async () => ({ listKites: ["GET", "/v1/kites", "token"] }),
    });
    await expect(collect(endless.items.GET("/v1/kites"))).rejects.toMatchObject({ pagesRead: 10_000 });
  });

  test.each([
    0,
    -1,
    1.5,
    Number.NaN,
  ])("with maxPages %d, throws RangeError before anything is sent", async (maxPages) => {
    const { read, server } = await startTokens({ values: [] });
    expect(await read({ maxPages })).toBeInstanceOf(RangeError);
    expect(server.seen).toEqual([]);
  });
});

describe("a page without a list", () => {
  test("of which there are more, throws ResponseFormatError instead of counting it as empty", async () => {
    const { read, found } = await startTokens({ values: [1], token: "a" }, { rows: [2], token: "b" });
    const error = await read();
    expect(error).toBeInstanceOf(ResponseFormatError);
    expect(error).toMatchObject({ code: "RESPONSE_FORMAT", status: 200, operation: "GET /v1/kites" });
    expect(found).toEqual([1]);
  });

  test.each([[{ rows: [2] }], [{}], ["text"]])("that is the last, %j, is an empty one", async (last) => {
    const { read, found } = await startTokens({ values: [1], token: "a" }, last);
    expect(await read()).toBeUndefined();
    expect(found).toEqual([1]);
  });

  test.each([
    ["filled, throws ResponseFormatError", { rows: [1] }, { code: "RESPONSE_FORMAT" }],
    ["empty, is the end", {}, undefined],
  ])("in a style that takes a page without items for the end, %s", async (_, data, want) => {
    const next: PageStyle["next"] = ({ itemCount }) => (itemCount > 0 ? { offset: itemCount } : undefined);
    const client = createClient({
      baseUrl: "https://acme.test",
      fetch: async () => Response.json(data),
      loadPageStyles: async () => ({ offset: { query: ["offset"], items: [["values"]], next } }),
      loadOperations: async () => ({ listKites: ["GET", "/v1/kites", "offset"] }),
    });
    const reading = collect(client.items.GET("/v1/kites")).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (want) expect(await reading).toMatchObject(want);
    else expect(await reading).toBeUndefined();
  });
});

describe("a page that fails for a while", () => {
  test("the third of five, twice, gives every item once", async () => {
    const page = (at: number) => ({ values: [at], token: at < 5 ? `${at}` : "" });
    const { read, found, server } = await startTokens(page(1), page(2), 503, 503, page(3), page(4), page(5));
    expect(await read()).toBeUndefined();
    expect(found).toEqual([1, 2, 3, 4, 5]);
    expect(server.seen.map(({ url }) => new URL(url, "http://x").searchParams.get("token"))).toEqual(
      [null, "1", "2", "2", "2", "3", "4"], // the third page is the one after token 2
    );
  });
});

describe("a cursor that is an address", () => {
  test.each([
    "https://evil.test/v1/kites?token=1",
    "//evil.test",
    "/v1/other",
    "../other?a=b#c",
    "javascript:alert(1)",
  ])("such as %s, is sent as a parameter to the same route and followed nowhere", async (token) => {
    const { read, server } = await startTokens({ values: [1], token }, { values: [2] });
    expect(await read()).toBeUndefined();
    expect(server.seen.map(({ url }) => new URL(url, "http://x").pathname)).toEqual(["/v1/kites", "/v1/kites"]);
    expect(new URL(server.seen[1]?.url ?? "", "http://x").searchParams.get("token")).toBe(token);
  });
});

describe("cursorOf()", () => {
  test("a page, leads to the one after it, also as JSON in another client", async () => {
    const pages = [{ values: [1], token: "a" }, { values: [2], token: "b" }, { values: [3] }];
    const { client } = await startTokens(...pages);
    const saved: unknown[] = [];
    for await (const page of client.pages.GET("/v1/kites")) saved.push(cursorOf(page));
    expect(saved).toEqual([{ token: "a" }, { token: "b" }, undefined]);

    const other = await startTokens(pages[2]);
    const query = JSON.parse(JSON.stringify(saved[1]));
    expect(await collect(other.client.items.GET("/v1/kites", { params: { query } }))).toEqual([3]);
    expect(other.server.seen[0]?.url).toBe("/v1/kites?token=b");
  });

  test.each([[undefined], [null], ["text"], [{}]])("of %j, which is no page, is undefined", (page) => {
    expect(cursorOf(page)).toBeUndefined();
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
    ["nothing", undefined, []],
    ["a list beside null in another place", { data: { rows: null }, values: [2] }, [2]],
    ["text", "abc", undefined],
    ["a list elsewhere", { rows: [1] }, undefined],
    ["an object in place of a list", { values: { 0: 1 } }, undefined],
  ])("%s, is found", (_, data, want) => {
    expect(findItems(style, data)).toEqual(want);
  });
});
