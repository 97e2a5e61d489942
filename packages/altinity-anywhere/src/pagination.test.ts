import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { pageStyles } from "./pagination.ts";

it("the schema, takes no argument that pages, so there is no page style", async () => {
  const schema = await readFile(new URL("../../../specs/altinity-anywhere/schema.graphql", import.meta.url), "utf8");
  const names = [...schema.matchAll(/\b(\w+): /g)].map(([, name]) => name);

  expect(
    names.filter((name) => /^(first|last|after|before|limit|offset|page|pageSize|cursor)$/.test(name ?? "")),
  ).toEqual([]);
  expect(pageStyles).toEqual({});
});
