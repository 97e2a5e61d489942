import { expect, test } from "vitest";
import { limitTokenCall } from "./token-call.ts";

test.each([
  [undefined, 3],
  [10, 3],
  [2, 2],
  [1, 1],
])("limitTokenCall(), the client sends each call %s times at most, lets a token call be sent %i times", (given, want) => {
  const limits = given === undefined ? {} : { maxAttempts: given };
  expect(limitTokenCall(limits)).toEqual({ operationClass: "safe", maxAttempts: want });
});
