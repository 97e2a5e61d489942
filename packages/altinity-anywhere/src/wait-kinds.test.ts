import { readFile } from "node:fs/promises";
import { startGraphqlMock } from "@vendor-clients/testing/graphql";
import { describe, expect, it } from "vitest";
import { createAltinityAnywhereClient } from "./client.ts";
import { ENVIRONMENT_KINDS } from "./quirks.ts";
import { waitForEnvironmentApplied, waitForEnvironmentDeleted } from "./wait.ts";

const schema = await readFile(new URL("../../../specs/altinity-anywhere/schema.graphql", import.meta.url), "utf8");
const NAME = "acme-staging";

describe("kinds of environments", () => {
  it("those of the waiters, are all that the schema has", () => {
    const [, queries = ""] = /type Query \{([^}]*)\}/.exec(schema) ?? [];
    const single = [...queries.matchAll(/(\w*[eE]nv\w*)\(name: String!\): (\w+)\n/g)].map(([, name]) => name);
    expect([...ENVIRONMENT_KINDS].sort()).toEqual(single.sort());
  });

  it.each(ENVIRONMENT_KINDS)("%s, both waiters send what the schema takes and read what it gives", async (kind) => {
    const mock = await startGraphqlMock({ schema });
    try {
      const client = createAltinityAnywhereClient({ token: "a-token", baseUrl: mock.url });
      const now = { firstDelayMs: 0, intervalMs: 1, timeoutMs: 1000 };
      const status = { appliedSpecRevision: 7, pendingDelete: false, errors: [] };
      mock.answer(kind, { name: NAME, specRevision: 7, status });
      const state = await waitForEnvironmentApplied(client, kind, NAME, now);
      mock.answer(kind, null);

      expect(state).toEqual({ name: NAME, specRevision: 7, status });
      expect(await waitForEnvironmentDeleted(client, kind, NAME, now)).toBe("deleted");
      expect(mock.violations).toEqual([]);
      expect(mock.requests).toHaveLength(2);
    } finally {
      await mock.close();
    }
  });
});
