import fc from "fast-check";
import { expect, test } from "vitest";
import { ClientError } from "../errors/client-error.ts";
import { PaginationError } from "../errors/pagination-error.ts";
import { unwrap } from "../errors/unwrap.ts";
import type { PageStyle } from "../options.ts";
import { cursorOf } from "./cursor-of.ts";
import { eachItem, eachPage, findItems, type Paging } from "./paginate.ts";

// fast-check prints seed and path of a counterexample; `fc.assert(…, { seed, path })` repeats it.

const STYLE: PageStyle = {
  query: ["cursor"],
  items: [["items"]],
  next: ({ data }) => {
    const next = (data as { next?: unknown } | null)?.next;
    return next ? { cursor: next } : undefined;
  },
};

/** A vendor that answers a listing by its cursor, and what it was asked. */
function createPaging(answer: (cursor: unknown) => unknown) {
  const asked: unknown[] = [];
  const paging: Paging = {
    vendor: "acme",
    unwrap,
    loadOperations: async () => ({ list: ["GET", "/x", "cursor"] }),
    loadPageStyles: async () => ({ cursor: STYLE }),
    send: async (_, __, init) => {
      const cursor = init?.params?.query?.["cursor"];
      asked.push(cursor);
      return { data: answer(cursor), response: new Response(null) };
    },
  };
  return { paging, asked };
}

async function readAll(values: AsyncIterable<unknown>): Promise<unknown[]> {
  const read: unknown[] = [];
  for await (const value of values) read.push(value);
  return read;
}

const pages = fc.array(fc.array(fc.integer(), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 });

test("any pages, are read once each, in their order, with every item", async () => {
  await fc.assert(
    fc.asyncProperty(pages, async (given) => {
      const { paging, asked } = createPaging((cursor = 0) => {
        const index = Number(cursor);
        return { items: given[index], next: index + 1 < given.length ? String(index + 1) : undefined };
      });
      expect(await readAll(eachItem(paging, "GET", "/x"))).toEqual(given.flat());
      expect(asked).toEqual(given.map((_, index) => (index ? String(index) : undefined)));
    }),
    { numRuns: 300 },
  );
});

test("any pages, left after any of them, go on with the next one and no other", async () => {
  await fc.assert(
    fc.asyncProperty(pages, fc.nat(), async (given, stop) => {
      const { paging } = createPaging((cursor = 0) => {
        const index = Number(cursor);
        return { items: given[index], next: index + 1 < given.length ? String(index + 1) : undefined };
      });
      const last = stop % given.length;
      const read: unknown[] = [];
      let saved: unknown;
      for await (const page of eachPage(paging, "GET", "/x")) {
        read.push(...(findItems(STYLE, page) ?? []));
        saved = cursorOf(page);
        if (read.length >= given.slice(0, last + 1).flat().length) break;
      }
      if (saved) {
        const query = saved as Record<string, unknown>;
        for await (const item of eachItem(paging, "GET", "/x", { params: { query } })) read.push(item);
      }
      expect(read).toEqual(given.flat());
    }),
    { numRuns: 300 },
  );
});

test("any graph of cursors, is never followed in a circle, and its pages are read at most once each", async () => {
  const graph = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.boolean()), { minLength: 10, maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(graph, async (edges) => {
      const { paging, asked } = createPaging((cursor = 0) => {
        const [next, isEmpty] = edges[Number(cursor)] ?? [0, true];
        return { items: isEmpty ? [] : [cursor], next: next === 0 ? undefined : next };
      });
      const error = await readAll(eachPage(paging, "GET", "/x")).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (error !== undefined) expect(error).toBeInstanceOf(PaginationError);
      expect(new Set(asked).size).toBe(asked.length);
    }),
    { numRuns: 500 },
  );
});

test("any page whatever, ends in items, an end or an error of the client", async () => {
  const page = fc.oneof(
    fc.jsonValue(),
    fc.record({ items: fc.jsonValue(), next: fc.jsonValue() }, { requiredKeys: [] }),
    fc.record({ items: fc.array(fc.jsonValue()), next: fc.oneof(fc.string(), fc.integer(), fc.jsonValue()) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(page), async (given) => {
      let index = 0;
      const { paging, asked } = createPaging(() => given[index++]);
      const error = await readAll(eachItem(paging, "GET", "/x", { maxPages: 5 })).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (error !== undefined) expect(error).toBeInstanceOf(ClientError);
      expect(asked.length).toBeLessThanOrEqual(5);
    }),
    { numRuns: 1_000, examples: [[[{ items: [], next: [{ toString: 0 }] }]]] },
  );
});
