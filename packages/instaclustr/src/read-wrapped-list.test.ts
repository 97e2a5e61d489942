import { createRecordingFetch, json, noRateLimit } from "@vendor-clients/testing";
import { expect, test } from "vitest";
import { createInstaclustrClient, readWrappedList, unwrap } from "./index.ts";

test.each<[string, Parameters<typeof readWrappedList<"clusters", number>>[0], number[]]>([
  ["one account", [{ clusters: [1, 2] }], [1, 2]],
  ["two accounts", [{ clusters: [1] }, { clusters: [2] }], [1, 2]],
  ["no account", [], []],
  ["an account without clusters", [{}, { clusters: null }], []],
  ["null", null, []],
  ["an empty answer", undefined, []],
])("readWrappedList() of %s, gives what all of them hold", (_, list, want) => {
  expect(readWrappedList(list, "clusters")).toEqual(want);
});

test("readWrappedList() of the answer to a listing, gives its clusters with their type", async () => {
  const { fetch } = createRecordingFetch(json([{ accountId: "a", clusters: [{ id: "c1" }] }]));
  const client = createInstaclustrClient({ username: "u", apiKey: "k", rateLimiter: noRateLimit, fetch });
  const accounts = unwrap(await client.GET("/cluster-management/v2/data-sources/clusters/v2"));
  const [cluster] = readWrappedList(accounts, "clusters");
  expect(cluster?.id).toBe("c1");
});
