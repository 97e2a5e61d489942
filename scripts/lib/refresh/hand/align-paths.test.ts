import { expect, test } from "vitest";
import type { Json } from "../../json.ts";
import { alignPaths } from "./align-paths.ts";

const documentOf = (url: string, ...paths: string[]) => ({
  servers: [{ url }],
  paths: Object.fromEntries(paths.map((path): [string, Json] => [path, { get: {} }])),
});

test.each([
  ["https://a.test/api", ["/kites"], "https://{host}", ["/api/kites"]],
  ["/api/", ["/kites"], "https://{host}", ["/api/kites"]],
  ["https://{host}", ["/api/kites"], "https://{host}", ["/api/kites"]],
  ["https://a.test", ["/api/v1/kites", "/auth/token"], "https://{host}/api/v1", ["/kites", "/auth/token"]],
  ["https://a.test/api/v1", ["/kites"], "https://{host}/api/v1", ["/kites"]],
  ["https://a.test/api", ["/v10/kites"], "https://{host}/api/v1", ["/api/v10/kites"]],
])("alignPaths(), from %s with %j to %s, gives %j", (from, paths, to, want) => {
  const aligned = alignPaths(documentOf(from, ...paths), documentOf(to));
  expect(Object.keys(aligned["paths"] as object)).toEqual(want);
  expect(aligned["servers"]).toEqual([{ url: to }]);
});

test("alignPaths(), for documents without servers or paths, has neither", () => {
  expect(alignPaths({ info: {} }, {})).toEqual({ info: {}, paths: {} });
});

test("alignPaths(), of a path named like what every object has, keeps it as its own", () => {
  const paths = JSON.parse('{"/__proto__": {"get": {}}}');
  const aligned = alignPaths({ servers: [{ url: "" }], paths }, {});
  expect(Object.keys(aligned["paths"] as object)).toEqual(["/__proto__"]);
});
