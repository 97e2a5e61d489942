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
    const root = rootFields.find(({ name }) => name === "awsEnvs");
    const { data: whole } = await createClient().query("awsEnvs");
    const way = root && findOptionalField(root.field.type, whole?.[0]);
    expect(way).toBeDefined();
    mock.fail("awsEnvs", { message: "no access", at: [1, ...(way ?? [])], code: "FORBIDDEN" });
    const { data, error } = await createClient().query("awsEnvs");

    expect(data).toHaveLength(2);
    expect(follow(data?.[0], way)).toEqual(follow(whole?.[0], way));
    expect(follow(data?.[1], way)).toBeNull();
    expect(error).toMatchObject({ code: "FORBIDDEN", path: ["awsEnvs", 1, ...(way ?? [])] });
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

type OutputType = RootField["field"]["type"];

/** The names on the way to the first field that may be null and is not; the schema chooses, because its revisions have other fields. */
function findOptionalField(type: OutputType, value: unknown): readonly string[] | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const fields = fieldsOf(type);
  for (const [name, inner] of Object.entries(value)) {
    const field = fields[name];
    if (!field || inner === null) continue;
    if (!String(field.type).endsWith("!")) return [name];
    const below = findOptionalField(field.type, inner);
    if (below) return [name, ...below];
  }
  return undefined;
}

function fieldsOf(type: OutputType): Readonly<Record<string, RootField["field"]>> {
  if ("ofType" in type) return fieldsOf(type.ofType);
  return "getFields" in type ? type.getFields() : {};
}

function follow(value: unknown, way: readonly string[] = []): unknown {
  return way.reduce<unknown>((at, name) => (at as Readonly<Record<string, unknown>>)[name], value);
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
