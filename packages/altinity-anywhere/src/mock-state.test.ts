import { readFile } from "node:fs/promises";
import { failureOf } from "@vendor-clients/testing";
import { listRootFields, sampleVariables } from "@vendor-clients/testing/graphql";
import { describe, expect, test } from "vitest";
import { NAME, SPEC, useMock } from "../contract/mock-bench.ts";
import { doctor } from "./doctor.ts";
import {
  ENVIRONMENT_KINDS,
  type EnvironmentKind,
  isGone,
  unwrap,
  waitForEnvironmentApplied,
  waitForEnvironmentDeleted,
} from "./index.ts";

const { clock, run, play, mock, create, remove, asked, watch } = useMock();

const schema = await readFile(new URL("../../../specs/altinity-anywhere/schema.graphql", import.meta.url), "utf8");
const roots = listRootFields(schema);

/** How the mutations of a kind end. */
function typeOf(kind: EnvironmentKind): string {
  const name = `create${kind}`.toLowerCase();
  return roots.find((root) => root.name.toLowerCase() === name)?.name.slice("create".length) ?? kind;
}

describe("an environment of the mock", () => {
  test("created, is read and listed as it was asked for, with stable values for the rest", async () => {
    const client = play();
    const { spec, specRevision } = await create(client);
    expect(specRevision).toBe(1);
    expect(spec).toMatchObject(SPEC);
    const environment = unwrap(await run(client.op.awsEnv({ name: NAME })));
    expect(environment).toMatchObject({ name: NAME, spec: SPEC, specRevision: 1 });
    expect(environment?.spec.customDomains).toHaveLength(2);
    const names = async (filter: object) => unwrap(await run(client.op.awsEnvs(filter))).map(({ name }) => name);
    expect(await names({})).toEqual([NAME, "name-1", "name-2"]);
    expect(await names({ filter: { names: [NAME] } })).toEqual([NAME]);
    expect(mock().violations).toEqual([]);
  });

  test("new, connects in two steps and is applied after five minutes", async () => {
    const client = play();
    const { states, wait } = watch();
    await create(client);
    const startMs = clock.now();
    const environment = await run(waitForEnvironmentApplied(client, "awsEnv", NAME, wait));
    expect(environment.status).toEqual({ appliedSpecRevision: 1, pendingDelete: false, errors: [] });
    expect(states).toEqual(["revision 0 of 1, DISCONNECTED", "revision 0 of 1, K8S_DISCONNECTED", "revision 1 of 1"]);
    expect(clock.now() - startMs).toBe(300_000);
  });

  test("changed, has the revision of the mutation after three minutes, and not that of before at once", async () => {
    const client = play();
    const { states, wait } = watch();
    await create(client);
    await run(waitForEnvironmentApplied(client, "awsEnv", NAME, { clock }));
    const input = { name: NAME, spec: { zones: ["eu-central-1c"] } };
    const { specRevision } = unwrap(await run(client.op.updateAWSEnv({ input })));
    await run(waitForEnvironmentApplied(client, "awsEnv", NAME, { ...wait, specRevision }));
    expect(states).toEqual(["revision 1 of 2", "revision 2 of 2"]);
    const environment = unwrap(await run(client.op.awsEnv({ name: NAME })));
    expect(environment?.spec).toMatchObject({ zones: ["eu-central-1c"], cidr: SPEC.cidr });
  });

  test("deleted, is pending delete for ten minutes and gone then, by null and no error", async () => {
    const client = play();
    const { states, wait } = watch();
    await create(client);
    expect(await remove(client)).toMatchObject({ pendingMFA: false });
    expect(await run(waitForEnvironmentDeleted(client, "awsEnv", NAME, wait))).toBe("deleted");
    expect(states).toEqual(["pending delete", "gone"]);
    const result = await run(client.op.awsEnv({ name: NAME }));
    expect(result.data).toBeNull();
    expect(isGone(result)).toBe(true);
    expect(await failureOf(remove(client))).toMatchObject({ vendorCode: "NOT_FOUND" });
  });

  test("deleted while somebody waits for a revision, ends that wait", async () => {
    const client = play();
    await create(client);
    await remove(client);
    const failure = await failureOf(run(waitForEnvironmentApplied(client, "awsEnv", NAME, { clock })));
    expect(failure).toMatchObject({ code: "WAIT_FAILED", lastState: "revision 0 of 1, pending delete" });
  });

  test.each(ENVIRONMENT_KINDS)("%s, never created here, is applied, and gone after its deletion", async (kind) => {
    const client = play();
    const state = await run(waitForEnvironmentApplied(client, kind, NAME, { clock, firstDelayMs: 0 }));
    expect(state).toMatchObject({ name: NAME, specRevision: 1, status: { appliedSpecRevision: 1, errors: [] } });
    const mutation = `delete${typeOf(kind)}`;
    await run(client.request(`mutation{${mutation}(input:{name:"${NAME}"}){pendingMFA}}`));
    expect(await run(waitForEnvironmentDeleted(client, kind, NAME, { clock }))).toBe("deleted");
    expect(mock().violations).toEqual([]);
  });

  test.each(
    ENVIRONMENT_KINDS,
  )("%s, created with everything that its input takes, is read whole without an error", async (kind) => {
    const client = play();
    const creation = roots.find(({ name }) => name === `create${typeOf(kind)}`);
    if (creation === undefined) throw new Error(`The schema creates no ${kind}`);
    const variables = sampleVariables(creation, "everything") as { input: { name: string; spec: object } };
    const created = await run(client.mutate(creation.name as "createAWSEnv", variables as never));
    expect(unwrap(created)).toMatchObject({ specRevision: 1 });
    const { data, error } = await run(client.query(kind, { name: variables.input.name }));
    expect(error).toBeUndefined();
    expect(data).toMatchObject({
      name: variables.input.name,
      specRevision: 1,
      spec: { nodeGroups: unwrap(created).spec.nodeGroups },
    });
    expect(mock().violations).toEqual([]);
  });

  test("whose creation's answer is lost, is not made twice, and is there under its name", async () => {
    const fetch: typeof globalThis.fetch = async (input, init) => {
      await clock.fetch(input, init);
      throw new TypeError("fetch failed");
    };
    const failure = await failureOf(create(play([], { fetch })));
    expect(failure).toMatchObject({ code: "AMBIGUOUS_WRITE", message: expect.stringContaining("awsEnv") });
    expect(asked()).toEqual(["mutation createAWSEnv"]);
    const client = play();
    expect(unwrap(await run(client.op.awsEnv({ name: NAME })))).toMatchObject({ specRevision: 1 });
    expect(await failureOf(create(client))).toMatchObject({ vendorCode: "CONFLICT", vendorMessage: "already exists" });
  });
});

test("the doctor of a mock, sees the environments of it", async () => {
  const { checks } = await doctor({ token: "honey-token", baseUrl: mock().url });
  expect(asked()).toContain("query awsEnvs");
  expect(checks.filter(({ outcome }) => outcome === "failed")).toEqual([]);
  expect(checks.map(({ found }) => found)).toContain("environments seen: 10");
});
