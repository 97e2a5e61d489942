import { describe, expect, test } from "vitest";
import type { DocumentOperation } from "../document/list-operations.ts";
import { echoPathId } from "./echo-path-id.ts";
import { type Exchange, jsonAnswer } from "./exchange.ts";

function read(path: string, params: Record<string, string>, method = "GET"): Exchange {
  const operation: DocumentOperation = {
    ...{ method: "get", path, template: `GET ${path}`, operationId: undefined },
    ...{ pathItem: {}, operation: {} },
  };
  const request = { method, path, query: {}, headers: {}, body: null };
  return { request, name: operation.template, operation, params, clock: { now: () => 0, setTimer: () => () => {} } };
}

describe("echoPathId()", () => {
  test.each([
    ["the uid of metadata", { metadata: { uid: "a", name: "n" } }, { metadata: { uid: "sent", name: "n" } }],
    ["a member of the parameter's name", { boxId: "a", id: "b" }, { boxId: "sent", id: "b" }],
    ["the id within data", { data: { id: "a" } }, { data: { id: "sent" } }],
    ["nothing that is an id", { name: "n" }, { name: "n" }],
  ])("given an answer with %s, answers %j as %j", (_, body, wanted) => {
    const answer = jsonAnswer(200, body);
    expect(echoPathId(read("/boxes/{boxId}", { boxId: "sent" }), answer).body).toEqual(wanted);
  });

  test("given an id that is a number, answers a number, and leaves it where the path has none", () => {
    const answer = jsonAnswer(200, { id: 1 });
    expect(echoPathId(read("/boxes/{id}", { id: "77" }), answer).body).toEqual({ id: 77 });
    expect(echoPathId(read("/boxes/{id}", { id: "seven" }), answer)).toBe(answer);
  });

  test("given what is no read of one thing, leaves the answer as it is", () => {
    const answer = jsonAnswer(200, { id: "a" });
    expect(echoPathId(read("/boxes/{id}/lids", { id: "sent" }), answer)).toBe(answer);
    expect(echoPathId(read("/boxes/{id}", { id: "sent" }, "DELETE"), answer)).toBe(answer);
  });
});
