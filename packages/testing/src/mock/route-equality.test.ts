import type { IHttpOperation } from "@stoplight/types";
import { describe, expect, test } from "vitest";
import { type DocumentOperation, HTTP_METHODS, listOperations } from "../document/list-operations.ts";
import { listVendors, loadDocument } from "../document/load-document.ts";
import { loadPrism } from "./load-prism.ts";
import { createRouteTable } from "./route-table.ts";

const documents = listVendors().flatMap((vendor) => {
  const loaded = loadDocument(vendor);
  return loaded.kind === "openapi" ? [{ vendor, operations: listOperations(loaded.document) }] : [];
});

/**
 * What Prism's own router finds. It is asked with the operations of as many segments as the path has: Prism refuses the
 * others first thing, and trying all of them takes 5 ms for each path.
 */
function findWithPrism(operations: readonly DocumentOperation[], method: string, path: string): string {
  const { length } = path.split("/");
  const possible = operations.filter((operation) => operation.path.split("/").length === length);
  if (possible.length === 0) return "path-missing";
  const resources = possible.map((operation) => ({
    id: operation.template,
    method: operation.method,
    path: operation.path,
  }));
  const result = loadPrism().route({
    resources: resources as unknown as IHttpOperation[],
    input: { method: method as "get", url: { path } },
  });
  if (result._tag === "Right") return result.right.id;
  return result.left.name.includes("NO_METHOD") ? "method-missing" : "path-missing";
}

/** Paths that two templates of a document both match, a value for each parameter. */
function findOverlaps(operations: readonly DocumentOperation[]): string[] {
  const templates = [...new Set(operations.map(({ path }) => path))].map((path) => path.split("/"));
  const isTemplate = (segment: string): boolean => segment.includes("{");
  const overlaps = new Set<string>();
  for (const [index, first] of templates.entries()) {
    for (const second of templates.slice(index + 1)) {
      if (first.length !== second.length) continue;
      const merged = first.map((segment, at) => {
        const other = second[at] ?? "";
        if (segment === other) return isTemplate(segment) ? "value" : segment;
        if (isTemplate(segment)) return isTemplate(other) ? "value" : other;
        return isTemplate(other) ? segment : undefined;
      });
      if (!merged.includes(undefined)) overlaps.add(merged.join("/"));
    }
  }
  return [...overlaps];
}

/** Values that routers disagree about. */
const ODD_VALUES = ["", "%zz", "%2F", "a%2Fb", "%73ettings", "a:b", "a.json", "%7Bid%7D", "{id}", "ü", "%C3%BC", "..."];

function compare(operations: readonly DocumentOperation[], requests: readonly (readonly [string, string])[]): object[] {
  const table = createRouteTable(operations);
  return requests.flatMap(([method, path]) => {
    const match = table.find(method, path);
    const got = match.kind === "found" ? match.operation.template : match.kind;
    const want = findWithPrism(operations, method, path);
    return got === want ? [] : [{ method, path, got, want }];
  });
}

describe("the route table finds what Prism's router finds", () => {
  test.each(documents)("$vendor, every path that two templates match, by every method", ({ operations }) => {
    const requests = findOverlaps(operations).flatMap((path) => HTTP_METHODS.map((method) => [method, path] as const));
    expect(compare(operations, requests)).toEqual([]);
  }, 60_000);

  test.each(documents)("$vendor, odd values, trailing slashes and unknown ends", ({ operations }) => {
    const step = Math.max(1, Math.floor(operations.length / 15));
    const requests = operations
      .filter((_, index) => index % step === 0)
      .flatMap(({ method, path }) => {
        const filled = ODD_VALUES.map((value) => path.replaceAll(/\{[^{}]+\}/g, value));
        return [...filled, `${path}/`, `${path}/nope`].map((odd) => [method, odd] as const);
      });
    expect(compare(operations, requests)).toEqual([]);
  }, 60_000);
});

describe("the route table agrees with Prism about templates that no vendor has", () => {
  const paths = [
    "/v1/{id}",
    "/v1/{id}:stop",
    "/v1/{name}.json",
    "/v1/{a}-{b}",
    "/v1/%73ettings",
    "/v1/me",
    "/v1/{x.y}",
  ];
  const operations = listOperations({ paths: Object.fromEntries(paths.map((path) => [path, { get: {} }])) });
  const values = ["7", "7:stop", "a.json", "a.json.bak", "x-y", "settings", "%73ettings", "me", "%6De", "{x.y}", ""];
  test.each(values)("%j", (value) => {
    expect(compare(operations, [["get", `/v1/${value}`]])).toEqual([]);
  });
});
