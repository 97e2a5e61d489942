import { expect, test } from "vitest";
import { AmbiguousWriteError as AmbiguousWriteClass } from "./ambiguous-write-error.ts";
import * as classes from "./client-error.ts";
import * as guards from "./error-guards.ts";
import { HttpError as HttpClass } from "./http-error.ts";
import { PaginationError as PaginationClass } from "./pagination-error.ts";
import { RateLimitError as RateLimitClass } from "./rate-limit-error.ts";
import { ResponseTooLargeError as TooLargeClass } from "./response-too-large-error.ts";
import { TimeoutError as TimeoutClass } from "./timeout-error.ts";
import { WaitError as WaitClass } from "./wait-error.ts";

const CONTEXT = { vendor: "acme", operation: "GET /x" };
const PROGRESS = { resourceId: "1", history: [] } as never;

const errors: readonly (readonly [keyof typeof guards, Error])[] = [
  ["HttpError", new HttpClass(404, {}, undefined, CONTEXT)],
  ["NetworkError", new classes.NetworkError("no", CONTEXT)],
  ["AuthError", new classes.AuthError("no", CONTEXT)],
  ["RateLimitError", new RateLimitClass("no", 1, 429, CONTEXT)],
  ["AmbiguousWriteError", new AmbiguousWriteClass("no", { applied: "unknown", sentAtEpochMs: 0 }, CONTEXT)],
  ["ResponseFormatError", new classes.ResponseFormatError("no", 200, CONTEXT)],
  ["ResponseTooLargeError", new TooLargeClass(1, 200, CONTEXT)],
  ["TimeoutError", new TimeoutClass("BODY_TIMEOUT", 1, CONTEXT)],
  ["PaginationError", new PaginationClass("page-limit", { pagesRead: 1, cursor: undefined } as never, CONTEXT)],
  ["WaitError", new WaitClass("WAIT_TIMEOUT", "no", PROGRESS, CONTEXT)],
];

test.each(
  errors,
)("an error of the class %s, is an instance of its guard and of ClientError, and of no other", (name, error) => {
  const matching = Object.entries(guards).filter(([, guard]) => error instanceof guard);
  expect(matching.map(([key]) => key).sort()).toEqual(["ClientError", name].sort());
});

test.each([
  ["an error of somebody else", Object.assign(new Error("no"), { code: "HTTP_ERROR" })],
  ["nothing", undefined],
  ["a text", "HTTP_ERROR"],
])("%s, is an instance of no guard", (_, thrown) => {
  for (const guard of Object.values(guards)) expect(thrown instanceof guard).toBe(false);
});
