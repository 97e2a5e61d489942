import { describe, expect, test } from "vitest";
import { type DocumentOperation, type HttpMethod, listOperations } from "../document/list-operations.ts";
import { createRouteTable } from "./route-table.ts";

function operationsOf(...templates: string[]): DocumentOperation[] {
  const paths: Record<string, Record<string, object>> = {};
  for (const template of templates) {
    const [method = "", path = ""] = template.split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase() as HttpMethod]: {} };
  }
  return listOperations({ paths });
}

function find(templates: string[], method: string, path: string): string {
  const match = createRouteTable(operationsOf(...templates)).find(method, path);
  return match.kind === "found" ? match.operation.template : match.kind;
}

describe("createRouteTable()", () => {
  const cases: [why: string, templates: string[], method: string, path: string, want: string][] = [
    ["a plain path", ["GET /v1/packs"], "GET", "/v1/packs", "GET /v1/packs"],
    ["a lower-case method", ["GET /v1/packs"], "get", "/v1/packs", "GET /v1/packs"],
    ["an unknown path", ["GET /v1/packs"], "GET", "/v1/nope", "path-missing"],
    ["another number of segments", ["GET /v1/{id}"], "GET", "/v1/a/b", "path-missing"],
    ["a path without this method", ["GET /v1/packs"], "POST", "/v1/packs", "method-missing"],
    ["a path without parameters over a template", ["GET /v1/{id}", "GET /v1/me"], "GET", "/v1/me", "GET /v1/me"],
    ["the template that has the method", ["GET /v1/{id}", "PUT /v1/me"], "GET", "/v1/me", "GET /v1/{id}"],
    ["the later of two equal templates", ["GET /a/{x}", "GET /a/{y}"], "GET", "/a/1", "GET /a/{y}"],
    ["the higher score", ["GET /a/{x}/{y}", "GET /a/{x}/c"], "GET", "/a/1/c", "GET /a/{x}/c"],
    ["an encoded static segment", ["GET /v1/settings"], "GET", "/v1/%73ettings", "GET /v1/settings"],
    ["an encoded slash as one segment", ["GET /v1/{id}"], "GET", "/v1/a%2Fb", "GET /v1/{id}"],
    ["a broken escape as it stands", ["GET /v1/{id}"], "GET", "/v1/%zz", "GET /v1/{id}"],
    ["a trailing slash as an empty parameter", ["GET /v1/{id}"], "GET", "/v1/", "GET /v1/{id}"],
    ["a trailing slash as another path", ["GET /v1/packs"], "GET", "/v1/packs/", "path-missing"],
    ["an action suffix", ["POST /v1/{id}:stop"], "POST", "/v1/a:stop", "POST /v1/{id}:stop"],
    ["two parameters in a segment", ["GET /v1/{a}-{b}"], "GET", "/v1/x-y", "GET /v1/{a}-{b}"],
  ];
  test.each(cases)("finds %s", (_why, templates, method, path, want) => {
    expect(find(templates, method, path)).toBe(want);
  });
});
