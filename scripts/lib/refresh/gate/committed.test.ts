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

function operationOf(paths: JsonObject): object {
  return (paths["/kites/{id}"] as JsonObject)["get"] as object;
}
