import { expect, test } from "vitest";
import { withAuth } from "./client-auth.ts";

test("withAuth(), credentials that change, tells their end as it is when asked, also through copies of the client", () => {
  let end: Date | undefined;
  const client = withAuth(
    { GET: 1 },
    Object.assign(() => {}, { expiresAt: () => end }),
  );
  const { auth } = { ...client };
  expect(auth.expiresAt).toBeUndefined();
  end = new Date(5);
  expect(auth.expiresAt).toBe(end);
  expect(client.GET).toBe(1);
});

test("withAuth(), credentials whose end nobody knows, tells none", () => {
  expect(withAuth({}, () => {}).auth.expiresAt).toBeUndefined();
});
