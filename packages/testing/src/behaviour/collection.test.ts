import { expect, test } from "vitest";
import { createFakeClock } from "../clock/fake-clock.ts";
import { createCollection } from "./collection.ts";
import { boxes } from "./fixtures/boxes.ts";

const setUp = (resource = {}) => createCollection({ ...boxes, ...resource }, createFakeClock(), 1);

test("a collection, asked for what it never heard of, knows neither an item nor its end", () => {
  const collection = setUp();
  expect(collection.find("a")).toBeUndefined();
  expect(collection.isGone("a")).toBe(false);
  expect(collection.last("a")).toBeUndefined();
  expect(collection.isElsewhere("a", ["p1"])).toBe(false);
  collection.remove("a");
  collection.change("a", () => ({ name: "x" }));
  collection.act("a", [{ state: "x" }], {});
  expect(collection.list()).toEqual([]);
});

test("a collection with ids of its own, counts them and gives them the item and the seed", () => {
  const newId = (count: number, seed: number, { name }: { name?: unknown }) => `${name}-${seed}-${count}`;
  const collection = setUp({ newId });
  expect(collection.add({ name: "a" }, "")).toEqual({ name: "a", uid: "a-1-1" });
  expect(collection.add({ name: "b" }, "")).toEqual({ name: "b", uid: "b-1-2" });
});

test("a collection with ids that are numbers, finds by their text", () => {
  const collection = setUp({ newId: (count: number) => count });
  collection.add({ name: "a" }, "");
  expect(collection.find("1")).toEqual({ name: "a", uid: 1 });
});

test("an item that is adopted, stands in every scope, is nobody's own, and keeps what it was first", () => {
  const collection = setUp();
  collection.adopt("a", { uid: "a", name: "x" });
  collection.adopt("a", { uid: "a", name: "y" });
  expect(collection.find("a")).toEqual({ uid: "a", name: "x" });
  expect(collection.isOwn("a")).toBe(false);
  expect(collection.list(undefined, ["p1"])).toHaveLength(1);
});

test("an item that was deleted, is gone, and known as it was last", () => {
  const collection = setUp();
  const { uid } = collection.add({ name: "a" }, "", "p1") as { uid: string };
  collection.change(uid, (item) => ({ ...item, name: "b" }));
  collection.remove(uid);
  expect(collection.find(uid)).toBe("gone");
  expect(collection.last(uid)).toEqual({ uid, name: "b" });
  expect(collection.isElsewhere(uid, ["p2"])).toBe(true);
});

test("items of several parents, are listed by parent", () => {
  const collection = setUp();
  collection.add({ name: "a" }, "1");
  collection.add({ name: "b" }, "2");
  expect(collection.list("2")).toMatchObject([{ name: "b" }]);
  expect(collection.list()).toHaveLength(2);
});

test("a collection of more than a thousand items, keeps the newest thousand", () => {
  const collection = setUp({ newId: (count: number) => count });
  for (let index = 0; index < 1100; index++) collection.add({}, "");
  expect(collection.list()).toHaveLength(1000);
  expect(collection.find("100")).toBeUndefined();
  expect(collection.find("101")).toEqual({ uid: 101 });
});

test("a name, is taken while an item of the scope has it, and free after a change or a deletion", () => {
  const collection = setUp({ uniqueBy: ({ name }: { name?: unknown }) => String(name) });
  const { uid } = collection.add({ name: "a" }, "", "p1") as { uid: string };
  expect([collection.hasName("a", ["p1"]), collection.hasName("a", undefined)]).toEqual([true, true]);
  expect([collection.hasName("a", ["p2"]), collection.hasName("b", ["p1"])]).toEqual([false, false]);
  collection.change(uid, (item) => ({ ...item, name: "b" }));
  expect([collection.hasName("a", ["p1"]), collection.hasName("b", ["p1"])]).toEqual([false, true]);
  collection.remove(uid);
  expect(collection.hasName("b", ["p1"])).toBe(false);
});
