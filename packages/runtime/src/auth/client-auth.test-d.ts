import { expectTypeOf, test } from "vitest";
import { withAuth } from "./client-auth.ts";

test("withAuth(), a client, keeps its type and adds auth", () => {
  const client = withAuth({ GET: (path: string) => path.length }, () => {});
  expectTypeOf(client.GET).toEqualTypeOf<(path: string) => number>();
  expectTypeOf(client.auth.expiresAt).toEqualTypeOf<Date | undefined>();
  // @ts-expect-error nobody but the client knows when its credentials end
  client.auth.expiresAt = new Date();
});
