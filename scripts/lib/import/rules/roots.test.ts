import { expect, test } from "vitest";
import type { JsonObject } from "../../json.ts";
import type { Rule } from "../rule.ts";
import { dropEnvelope, moveInfo, refuseUnknownRoots, trimServers, writeVersion } from "./roots.ts";

test.each<[Rule, string, JsonObject, JsonObject, string[]]>([
  [dropEnvelope, "an empty envelope", { data: null, error: null, paths: {} }, { paths: {} }, ["#/data", "#/error"]],
  [dropEnvelope, "an envelope that says something", { data: 1, error: null }, { data: 1 }, ["#/error"]],
  [dropEnvelope, "no envelope", { paths: {} }, { paths: {} }, []],
  [
    moveInfo,
    "title and version at the root",
    { title: "Kites", version: "1", description: "text", paths: {} },
    { info: { title: "Kites", version: "1" }, paths: {} },
    ["#/title", "#/version"],
  ],
  [moveInfo, "an info", { info: { title: "Kites" }, title: "t" }, { info: { title: "Kites" }, title: "t" }, []],
  [writeVersion, "another 3.0", { openapi: "3.0.4" }, { openapi: "3.0.3" }, ["#/openapi"]],
  [writeVersion, "3.0.3", { openapi: "3.0.3" }, { openapi: "3.0.3" }, []],
  [
    trimServers,
    "slashes at the end",
    { servers: [{ url: "https://kites.test/api//" }, { url: "https://kites.test" }, { url: "/" }] },
    { servers: [{ url: "https://kites.test/api" }, { url: "https://kites.test" }, { url: "/" }] },
    ["#/servers/0/url"],
  ],
  [trimServers, "no servers", {}, {}, []],
])("$0.name, for %s, gives the wanted document", ({ apply }, _, given, want, places) => {
  expect(apply(given)).toEqual(places);
  expect(given).toEqual(want);
});

test.each<[string, JsonObject, string]>([
  ["OpenAPI with a key of Swagger", { openapi: "3.0.3", definitions: {} }, "#/definitions"],
  ["Swagger with a key of OpenAPI", { swagger: "2.0", components: {} }, "#/components"],
  ["a key nobody knows", { openapi: "3.0.3", "a/b": 1 }, "#/a~1b"],
])("refuseUnknownRoots(), for %s, names the key", (_, document, pointer) => {
  expect(() => refuseUnknownRoots(document)).toThrow(expect.objectContaining({ pointer }));
});

test("refuseUnknownRoots(), for known keys and extensions, passes", () => {
  expect(() => refuseUnknownRoots({ openapi: "3.0.3", info: {}, paths: {}, "x-groups": [] })).not.toThrow();
});
