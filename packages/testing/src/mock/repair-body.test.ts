import { expect, test } from "vitest";
import { repairBody } from "./repair-body.ts";

const sample = { name: "name", packs: [{ layer: "addon", size: 1 }], spec: { kind: "a" } };

test.each<[string, unknown, (string | number)[][], unknown]>([
  ["no place", { name: "mine" }, [], { name: "mine" }],
  ["a member", { name: 1, spec: { kind: "b" } }, [["name"]], { name: "name", spec: { kind: "b" } }],
  [
    "a member of a list's later element",
    { packs: [{ layer: "os" }, { layer: "x", size: 2 }] },
    [["packs", "1", "layer"]],
    { packs: [{ layer: "os" }, { layer: "addon", size: 2 }] },
  ],
  ["a member that the sample has not", { name: "mine", extra: 1 }, [["extra"]], { name: "mine" }],
  ["a member below one that is missing", { name: "mine" }, [["spec", "kind"]], { name: "mine", spec: { kind: "a" } }],
  ["the whole", 7, [[]], sample],
  ["several", { name: 1, spec: 2 }, [["name"], ["spec"]], { name: "name", spec: { kind: "a" } }],
])("repairBody() at %s, takes the sample's value there and leaves the rest", (_, body, places, want) => {
  expect(repairBody(body, sample, places)).toEqual(want);
});
