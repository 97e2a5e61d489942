import { describe, expect, test } from "vitest";
import { parseShard, readSelection, selectShard } from "./selection.ts";

describe("selectShard()", () => {
  test("given all parts of a list, gives every item once", () => {
    const items = Array.from({ length: 11 }, (_, place) => place);
    const parts = [1, 2, 3].map((index) => selectShard(items, { index, count: 3 }));
    expect(parts.flat().sort((a, b) => a - b)).toEqual(items);
    expect(parts.map(({ length }) => length)).toEqual([4, 4, 3]);
  });

  test("given no part, gives all", () => {
    expect(selectShard([1, 2], undefined)).toEqual([1, 2]);
  });
});

describe("parseShard()", () => {
  test("given 2/4, reads it", () => {
    expect(parseShard("2/4")).toEqual({ index: 2, count: 4 });
  });

  test.each(["0/4", "5/4", "1/0", "1", "a/b", "1/4/2", ""])("given %j, refuses it", (text) => {
    expect(() => parseShard(text)).toThrow(/^Cannot use shard/);
  });
});

describe("readSelection()", () => {
  test("given nothing, selects everything", () => {
    expect(readSelection({})).toEqual({ vendors: [], shard: undefined });
  });

  test("given vendors and a shard, selects them", () => {
    const environment = { VENDOR_CLIENTS_CONTRACT_VENDORS: "ccx,imply", VENDOR_CLIENTS_CONTRACT_SHARD: "1/2" };
    expect(readSelection(environment)).toEqual({ vendors: ["ccx", "imply"], shard: { index: 1, count: 2 } });
  });
});
