import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isPublicOperation } from "./public-operations.ts";

test("isPublicOperation(), each operation of the document, is true where it demands no credentials", () => {
  const file = new URL("../../../specs/palette/openapi.json", import.meta.url);
  const { paths } = JSON.parse(readFileSync(file, "utf8")) as {
    paths: Record<string, Record<string, { security?: object[] }>>;
  };
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, { security }]) =>
      security ? [{ operation: `${method.toUpperCase()} ${path}`, isPublic: security.length === 0 }] : [],
    ),
  );
  const want = operations.filter(({ isPublic }) => isPublic).map(({ operation }) => operation);
  expect(want).toHaveLength(21);
  expect(operations.map(({ operation }) => operation).filter(isPublicOperation)).toEqual(want);
});
