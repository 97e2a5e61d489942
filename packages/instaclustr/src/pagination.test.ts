import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { createInstaclustrClient } from "./client.ts";
import { operations } from "./generated/operations.ts";
import { pageStyles } from "./pagination.ts";

test("Instaclustr's lists, have no pages: none of its operations takes a page, a limit or a cursor", async () => {
  const text = await readFile(new URL("../../../specs/instaclustr/openapi.json", import.meta.url), "utf8");
  const parameters: { in: string; name: string }[] = [];
  JSON.parse(text, (_, value) => {
    if (typeof value?.in === "string" && typeof value.name === "string") parameters.push(value);
    return value;
  });
  expect(parameters.length).toBeGreaterThan(50);
  const names = parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
  expect(names.filter((name) => /page|limit|offset|cursor|continue|next|token/i.test(name))).toEqual([]);
  expect(Object.values(operations).filter(([, , style]) => style)).toEqual([]);
  expect(pageStyles).toEqual({});
});

test("a list asked for by pages, throws TypeError before anything is sent", async () => {
  const fetch = () => expect.unreachable();
  const client = createInstaclustrClient({ username: "me", apiKey: "k1", fetch }) as unknown as {
    pages: { GET(path: string): AsyncGenerator<unknown> };
  };
  const path = "/cluster-management/v2/data-sources/clusters/v2";
  await expect(client.pages.GET(path).next()).rejects.toThrow(TypeError);
});
