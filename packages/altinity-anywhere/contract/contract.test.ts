import { mkdir, readFile, writeFile } from "node:fs/promises";
import {
  type AnywhereError,
  type AnywhereResult,
  createAltinityAnywhereClient,
  isGone,
} from "@vendor-clients/altinity-anywhere";
import { createFetchWithout } from "@vendor-clients/testing";
import {
  findAnswerProblems,
  type GraphqlMock,
  listRootFields,
  type RootField,
  sampleInvalidVariables,
  sampleVariables,
  startGraphqlMock,
  type Variables,
} from "@vendor-clients/testing/graphql";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { gaps } from "./gaps.ts";

const TOKEN = "contract-token";
const schema = await readFile(new URL("../../../specs/altinity-anywhere/schema.graphql", import.meta.url), "utf8");
const rootFields = listRootFields(schema);
const titled = rootFields.map((root) => [`${root.kind} ${root.name}`, root] as const);
const nullable = titled.filter(([, { isNullable }]) => isNullable);
const invalid = titled.filter(([, root]) => sampleInvalidVariables(root) !== undefined);
const done = { called: new Set<string>(), refused: new Set<string>(), unauthorized: new Set<string>() };

type Call = (name: string, variables: Variables) => Promise<AnywhereResult<unknown>>;

let mock: GraphqlMock;

beforeAll(async () => {
  mock = await startGraphqlMock({ schema });
});
afterEach(() => mock.reset());
afterAll(async () => {
  await mock.close();
  await writeCounts();
});

describe("every operation", () => {
  it.each(
    titled,
  )("%s, valid variables, the mock takes the request and the client gives its answer", async (title, root) => {
    for (const extent of ["required", "everything"] as const) {
      const variables = sampleVariables(root, extent);
      const result = await call(root, variables);
      const request = mock.requests.at(-1);

      expect(request).toMatchObject({ method: "POST", path: "/api/v1/graphql", query: {}, operation: title });
      expect(request?.headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, "content-type": "application/json" });
      const body = JSON.parse(request?.body ?? "");
      expect(body.variables).toEqual(variables);
      expect(body.query).toMatch(new RegExp(`^${root.kind} ${root.name}\\b`));
      expect(request?.violations).toEqual([]);
      expect(result.error).toBeUndefined();
      expect(result.data).toEqual(JSON.parse(request?.answer ?? "").data[root.name]);
      expect(findAnswerProblems(root.field.type, result.data)).toEqual([]);
    }
    done.called.add(title);
  });

  it.each(titled)("%s, no token, the mock answers 401 and the client says UNAUTHORIZED", async (title, root) => {
    const { error, data } = await call(root, sampleVariables(root, "required"), createFetchWithout("authorization"));

    expect(mock.requests.at(-1)?.headers).not.toHaveProperty("authorization");
    expect(mock.violations).toMatchObject([{ rule: "401", pointer: "/header/authorization" }]);
    expect(error).toMatchObject({ code: "UNAUTHORIZED", status: 401 });
    expect(data).toBeUndefined();
    done.unauthorized.add(title);
  });

  it.each(
    invalid,
  )("%s, a variable that breaks the schema, the mock refuses it and names the variable", async (title, root) => {
    const sample = sampleInvalidVariables(root);
    const { error } = await call(root, sample?.variables ?? {});

    expect(mock.violations).toMatchObject([{ side: "request", operation: title }]);
    expect(mock.violations[0]?.pointer.startsWith(sample?.pointer ?? "none")).toBe(true);
    expect(error?.message).toContain("Variable");
    done.refused.add(title);
  });

  it.each(titled)("%s, an error with a code, the client gives code, message and path", async (_, root) => {
    mock.fail(root.name, { code: "CONFLICT", message: "conflict" });
    const { error } = await call(root, sampleVariables(root, "required"));

    expect(error).toEqual<AnywhereError>({
      code: "CONFLICT",
      message: "conflict",
      path: [root.name],
      operation: `${root.kind} ${root.name}`,
      status: 200,
      errors: [{ code: "CONFLICT", message: "conflict", path: [root.name] }],
    });
  });

  it.each(nullable)("%s, null, the client gives null as data", async (_, root) => {
    mock.answer(root.name, null);
    const result = await call(root, sampleVariables(root, "required"));

    expect(result).toMatchObject({ data: null });
    expect(result.error).toBeUndefined();
    expect(isGone(result)).toBe(true);
  });
});

describe("partial data", () => {
  it("a field below a list fails, the client gives the rest and a path of names and indices", async () => {
    mock.fail("awsEnvs", { message: "no access", at: [1, "spec", "backups"], code: "FORBIDDEN" });
    const { data, error } = await createClient().query("awsEnvs");

    expect(data).toHaveLength(2);
    expect(data?.[0]?.spec.backups).not.toBeNull();
    expect(data?.[1]?.spec.backups).toBeNull();
    expect(error).toMatchObject({ code: "FORBIDDEN", path: ["awsEnvs", 1, "spec", "backups"] });
  });
});

describe("gaps", () => {
  it("every gap names an operation of the schema and has a reason and a date", () => {
    const names = titled.map(([title]) => title);
    for (const { kind, name, reason, date } of gaps) {
      expect(names).toContain(`${kind} ${name}`);
      expect(reason).not.toBe("");
      expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it("an operation that the mock serves is no gap, so gaps only shrink", () => {
    expect(gaps.filter(({ kind, name }) => done.called.has(`${kind} ${name}`))).toEqual([]);
    expect(gaps).toHaveLength(rootFields.length - done.called.size);
  });
});

function createClient(fetch?: typeof globalThis.fetch) {
  return createAltinityAnywhereClient({ token: TOKEN, baseUrl: mock.url, ...(fetch && { fetch }) });
}

function call({ kind, name }: RootField, variables: Variables, fetch?: typeof globalThis.fetch) {
  const client = createClient(fetch);
  // The names and variables come from the schema at run time, which the typed signatures cannot know.
  const send = (kind === "query" ? client.query : client.mutate) as unknown as Call;
  return send(name, variables);
}

async function writeCounts(): Promise<void> {
  const folder = new URL("../.test-results/", import.meta.url);
  const counts = {
    vendor: "altinity-anywhere",
    operations: rootFields.length,
    called: done.called.size,
    refused: done.refused.size,
    unauthorized: done.unauthorized.size,
    gaps: gaps.length,
    withoutSchema: rootFields.filter(({ hasSchema }) => !hasSchema).length,
  };
  await mkdir(folder, { recursive: true });
  await writeFile(new URL("contract.json", folder), `${JSON.stringify(counts)}\n`);
}
