import { afterAll, afterEach, describe, expect, test } from "vitest";
import { templatesOf } from "../../behaviour/fixtures/sweep.ts";
import { createFakeClock } from "../../clock/fake-clock.ts";
import { loadDocument } from "../../document/load-document.ts";
import { listRootFields } from "../../graphql/root-fields.ts";
import { sampleVariables } from "../../graphql/sample-variables.ts";
import { startMock } from "../../mock/start-mock.ts";
import { createPortableMock } from "../../portable/portable-mock.ts";
import { behaviour } from "./behaviour.ts";
import { KINDS, state } from "./state.ts";

const document = loadDocument("altinity-anywhere");
const roots = listRootFields(document.kind === "graphql" ? document.schema : "");
const clock = createFakeClock();
const mock = await startMock("altinity-anywhere", { clock });

afterEach(() => mock.reset());
afterAll(() => mock.close());

const STATE = "name specRevision status{appliedSpecRevision pendingDelete errors{code}}";

async function send(query: string, variables: object = {}): Promise<{ data?: unknown; errors?: unknown }> {
  const headers = { authorization: "Bearer any", "content-type": "application/json" };
  const answer = await fetch(mock.url, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
  return answer.json() as Promise<{ data?: unknown; errors?: unknown }>;
}

/** Sends the sample of a mutation, under a name. */
async function mutate(verb: string, type: string, fields: string, name: string) {
  const root = roots.find((one) => one.name === verb + type);
  if (root === undefined) throw new Error(`There is no ${verb}${type}`);
  const { input } = sampleVariables(root, "everything");
  return send(
    `mutation($input:${verb[0]?.toUpperCase()}${verb.slice(1)}${type}Input!){${root.name}(input:$input){${fields}}}`,
    {
      input: { ...(input as object), name },
    },
  );
}

const show = (revision: number, applied: number, codes: readonly string[] = [], pendingDelete = false) => ({
  name: "mine",
  specRevision: revision,
  status: { appliedSpecRevision: applied, pendingDelete, errors: codes.map((code) => ({ code })) },
});

describe("the state of altinity-anywhere", () => {
  test("its rules, name root fields of the schema only", () => {
    const names = roots.map(({ kind, name }) => `${kind} ${name}`);
    expect(state.resources.flatMap(templatesOf).filter((name) => !names.includes(name))).toEqual([]);
    expect(KINDS.length * 5).toBe(names.filter((name) => !name.includes("codeGen")).length);
  });

  test.each(KINDS)("$query, created, changed and deleted, is what it was told to be at every moment", async (kind) => {
    const { query, list, type } = kind;
    const read = async () => (await send(`{${query}(name:"mine"){${STATE}}}`)).data as Record<string, unknown>;
    const created = await mutate("create", type, "mutationId specRevision", "mine");
    expect(created.data).toMatchObject({ [`create${type}`]: { specRevision: 1 } });
    expect(await read()).toEqual({ [query]: show(1, 0, ["DISCONNECTED"]) });
    await clock.advance(150_000);
    expect(await read()).toEqual({ [query]: show(1, 0, ["K8S_DISCONNECTED"]) });
    await clock.advance(150_000);
    expect(await read()).toEqual({ [query]: show(1, 1) });

    const changed = await mutate("update", type, "mutationId specRevision", "mine");
    expect(changed.data).toMatchObject({ [`update${type}`]: { specRevision: 2 } });
    expect(await read()).toEqual({ [query]: show(2, 1) });
    await clock.advance(180_000);
    expect(await read()).toEqual({ [query]: show(2, 2) });
    expect((await send(`{${list}{name}}`)).data).toEqual({
      [list]: ["mine", "name-1", "name-2"].map((name) => ({ name })),
    });
    expect((await send(`{${list}(filter:{names:["name-2"]}){name}}`)).data).toEqual({ [list]: [{ name: "name-2" }] });

    const deleted = await mutate("delete", type, "pendingMFA", "mine");
    expect(deleted).toEqual({ data: { [`delete${type}`]: { pendingMFA: false } } });
    expect(await read()).toEqual({ [query]: show(2, 2, [], true) });
    await clock.advance(600_000);
    expect(await read()).toEqual({ [query]: null });
    const again = await mutate("delete", type, "pendingMFA", "mine");
    expect(again.errors).toMatchObject([{ message: "not found", extensions: { code: "NOT_FOUND" } }]);
    expect((await send(`{${list}{name}}`)).data).toMatchObject({ [list]: [{ name: "name-1" }, { name: "name-2" }] });
    expect(mock.violations).toEqual([]);
  });

  test("an environment that was not created here, is applied, and can be changed and deleted", async () => {
    const read = async () => (await send(`{awsEnv(name:"mine"){${STATE}}}`)).data;
    expect(await read()).toEqual({ awsEnv: show(1, 1) });
    await mutate("update", "AWSEnv", "mutationId", "mine");
    expect(await read()).toEqual({ awsEnv: show(2, 1) });
    await mutate("delete", "AWSEnv", "mutationId", "mine");
    await clock.advance(600_000);
    expect(await read()).toEqual({ awsEnv: null });
  });

  test("a name that is taken, is refused until it is free, and a name of another kind is not taken", async () => {
    const create = (type: string) => mutate("create", type, "mutationId", "mine");
    expect((await create("AWSEnv")).errors).toBeUndefined();
    expect((await create("AWSEnv")).errors).toMatchObject([
      { message: "already exists", extensions: { code: "CONFLICT" } },
    ]);
    expect((await create("GCPEnv")).errors).toBeUndefined();
    expect(mock.items("awsEnv")).toMatchObject([{ name: "mine" }]);
    mock.reset();
    expect(mock.items("awsEnv")).toEqual([]);
  });

  test("several root fields and aliases in one document, are each what they ask for", async () => {
    await mutate("create", "AWSEnv", "mutationId", "mine");
    const { data } = await send('{a:awsEnv(name:"mine"){name specRevision} b:gcpEnv(name:"mine"){name} awsEnvs{name}}');
    expect(data).toMatchObject({ a: { specRevision: 1 }, b: { name: "mine" }, awsEnvs: [{ name: "mine" }, {}, {}] });
  });

  test("without a server, remembers as with one", async () => {
    const portable = await createPortableMock(document, behaviour, { clock });
    const ask = async (query: string) => {
      const headers = { authorization: "Bearer any", "content-type": "application/json" };
      const url = "https://anywhere.example/api/v1/graphql";
      return (
        await portable.respond(new Request(url, { method: "POST", headers, body: JSON.stringify({ query }) }))
      )?.json();
    };
    await ask('mutation{deleteAWSEnv(input:{name:"mine"}){pendingMFA}}');
    expect(await ask('{awsEnv(name:"mine"){status{pendingDelete}}}')).toEqual({
      data: { awsEnv: { status: { pendingDelete: true } } },
    });
    portable.reset();
    expect(await ask('{awsEnv(name:"mine"){name}}')).toEqual({ data: { awsEnv: { name: "mine" } } });
  });

  test("switched off, remembers no deletion", async () => {
    const portable = await createPortableMock(document, behaviour, { clock, state: false });
    const ask = async (query: string) => {
      const headers = { authorization: "Bearer any", "content-type": "application/json" };
      const url = "https://anywhere.example/api/v1/graphql";
      const answer = await portable.respond(
        new Request(url, { method: "POST", headers, body: JSON.stringify({ query }) }),
      );
      return answer?.json();
    };
    const look = () => ask('{awsEnv(name:"mine"){name specRevision status{pendingDelete}}}');
    const before = await look();
    await ask('mutation{deleteAWSEnv(input:{name:"mine"}){pendingMFA}}');
    await clock.advance(600_000);
    expect(await look()).toEqual(before);
  });
});
