import { createRecordingFetch, json } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { createAcmClient } from "./client.ts";
import { pageStyles } from "./pagination.ts";

describe("the next page of ACM", () => {
  test.each<[string, Record<string, unknown>, number, object | undefined]>([
    ["a full page", { limit: 2 }, 2, { page: 2, limit: 2 }],
    ["a full third page", { limit: 2, page: 3 }, 2, { page: 4, limit: 2 }],
    ["a full page 0", { limit: 2, page: 0 }, 2, { page: 1, limit: 2 }],
    ["a page with more than was asked for", { limit: 2 }, 3, { page: 2, limit: 2 }],
    ["a page that is not full", { limit: 2 }, 1, undefined],
    ["an empty page", { limit: 2, page: 2 }, 0, undefined],
    ["a first page without a limit", {}, 25, { page: 2, limit: 25 }],
    ["an empty first page without a limit", {}, 0, undefined],
    ["an empty page of the limit 0", { limit: 0 }, 0, undefined],
  ])("after %s, is right", (_, query, itemCount, next) => {
    expect(pageStyles["page"]?.next({ data: undefined, query, itemCount })).toEqual(next);
  });
});

describe("ACM pages", () => {
  const users = (...names: string[]) => json({ data: names.map((name) => ({ name })) });

  async function list(
    answers: (() => Response)[],
    query: { limit?: number; page?: number; filter?: { name: string } },
  ) {
    const { fetch, sent } = createRecordingFetch(...answers);
    const names: (string | undefined)[] = [];
    const acm = createAcmClient({ apiKey: "k", fetch });
    for await (const user of acm.items.GET("/accounts", { params: { query } })) {
      names.push(user.name);
    }
    return { names, queries: sent.map(({ line }) => decodeURIComponent(new URL(line.slice(4)).search)) };
  }

  test("with a limit, go on until a page is not full and keep the rest of the query", async () => {
    const { names, queries } = await list([users("a", "b"), users("c")], { limit: 2, filter: { name: "x" } });
    expect(queries).toEqual(["?limit=2&filter[name]=x", "?limit=2&filter[name]=x&page=2"]);
    expect(names).toEqual(["a", "b", "c"]);
  });

  test("without a limit, ask for pages as large as the first one until one is empty", async () => {
    const { names, queries } = await list([users("a", "b"), users("c", "d"), users()], {});
    expect(queries).toEqual(["", "?page=2&limit=2", "?page=3&limit=2"]);
    expect(names).toEqual(["a", "b", "c", "d"]);
  });

  test("of a list that answers null, hold no items", async () => {
    expect((await list([json({ data: null })], {})).names).toEqual([]);
  });
});
