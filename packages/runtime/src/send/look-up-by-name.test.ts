import { describe, expect, test } from "vitest";
import type { CallInit, LostWrite, Result } from "../options.ts";
import { createNameLookUp, type NameLookUp } from "./look-up-by-name.ts";

const KITES: NameLookUp = { list: "/fields/{field}/kites", name: ["kite", "name"] };

/** Looks for the kite `red` of the field 7, and records what it asked the vendor. */
async function lookUp(answer: object, of: Partial<NameLookUp> = {}, body: unknown = { kite: "red", tail: 3 }) {
  const asked: [string, string, CallInit | undefined][] = [];
  const lost: LostWrite = {
    operation: "POST /fields/{field}/kites",
    init: { params: { path: { field: 7 }, query: { pretty: true } }, body },
    sentAtEpochMs: 0,
    send: async (...call) => {
      asked.push(call as (typeof asked)[number]);
      return answer as Result<unknown, unknown>;
    },
  };
  return { found: await createNameLookUp({ ...KITES, ...of })(lost), asked };
}

describe("createNameLookUp()", () => {
  test("looking, reads the list with the path parameters of the write and nothing else of it", async () => {
    const { asked } = await lookUp({ data: [] });
    expect(asked).toEqual([["GET", "/fields/{field}/kites", { params: { path: { field: 7 } } }]]);
  });

  test.each<[string, object, unknown]>([
    ["nothing of that name", { data: [{ name: "blue", tail: 3 }] }, "absent"],
    ["an empty list", { data: [] }, "absent"],
    [
      "one of that name and content",
      { data: [{ name: "red", tail: "3", id: 1 }] },
      { data: { name: "red", tail: "3", id: 1 } },
    ],
    ["one of that name and other content", { data: [{ name: "red", tail: 4 }] }, "unclear"],
    ["two of that name", { data: [{ name: "red" }, { name: "red" }] }, "unclear"],
    ["a failure", { error: {}, data: [] }, "unclear"],
    ["null", { data: null }, "unclear"],
    ["an object", { data: { items: [] } }, "unclear"],
  ])("shown %s, says what that means", async (_, answer, want) => {
    expect((await lookUp(answer)).found).toEqual(want);
  });

  test("shown the name in another case, does not take it for absent", async () => {
    expect((await lookUp({ data: [{ name: "RED", kite: "RED" }] })).found).toBe("unclear");
  });

  test.each([
    [undefined],
    [{}],
    [{ kite: "" }],
    [{ kite: 7 }],
  ])("of the body %j, which names nothing, is unclear", async (body) => {
    expect((await lookUp({ data: [] }, {}, body ?? null)).found).toBe("unclear");
  });

  test("given names further in, compares those", async () => {
    const name = ["metadata.name", "metadata.name"] as const;
    const item = { metadata: { name: "red" } };
    expect((await lookUp({ data: [item] }, { name }, item)).found).toEqual({ data: item });
    expect((await lookUp({ data: [{ name: "red" }, { metadata: null }] }, { name }, item)).found).toBe("absent");
  });

  test("given own rules, reads, compares and answers by them", async () => {
    const rules: Partial<NameLookUp> = {
      items: (data) => (data as { all: unknown[] }).all,
      isSame: (found, body) => Reflect.get(found as object, "id") === 1 && Reflect.get(body as object, "tail") === 3,
      toAnswer: () => "made",
    };
    expect((await lookUp({ data: { all: [{ name: "red", id: 1, tail: 9 }] } }, rules)).found).toEqual({ data: "made" });
    expect((await lookUp({ data: { all: [{ name: "red", id: 2 }] } }, rules)).found).toBe("unclear");
  });
});
