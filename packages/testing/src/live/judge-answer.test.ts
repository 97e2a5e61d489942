import { describe, expect, test } from "vitest";
import { createDocumentJudge } from "./judge-answer.ts";

function judge(responses: object, status: number, body: unknown, contentType: string | undefined = "application/json") {
  const judgeOf = createDocumentJudge({ paths: { "/x": { get: { operationId: "x", responses } } } });
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const exchange = { method: "GET", path: "/x", sent: "", status, contentType, body: text, secrets: [] };
  return judgeOf.judge(exchange).findings.map(({ kind, rule, pointer }) => `${kind} ${rule} ${pointer}`);
}

const of = (schema: object, type = "application/json"): object => ({ content: { [type]: { schema } } });

const MIXED = {
  required: ["hidden"],
  properties: { hidden: { type: "string", writeOnly: true }, amount: { type: "number" }, name: { type: "string" } },
};

describe("createDocumentJudge()", () => {
  const cases: [
    what: string,
    responses: object,
    status: number,
    body: unknown,
    want: string[],
    contentType?: string,
  ][] = [
    ["a range of statuses", { "4XX": of({ type: "object" }) }, 418, [], ["schema type "]],
    ["a range in small letters", { "4xx": of({ type: "object" }) }, 418, [], ["schema type "]],
    ["the rest", { 200: {}, default: of({ type: "object" }) }, 418, [], ["schema type "]],
    ["the very status before the rest", { 200: of({ type: "array" }), default: of({ type: "object" }) }, 200, [], []],
    ["no body by its status", { 204: of({ type: "object" }) }, 204, "", []],
    ["a redirect", { 303: of({ type: "object" }) }, 303, "", []],
    ["nothing that is described", { 200: {} }, 200, {}, []],
    ["something that is not described", { 200: {} }, 200, { a: 1 }, ["undocumented body "]],
    ["a type by a wildcard", { 200: of({ type: "string" }, "text/*") }, 200, "a", [], "text/csv"],
    ["any type", { 200: of({}, "*/*") }, 200, "a", [], "image/png"],
    ["a type with parameters", { 200: of({ type: "array" }) }, 200, [], [], "Application/JSON; charset=utf-8"],
    ["no type at all", { 200: of({ type: "array" }) }, 200, [], ["content-type content-type "], ""],
    ["a whole number for a number", { 200: of({ type: "number" }) }, 200, 1, []],
    [
      "a text that is only written",
      { 200: of({ required: ["p"], properties: { p: { type: "string", writeOnly: true } } }) },
      200,
      {},
      [],
    ],
    [
      "a text that is only written and of another type",
      { 200: of({ properties: { p: { type: "string", writeOnly: true } } }) },
      200,
      { p: 1 },
      [],
    ],
    [
      "two alternatives where one is due",
      { 200: of({ oneOf: [{ type: "integer" }, { type: "number" }] }) },
      200,
      1,
      ["schema oneOf "],
    ],
    ["what must not be", { 200: of({ type: "integer", not: { enum: [1] } }) }, 200, 1, ["schema not "]],
    ["only what is broken", { 200: of(MIXED) }, 200, { amount: 1, name: 1 }, ["schema type /name"]],
    [
      "a date that is none",
      { 200: of({ type: "object", properties: { at: { type: "string", format: "date-time" } } }) },
      200,
      { at: "x" },
      ["schema format /at"],
    ],
    [
      "a name with signs of pointers",
      { 200: of({ type: "object", properties: { "a/b~c": { type: "string" } } }) },
      200,
      { "a/b~c": 1 },
      ["schema type /a~1b~0c"],
    ],
    ["free members", { 200: of({ type: "object" }) }, 200, { any: 1 }, []],
    [
      "an open list of values",
      { 200: of({ type: "string", "x-extensible-enum": ["A"] }) },
      200,
      '"B"',
      ["undocumented enum "],
    ],
    ["null where it may be", { 200: of({ type: "string", nullable: true, enum: ["A"] }) }, 200, "null", []],
    [
      "null by a reference in a list of one",
      { 200: of({ allOf: [{ type: "object" }], nullable: true }) },
      200,
      "null",
      [],
    ],
  ];
  test.each(cases)("given %s", (_what, responses, status, body, want, contentType) => {
    expect(judge(responses, status, body, contentType)).toEqual(want);
  });

  test("given a path that the document does not have, names no path", () => {
    const { judge: judgeOne } = createDocumentJudge({ paths: {} });
    const exchange = {
      method: "GET",
      path: "/my/secret",
      sent: "",
      status: 200,
      contentType: "",
      body: "",
      secrets: [],
    };
    const verdict = judgeOne(exchange);
    expect(verdict.findings).toMatchObject([{ kind: "undocumented", rule: "path-missing" }]);
    expect(JSON.stringify(verdict)).not.toContain("secret");
  });
});
