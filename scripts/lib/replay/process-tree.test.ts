import { describe, expect, test } from "vitest";
import { listTree, readChildSeconds, readMemory, readParent } from "./process-tree.ts";

describe("listTree()", () => {
  const processes = [
    { pid: 30, parent: 20 },
    { pid: 1, parent: 0 },
    { pid: 10, parent: 1 },
    { pid: 20, parent: 10 },
    { pid: 21, parent: 10 },
    { pid: 40, parent: 1 },
  ];

  test("given a process with children, lists them with their children and nobody else's", () => {
    expect(listTree(processes, 10).sort()).toEqual([10, 20, 21, 30]);
  });

  test("given a process that has ended, lists nothing of it", () => {
    expect(listTree(processes, 99)).toEqual([]);
  });
});

test.each<[string, number]>([
  ["7 (node) S 3 7 7 0 -1", 3],
  ["7 (a) S 9 (b) R 41 7 7", 41],
])("readParent(%j) is %i", (stat, parent) => {
  expect(readParent(stat)).toBe(parent);
});

test("readChildSeconds(), given a process, adds what its children used in their own code and in the system's", () => {
  expect(readChildSeconds("7 (a b) S 3 7 7 0 -1 4194304 90 91 92 93 1100 1200 250 75 20 0")).toBe(3.25);
});

test("readChildSeconds(), given nothing, is nothing", () => {
  expect(readChildSeconds("")).toBe(0);
});

test("readMemory(), given the totals of a process, takes its share of what is shared", () => {
  expect(readMemory("7f00-7fff ---p [rollup]\nRss:   1776 kB\nPss:    250 kB\nPss_Dirty:  112 kB\n")).toBe(250);
});

test("readMemory(), given nothing because the process has ended, is nothing", () => {
  expect(readMemory("")).toBe(0);
});
