import { expect, test } from "vitest";
import { readUses } from "./read-uses.ts";

test.each([
  ["client.op.addThing()", 1],
  ['client["op"].addThing()', 1],
  ["const { op } = client;\nop.addThing()", 2],
  ["const { op: api } = client;\napi.addThing()", 2],
  ["const api = client.op;\napi.addThing()", 2],
  ["const api = client.op;\nconst { addThing } = api;", 2],
  ["class A {\n  api = client.op;\n  run() { return this.api.addThing(); }\n}", 3],
  ["this.api = client.op;\nthis.api.addThing()", 2],
])("readUses(), for %s, finds the operation in its line", (text, line) => {
  expect(readUses("a.ts", text).ids).toContainEqual({ name: "addThing", line });
});

test("readUses(), for members of something else, finds no operation", () => {
  expect(readUses("a.ts", "const api = client.other;\napi.addThing();\nthing.addThing();").ids).toEqual([]);
});
