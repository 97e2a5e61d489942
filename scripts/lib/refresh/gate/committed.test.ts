import { expect, test } from "vitest";
import type { JsonObject } from "../../json.ts";
import { type Permissions, refuseNewHosts, refuseSecurityLoss, refuseShrink } from "./committed.ts";
import { createDocument } from "./hostile-document.ts";

const NONE: Permissions = { allowShrink: false, allowHost: false, allowSecurityLoss: false };
const ALL: Permissions = { allowShrink: true, allowHost: true, allowSecurityLoss: true };

test.each([
  [224, 17, true],
  [100, 79, true],
  [100, 80, false],
  [100, 120, false],
  [0, 1, false],
])("refuseShrink(), for %d operations that become %d, refuses: %s", (before, after, isRefused) => {
  const run = (permissions: Permissions) => () => refuseShrink(before, after, permissions);
  if (isRefused) expect(run(NONE)).toThrow(expect.objectContaining({ kind: "shrink" }));
  else expect(run(NONE)).not.toThrow();
  expect(run(ALL)).not.toThrow();
});

test("refuseShrink(), for no operations, refuses whatever is allowed", () => {
  expect(() => refuseShrink(5, 0, ALL)).toThrow(expect.objectContaining({ kind: "content" }));
});

test.each<[string, (document: JsonObject) => void]>([
  ["a server elsewhere", (document) => Object.assign(document, { servers: [{ url: "https://evil.test/v1" }] })],
  [
    "a second server",
    (document) =>
      Object.assign(document, { servers: [{ url: "https://kites.test" }, { url: "https://kites.test.evil" }] }),
  ],
  [
    "the same server without encryption",
    (document) => Object.assign(document, { servers: [{ url: "http://kites.test/v1" }] }),
  ],
  [
    "a server of one operation",
    ({ paths }) =>
      Object.assign((paths as JsonObject)["/kites/{id}"] as object, { servers: [{ url: "https://evil.test" }] }),
  ],
  [
    "a variable with another host",
    (document) =>
      Object.assign(document, { servers: [{ url: "https://{host}", variables: { host: { default: "evil.test" } } }] }),
  ],
  [
    "a login elsewhere",
    ({ components }) =>
      Object.assign((components as JsonObject)["securitySchemes"] as object, {
        Login: { type: "oauth2", flows: { clientCredentials: { tokenUrl: "https://evil.test/token", scopes: {} } } },
      }),
  ],
])("refuseNewHosts(), for %s, refuses it unless it is allowed", (_, change) => {
  const after = createDocument();
  change(after);
  expect(() => refuseNewHosts(createDocument(), after, NONE)).toThrow(expect.objectContaining({ kind: "host" }));
  expect(() => refuseNewHosts(createDocument(), after, ALL)).not.toThrow();
  expect(() => refuseNewHosts(createDocument(), createDocument(), NONE)).not.toThrow();
});

test.each<[string, (document: JsonObject) => void]>([
  ["no security at the root", (document) => delete document["security"]],
  [
    "an operation that anybody may call",
    ({ paths }) => Object.assign(operationOf(paths as JsonObject), { security: [] }),
  ],
  [
    "an operation that need not be secured",
    ({ paths }) => Object.assign(operationOf(paths as JsonObject), { security: [{ Key: [] }, {}] }),
  ],
  [
    "an operation that anybody may call by another name of its parameter",
    ({ paths }) => moveOperation(paths as JsonObject, "/kites/{kite}", { security: [] }),
  ],
  [
    "an operation that anybody may call at another place",
    ({ paths }) => moveOperation(paths as JsonObject, "/v2/kites/{id}", { security: [] }),
  ],
  ["a scheme that is gone", ({ components }) => delete (components as JsonObject)["securitySchemes"]],
  [
    "a key in the query",
    ({ components }) =>
      Object.assign((components as JsonObject)["securitySchemes"] as object, {
        Key: { type: "apiKey", in: "query", name: "key" },
      }),
  ],
])("refuseSecurityLoss(), for %s, refuses it unless it is allowed", (_, change) => {
  const after = createDocument();
  change(after);
  expect(() => refuseSecurityLoss(createDocument(), after, NONE)).toThrow(
    expect.objectContaining({ kind: "security" }),
  );
  expect(() => refuseSecurityLoss(createDocument(), after, ALL)).not.toThrow();
  expect(() => refuseSecurityLoss(createDocument(), createDocument(), NONE)).not.toThrow();
});

test("refuseSecurityLoss(), for one of two credentials that belong together, refuses it; for another way, does not", () => {
  const documentWith = (security: JsonObject[]) => {
    const document = createDocument();
    Object.assign(operationOf(document["paths"] as JsonObject), { security });
    return document;
  };
  const both = documentWith([{ Key: [], Tenant: [] }]);
  const refuse = (after: JsonObject[]) => () => refuseSecurityLoss(both, documentWith(after), NONE);
  expect(refuse([{ Key: [] }])).toThrow(expect.objectContaining({ kind: "security" }));
  expect(refuse([{ Tenant: [], Key: [] }, { Tenant: [] }])).toThrow(expect.objectContaining({ kind: "security" }));
  expect(refuse([{ Tenant: [], Key: [] }, { Login: [] }])).not.toThrow();
  expect(refuse([{ Tenant: [], Key: [], Login: [] }])).not.toThrow();
});

test("refuseNewHosts(), for a server that is encrypted now, lets it pass", () => {
  const before = { ...createDocument(), servers: [{ url: "http://kites.test/v1" }] };
  expect(() => refuseNewHosts(before, createDocument(), NONE)).not.toThrow();
});

function moveOperation(paths: JsonObject, path: string, change: JsonObject): void {
  const item = paths["/kites/{id}"] as JsonObject;
  delete paths["/kites/{id}"];
  Object.assign(paths, { [path]: item });
  Object.assign(item["get"] as object, change);
}

function operationOf(paths: JsonObject): object {
  return (paths["/kites/{id}"] as JsonObject)["get"] as object;
}
