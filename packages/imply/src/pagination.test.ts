import { createRecordingFetch, failureOf } from "@vendor-clients/testing";
import { expect, test } from "vitest";
import { createImplyClient } from "./client.ts";
import { operations } from "./generated/operations.ts";
import { pageStyles } from "./pagination.ts";

test("operations of the Manager, none of which takes a page, have no page style", () => {
  expect(pageStyles).toEqual({});
  expect(Object.values(operations).filter(([, , pageStyle]) => pageStyle)).toEqual([]);
});

test.each(["pages", "items"])("%s of the clusters, are refused before anything is sent", async (kind) => {
  const { fetch, sent } = createRecordingFetch();
  const imply: object = createImplyClient({ vanityDomain: "acme", token: "honey-token", fetch });
  const { GET } = Reflect.get(imply, kind) as { GET: (path: string) => AsyncGenerator<unknown> };
  expect(await failureOf(GET("/clusters").next())).toBeInstanceOf(TypeError);
  expect(sent).toEqual([]);
});
