import { describe, expect, test } from "vitest";
import { type DocumentOperation, listOperations } from "./list-operations.ts";
import { hasAnswerSchema, readSuccess } from "./read-success.ts";

function withResponses(responses: object): DocumentOperation {
  const [target] = listOperations({ paths: { "/x": { get: { responses } } } });
  if (target === undefined) throw new Error("no operation");
  return target;
}

const JSON_STRING = { content: { "application/json": { schema: { type: "string" } } } };

describe("readSuccess()", () => {
  const cases: [codes: string[], status: number][] = [
    [["200", "default"], 200],
    [["202", "201", "404"], 201],
    [["2XX"], 200],
    [["303", "default"], 303],
    [["200", "303"], 200],
    [["default"], 200],
    [["404"], 404],
  ];
  test.each(cases)("of %j promises %d", (codes, status) => {
    const target = withResponses(Object.fromEntries(codes.map((code) => [code, {}])));
    expect(readSuccess({}, target).status).toBe(status);
  });

  test("JSON comes first among the bodies of an answer", () => {
    const content = { "text/csv": {}, "application/json": {} };
    const { bodies } = readSuccess({}, withResponses({ 200: { content } }));
    expect(bodies.map(({ contentType }) => contentType)).toEqual(["application/json", "text/csv"]);
  });
});

describe("hasAnswerSchema()", () => {
  const cases: [what: string, responses: object, want: boolean][] = [
    ["a type", { 200: JSON_STRING }, true],
    ["no body by its status", { 204: {} }, true],
    ["a redirect, which says everything in its headers", { 303: {}, default: JSON_STRING }, true],
    ["nothing but a failure without a body", { 500: {} }, false],
    ["no content", { 200: {} }, false],
    ["content without a schema", { 200: { content: { "application/json": {} } } }, false],
    ["an empty schema", { 200: { content: { "application/json": { schema: {} } } } }, false],
    [
      "a schema that only says nullable",
      { 200: { content: { "application/json": { schema: { nullable: true } } } } },
      false,
    ],
    ["an empty part of a union", { 200: { content: { "application/json": { schema: { allOf: [{}] } } } } }, false],
  ];
  test.each(cases)("an answer with %s", (_what, responses, want) => {
    expect(hasAnswerSchema({}, readSuccess({}, withResponses(responses)))).toBe(want);
  });

  test("of a wrapped answer the part inside counts", () => {
    const wrap = (data: object): object => ({ content: { "application/json": { schema: { properties: { data } } } } });
    const read = (data: object): boolean => {
      const success = readSuccess({}, withResponses({ 200: wrap(data) }));
      return hasAnswerSchema({}, success, ({ properties }) => (properties as { data: unknown }).data);
    };
    expect([read({}), read({ type: "string" })]).toEqual([false, true]);
  });
});
