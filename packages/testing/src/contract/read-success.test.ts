import { describe, expect, test } from "vitest";
import { listOperations } from "../document/list-operations.ts";
import { hasAnswerSchema, readSuccess } from "./read-success.ts";

const JSON_BODY = { description: "", content: { "application/json": { schema: { type: "string" } } } };
const EMPTY = { description: "" };

function readFirst(responses: Record<string, unknown>): { status: number; isDescribed: boolean } {
  const document = { openapi: "3.0.3", paths: { "/kites": { get: { operationId: "listKites", responses } } } };
  const [target] = listOperations(document);
  if (target === undefined) throw new Error("Cannot test: the document has no operation");
  const success = readSuccess(document, target);
  return { status: success.status, isDescribed: hasAnswerSchema(document, success) };
}

describe("readSuccess()", () => {
  test.each<[string, Record<string, unknown>, number, boolean]>([
    ["several successes", { 404: EMPTY, 202: EMPTY, 201: JSON_BODY, default: EMPTY }, 201, true],
    ["a success without a body", { 200: EMPTY }, 200, false],
    ["no content", { 204: EMPTY }, 204, true],
    ["a redirect and no success", { 303: EMPTY, default: JSON_BODY }, 303, true],
    ["a redirect beside a success", { 200: JSON_BODY, 303: EMPTY }, 200, true],
    ["default alone", { default: JSON_BODY }, 200, true],
    ["a failure alone", { 500: EMPTY }, 500, false],
  ])("%s, answers of an operation, returns the status promised first", (_, responses, status, isDescribed) => {
    expect(readFirst(responses)).toEqual({ status, isDescribed });
  });
});
