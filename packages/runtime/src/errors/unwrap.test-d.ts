import { expectTypeOf, test } from "vitest";
import type { Failed, Result } from "../options.ts";
import type { AuthError, ClientError, NetworkError, ResponseFormatError } from "./client-error.ts";
import type { HttpError } from "./http-error.ts";
import { unwrap } from "./unwrap.ts";

interface Kite {
  readonly uid: string;
}

declare const result: Result<Kite, { message: string }>;

test("Result, asked for its error, narrows to data or error", () => {
  if (result.error) {
    expectTypeOf(result).toEqualTypeOf<Failed<{ message: string }>>();
    expectTypeOf(result.error).toEqualTypeOf<{ message: string }>();
    expectTypeOf(result.data).toEqualTypeOf<undefined>();
  } else {
    expectTypeOf(result.data).toEqualTypeOf<Kite>();
  }
  expectTypeOf(result.response).toEqualTypeOf<Response>();
  expectTypeOf(result.data).toEqualTypeOf<Kite | undefined>();
});

test("unwrap(), given a result, is typed by its data", () => {
  expectTypeOf(unwrap(result)).toEqualTypeOf<Kite>();
  expectTypeOf(unwrap<undefined>).returns.toEqualTypeOf<undefined>();
  // @ts-expect-error a response alone is no result
  unwrap(new Response());
});

test("codes of errors, are literals to switch on", () => {
  expectTypeOf<HttpError["code"]>().toEqualTypeOf<"HTTP_ERROR">();
  expectTypeOf<NetworkError["code"]>().toEqualTypeOf<"NETWORK_ERROR">();
  expectTypeOf<AuthError["code"]>().toEqualTypeOf<"AUTH_FAILED">();
  expectTypeOf<ResponseFormatError["code"]>().toEqualTypeOf<"RESPONSE_FORMAT">();
  expectTypeOf<HttpError>().toExtend<ClientError>();
  expectTypeOf<NetworkError>().not.toExtend<{ status: number }>();
});
