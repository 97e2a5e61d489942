import { expect, test } from "vitest";
import { createFakeClock } from "../../clock/fake-clock.ts";
import { askForSmallPages, hasPage, readPage } from "./paging.ts";

function ask(query: Record<string, string>, method = "GET") {
  const request = { method, path: "/v1/packs", query, headers: {}, body: null };
  return { request, name: `${method} /v1/packs`, operation: undefined, params: {}, clock: createFakeClock() };
}

const numbers = Array.from({ length: 120 }, (_, index) => index);

test.each<[string, Record<string, string>, number, number, string]>([
  ["nothing", {}, 0, 50, "page.50"],
  ["a limit", { limit: "10" }, 0, 10, "page.10"],
  ["a limit above 50", { limit: "500" }, 0, 50, "page.50"],
  ["a limit of 0", { limit: "0" }, 0, 50, "page.50"],
  ["a limit below 0", { limit: "-3" }, 0, 50, "page.50"],
  ["a limit that is no number", { limit: "many" }, 0, 50, "page.50"],
  ["a token", { continue: "page.50" }, 50, 50, "page.100"],
  ["the last token", { continue: "page.100" }, 100, 20, ""],
  ["an offset", { offset: "110" }, 110, 10, ""],
  ["a token and another offset", { continue: "page.50", offset: "7" }, 50, 50, "page.100"],
  ["a token of somebody else", { continue: "abc", offset: "7" }, 7, 50, "page.57"],
  ["a place after the end", { offset: "1000" }, 1000, 0, ""],
])("readPage() with %s, begins and ends where that says", (_, query, from, count, token) => {
  const { items, with: more } = readPage(numbers, ask(query));
  expect(items).toEqual(numbers.slice(from, from + count));
  expect(more).toMatchObject({ listmeta: { continue: token, count: 120 } });
});

test("readPage() of a search, says where the next page begins", () => {
  expect(readPage(numbers, ask({ limit: "10" }, "POST")).with).toMatchObject({ listmeta: { offset: 10 } });
  expect(readPage(numbers, ask({ offset: "110" }, "POST")).with).toMatchObject({ listmeta: { offset: 110 } });
});

test("readPage() with small pages, cuts five items or more into twos, each with a uid of its own", () => {
  const exchange = ask({});
  expect(hasPage(exchange)).toBe(false);
  askForSmallPages(exchange);
  const { items, with: more } = readPage([{ metadata: { uid: "a" } }], exchange);
  expect(items).toEqual([{ metadata: { uid: "a" } }, { metadata: { uid: "a-1" } }]);
  expect(more).toMatchObject({ listmeta: { continue: "page.2", count: 5 } });
  expect(hasPage(exchange)).toBe(true);
});
