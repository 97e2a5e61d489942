import { describe, expect, test } from "vitest";
import { PaginationError, type PaginationReason } from "./pagination-error.ts";

const context = { vendor: "acme", operation: "GET /v1/kites" };

describe("PaginationError", () => {
  test.each<[PaginationReason, number, string]>([
    ["repeated-cursor", 1, "server named a cursor that was followed before, after 1 page"],
    ["empty-pages", 3, "server went on with empty pages, after 3 pages"],
    ["page-limit", 10_000, "server named more pages than are read, after 10000 pages"],
  ])("for %s, says why and how far it came", (reason, pagesRead, says) => {
    const error = new PaginationError(reason, { pagesRead, cursor: "c1" }, context);
    expect(error.message).toBe(`Cannot call acme GET /v1/kites: ${says}`);
    expect(error).toMatchObject({ reason, pagesRead, cursor: "c1", code: "PAGINATION", retryable: false });
  });

  test("with a cursor of 2,000 characters, keeps it whole", () => {
    const cursor = "c".repeat(2_000);
    expect(new PaginationError("page-limit", { pagesRead: 1, cursor }, context).cursor).toBe(cursor);
  });

  test("with a longer cursor, keeps nothing of it", () => {
    const cursor = "c".repeat(2_001);
    expect(new PaginationError("page-limit", { pagesRead: 1, cursor }, context).cursor).toBe(undefined);
  });
});
