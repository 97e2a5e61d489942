import { readFileSync } from "node:fs";
import type { LostWrite, Result } from "@vendor-clients/runtime";
import { describe, expect, test } from "vitest";
import { sendRules } from "./send-rules.ts";

const SPEC = new URL("../../../specs/imply/openapi.json", import.meta.url);
const document = JSON.parse(readFileSync(SPEC, "utf8")) as { paths: Record<string, Record<string, unknown>> };
const OPERATIONS = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
);

test("classes of the Manager's operations, those that differ from their method, are these", () => {
  const found = OPERATIONS.flatMap((operation) => {
    const differs = sendRules.classOf?.(operation);
    return differs ? [`${differs}: ${operation}`] : [];
  });
  expect(found.sort()).toEqual([
    "idempotent: PATCH /clusters/{clusterId}",
    "token: POST /auth/realms/{realm}/protocol/openid-connect/token",
    "write-with-lookup: POST /clusters",
  ]);
});

describe("the look-up of a creation", () => {
  const body = { metadata: { name: "reporting" }, spec: { version: "2021.06", master: { replicas: 3 } } };
  const made = {
    metadata: { name: "reporting", uid: "u1" },
    spec: { ...body.spec, desiredState: "STARTED" },
    status: { resourceVersion: 1 },
  };

  async function lookUp(data: unknown) {
    const asked: unknown[] = [];
    const lost: LostWrite = {
      operation: "POST /clusters",
      init: { body },
      sentAtEpochMs: 0,
      send: async (...call) => {
        asked.push(call);
        return { data } as Result<unknown, unknown>;
      },
    };
    return { asked, found: await sendRules.lookUps?.["POST /clusters"]?.(lost) };
  }

  test.each<[string, unknown, unknown]>([
    ["an unchanged cluster of that name and content", [made], { data: made }],
    ["the same in a wrapper", { values: [made] }, { data: made }],
    ["one without a status, as in a short list", [{ ...made, status: undefined }], "unclear"],
    ["one without a configuration", [{ ...made, spec: undefined }], "unclear"],
    ["one with null for its configuration", [{ ...made, spec: null }], "unclear"],
    ["a cluster without a name", [{ uid: "u1" }], "unclear"],
    ["null for a cluster", [null], "unclear"],
    ["one whose configuration was changed since", [{ ...made, status: { resourceVersion: 2 } }], "unclear"],
    ["one of another content", [{ ...made, spec: { version: "2021.07" } }], "unclear"],
    ["two of that name", [made, made], "unclear"],
    ["none of that name", [{ ...made, metadata: { name: "other" } }], "absent"],
    ["no clusters", { values: [] }, "absent"],
    ["another wrapper", { items: [] }, "unclear"],
    ["null", null, "unclear"],
  ])("shown %s, reads the clusters and says so", async (_, data, want) => {
    const { asked, found } = await lookUp(data);
    expect(asked).toEqual([["GET", "/clusters", {}]]);
    expect(found).toEqual(want);
  });

  test("left in doubt, tells where to look", () => {
    expect(sendRules.reconcile?.("POST /clusters")).toBe("look for metadata.name in GET /clusters");
    expect(sendRules.reconcile?.("DELETE /clusters/{clusterId}")).toBeUndefined();
  });
});
