import { createRecordingFetch } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { createCcxClient } from "./client.ts";
import { pageStyles } from "./pagination.ts";

const UUIDS = ["a", "b", "c", "d", "e"].map((uuid) => ({ uuid }));
const STORE = { path: { store_uuid: "9f3c" } };

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** A client whose every list is cut out of {@link UUIDS}, and the offsets that were asked for. */
function setUp(wrap: (items: readonly object[]) => object) {
  const { fetch, sent } = createRecordingFetch(({ url }) => {
    const { searchParams } = new URL(url);
    const offset = Number(searchParams.get("offset") ?? 0);
    return Response.json(wrap(UUIDS.slice(offset, offset + Number(searchParams.get("limit") ?? 2))));
  });
  return {
    ccx: createCcxClient({ baseUrl: "https://ccx.example.com", token: "t1", fetch }),
    queries: () => sent.map(({ url }) => new URL(url).search),
  };
}

describe("datastores", () => {
  test.each<[string, (items: readonly object[]) => object]>([
    ["with an owner", (data_stores) => ({ pagination: { page: 1, per_page: 2, total: 5 }, data_stores })],
    ["without an owner", (datastores) => ({ total: 5, datastores })],
  ])("%s, items, come from all pages and no request too many", async (_, wrap) => {
    const { ccx, queries } = setUp(wrap);
    const found = await collect(ccx.items.GET("/api/deployment/v3/data-stores", { params: { query: { limit: 2 } } }));
    expect(found).toEqual(UUIDS);
    expect(queries()).toEqual(["?limit=2", "?limit=2&offset=2", "?limit=2&offset=4"]);
  });

  test("no limit given, pages, go on where the server's page ended", async () => {
    const { ccx, queries } = setUp((datastores) => ({ total: 5, datastores }));
    const pages = await collect(ccx.pages.GET("/api/deployment/v3/data-stores"));
    expect(pages).toHaveLength(3);
    expect(queries()).toEqual(["", "?offset=2", "?offset=4"]);
  });

  test("offset given, items, start there", async () => {
    const { ccx } = setUp((datastores) => ({ total: 5, datastores }));
    const query = { limit: 2, offset: 3 };
    expect(await collect(ccx.items.GET("/api/deployment/v3/data-stores", { params: { query } }))).toEqual(
      UUIDS.slice(3),
    );
  });
});

describe("other lists", () => {
  test("jobs, items, come from all pages", async () => {
    const { ccx } = setUp((jobs) => ({ total: 5, jobs }));
    const jobs = ccx.items.GET("/api/deployment/v2/data-stores/{store_uuid}/jobs", { params: STORE });
    expect(await collect(jobs)).toEqual(UUIDS);
  });

  test("backups, items, come from all pages", async () => {
    const { ccx } = setUp((backups) => ({ total: 5, backups }));
    const backups = ccx.items.GET("/api/backup/api/v1/backups/{store_uuid}", { params: STORE });
    expect(await collect(backups)).toEqual(UUIDS);
  });
});

describe("offset style", () => {
  test.each<[string, object, number, object | undefined]>([
    ["more to come", { total: 9 }, 2, { offset: 6 }],
    ["total reached", { total: 6 }, 2, undefined],
    ["total of an owner's list reached", { pagination: { total: 6 } }, 2, undefined],
    ["total missing", {}, 2, { offset: 6 }],
    ["total missing, page empty", {}, 0, undefined],
    ["page empty before the total", { total: 9 }, 0, undefined],
    ["pagination null", { pagination: null, total: 9 }, 2, { offset: 6 }],
  ])("%s, next(), returns the next offset or nothing", (_, data, itemCount, want) => {
    expect(pageStyles["offset"]?.next({ data, query: { offset: 4 }, itemCount })).toEqual(want);
  });

  test("data null, next(), returns nothing", () => {
    expect(pageStyles["offset"]?.next({ data: null, query: {}, itemCount: 0 })).toBeUndefined();
  });
});
