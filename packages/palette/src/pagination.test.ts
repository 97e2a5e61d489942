import { createRecordingFetch, json } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { createPaletteClient } from "./client.ts";
import { operations } from "./generated/operations.ts";
import { pageStyles } from "./pagination.ts";

const next = (style: string, data: unknown) => pageStyles[style]?.next({ data, query: {}, itemCount: 1 });

describe("pages of a list", () => {
  test.each([
    ["a token", { listmeta: { continue: "t1", offset: 50 } }, { continue: "t1" }],
    [
      "a token in the metadata, as the lists of virtual machines have it",
      { metadata: { continue: "t1" } },
      { continue: "t1" },
    ],
    ["an empty token", { listmeta: { continue: "" } }, undefined],
    ["no token", { listmeta: { count: 3 } }, undefined],
    ["null for listmeta", { listmeta: null }, undefined],
    ["no listmeta", { items: [] }, undefined],
    ["no body", undefined, undefined],
  ])("with %s, go on accordingly", (_, data, want) => {
    expect(next("continue", data)).toEqual(want);
  });
});

describe("pages of a search", () => {
  test.each([
    ["a token and an offset", { listmeta: { continue: "t1", offset: 50 } }, { continue: "t1", offset: 50 }],
    ["a token alone", { listmeta: { continue: "t1" } }, { continue: "t1" }],
    ["an offset that is no number", { listmeta: { continue: "t1", offset: null } }, { continue: "t1" }],
    ["an offset after the last page", { listmeta: { continue: "", offset: 50 } }, undefined],
  ])("with %s, go on accordingly", (_, data, want) => {
    expect(next("offset", data)).toEqual(want);
  });

  test("whose token stays and whose offset grows, are read to their end", async () => {
    const page = (uid: string, token: string, offset: number) =>
      json({ items: [{ metadata: { uid } }], listmeta: { continue: token, offset } });
    const { fetch, sent } = createRecordingFetch(page("a", "t", 1), page("b", "t", 2), page("c", "", 3));
    const palette = createPaletteClient({ baseUrl: "https://palette.test", apiKey: "k1", fetch });
    const found: unknown[] = [];
    for await (const item of palette.items.POST("/v1/dashboard/projects", { body: {} })) found.push(item);
    expect(found).toEqual(["a", "b", "c"].map((uid) => ({ metadata: { uid } })));
    expect(sent.map(({ line }) => line.slice(line.indexOf("?") + 1))).toEqual([
      "POST https://palette.test/v1/dashboard/projects",
      "continue=t&offset=1",
      "continue=t&offset=2",
    ]);
  });

  test("that stand still, throw PaginationError after what was read", async () => {
    const { fetch, sent } = createRecordingFetch(json({ items: [{}], listmeta: { continue: "t", offset: 1 } }));
    const palette = createPaletteClient({ baseUrl: "https://palette.test", apiKey: "k1", fetch });
    const found: unknown[] = [];
    const read = async () => {
      for await (const item of palette.items.POST("/v1/dashboard/projects", { body: {} })) found.push(item);
    };
    await expect(read()).rejects.toMatchObject({ code: "PAGINATION", reason: "repeated-cursor" });
    expect([found.length, sent.length]).toEqual([2, 2]);
  });
});

describe("items of a page", () => {
  const list = Object.values(operations).find(([method, , style]) => method === "GET" && style === "continue");

  test.each(["items", "appProfiles", "appDeployments"])("in %s, are found", async (place) => {
    const { fetch } = createRecordingFetch(json({ [place]: [1, 2], listmeta: {} }));
    const palette = createPaletteClient({ apiKey: "k1", fetch });
    const found: unknown[] = [];
    for await (const item of palette.items.GET(list?.[1] as "/v1/packs")) found.push(item);
    expect(found).toEqual([1, 2]);
  });
});

test("operations that page, are 39 lists and 12 searches, each in a style of its method", () => {
  const paged = Object.values(operations).filter(([, , style]) => style);
  const count = (method: string, style: string) => paged.filter((row) => row[0] === method && row[2] === style).length;
  expect([count("GET", "continue"), count("POST", "offset"), paged.length]).toEqual([39, 12, 51]);
});
