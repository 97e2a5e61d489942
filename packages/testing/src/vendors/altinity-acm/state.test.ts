import { describe, expect, test } from "vitest";
import { loadRules, templatesOf } from "../../behaviour/fixtures/sweep.ts";
import { WORK } from "./clusters.ts";

const { state, operations } = await loadRules("altinity-acm");
const templates = new Set([...state.resources.flatMap(templatesOf), ...WORK]);

describe("the state of altinity-acm", () => {
  test.each([...templates])("%s, is an operation of the document", (template) => {
    expect(operations.has(template)).toBe(true);
  });

  test("every list that takes pages, is cut into pages", () => {
    const paged = [...operations.values()].filter(({ operation }) => {
      const parameters = operation["parameters"] as { name?: string }[] | undefined;
      return parameters?.some(({ name }) => name === "page");
    });
    const cut = state.resources.flatMap(({ list = [] }) => list.filter(({ page }) => page).map(({ on }) => on));
    expect(cut.toSorted()).toEqual(paged.map(({ template }) => template).toSorted());
  });
});
