import { describe, expect, test } from "vitest";
import { orderRevisions } from "./revisions.ts";

const namesOf = (files: readonly string[]) => orderRevisions(files).revisions.map(({ name }) => name);

describe("orderRevisions()", () => {
  test.each<[string, string[], string[]]>([
    [
      "days",
      ["b/2026-02-09.json", "b/2025-08-13.json", "b/2026-01-10.json"],
      ["2025-08-13", "2026-01-10", "2026-02-09"],
    ],
    [
      "versions",
      ["26.1.59.json", "25.10.1.json", "25.7.134.json", "25.7.34.json"],
      ["25.7.34", "25.7.134", "25.10.1", "26.1.59"],
    ],
    ["schemas", ["2026-07-02.graphql", "2025-09-17.graphql"], ["2025-09-17", "2026-07-02"]],
  ])("given %s, puts the oldest first", (_, files, names) => {
    expect(namesOf(files)).toEqual(names);
  });

  test("given a day, a version and both forms of a month, tells each the day of the refresh", () => {
    const { revisions } = orderRevisions(["x/2026-04-23.json", "x/25.7.34.json", "x/25.12.1.json"]);
    expect(revisions.map(({ date }) => date)).toEqual(["2025-07-01", "2025-12-01", "2026-04-23"]);
  });

  test("given a part of a revision, keeps it apart with whom it was made for", () => {
    const { revisions, views } = orderRevisions(["x/25.7.34.public.json", "x/25.7.34.json"]);
    expect(revisions).toEqual([{ file: "x/25.7.34.json", name: "25.7.34", date: "2025-07-01" }]);
    expect(views).toEqual([{ file: "x/25.7.34.public.json", name: "25.7.34", date: "2025-07-01", view: "public" }]);
  });

  test("given other names, leaves them out", () => {
    expect(orderRevisions(["v1.json", "2023-09.json", "README.md", "2026-04-23.json.new", "2026-04-23.yaml"])).toEqual({
      revisions: [],
      views: [],
    });
  });
});
