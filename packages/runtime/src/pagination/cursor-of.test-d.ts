import { expectTypeOf, test } from "vitest";
import { type Cursor, cursorOf } from "./cursor-of.ts";

test("cursorOf(), given nothing, is any query; given a query's type or a place for one, is of that type", () => {
  expectTypeOf(cursorOf({})).toEqualTypeOf<Cursor | undefined>();
  const saved: { continue?: string } | undefined = cursorOf({});
  expectTypeOf(saved).toEqualTypeOf<{ continue?: string } | undefined>();
});
