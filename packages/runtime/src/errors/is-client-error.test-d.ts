import { expectTypeOf, test } from "vitest";
import type { AmbiguousWriteError } from "./ambiguous-write-error.ts";
import type { NetworkError } from "./client-error.ts";
import { type ClientErrorCode, isClientError } from "./is-client-error.ts";
import type { TimeoutError } from "./timeout-error.ts";
import type { WaitError } from "./wait-error.ts";

declare const thrown: unknown;

test("isClientError(), given a code, narrows to the class of the code", () => {
  if (isClientError(thrown, "AMBIGUOUS_WRITE")) {
    expectTypeOf(thrown).toExtend<AmbiguousWriteError>();
    expectTypeOf(thrown.reconcile).toEqualTypeOf<string>();
  }
  if (isClientError(thrown, "BODY_TIMEOUT")) {
    expectTypeOf(thrown).toExtend<TimeoutError>();
    expectTypeOf(thrown.code).toEqualTypeOf<"BODY_TIMEOUT">();
  }
  // @ts-expect-error no error has this code
  isClientError(thrown, "NO_SUCH_CODE");
});

test("isClientError(), given no code, leaves a union to switch on", () => {
  if (!isClientError(thrown)) return;
  expectTypeOf(thrown.code).toEqualTypeOf<ClientErrorCode>();
  switch (thrown.code) {
    case "NETWORK_ERROR":
      expectTypeOf(thrown).toEqualTypeOf<NetworkError>();
      break;
    case "WAIT_FAILED":
    case "WAIT_TIMEOUT":
      expectTypeOf(thrown).toEqualTypeOf<WaitError>();
      break;
    case "RATE_LIMITED":
      expectTypeOf(thrown.retryAfterMs).toEqualTypeOf<number | undefined>();
      break;
  }
});
