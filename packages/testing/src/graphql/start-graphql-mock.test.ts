import { afterEach, describe, expect, it } from "vitest";
import { startGraphqlMock } from "./start-graphql-mock.ts";

const schema = `
type Query {
  pet(name: String!, kind: Kind): Pet
  pets: [Pet!]!
  person(id: ID!): Person
  search: [Found!]!
  count(filter: Filter): Int
}
type Mutation { addPet(input: PetInput!): Person! }
enum Kind { CAT DOG }
interface Pet { name: String! }
type Cat implements Pet { name: String! lives: Int! }
type Dog implements Pet { name: String! toys: [String!]! }
type Person { id: ID! age: Float happy: Boolean! pets: [Pet!]! boss: Person born: Date }
union Found = Cat | Person
scalar Date
input Filter { names: [String!] nested: Filter }
input PetInput { name: String! kind: Kind! tags: [Int!] }
`;

type Mock = Awaited<ReturnType<typeof startGraphqlMock>>;
const mocks: Mock[] = [];
afterEach(() => Promise.all(mocks.splice(0).map((mock) => mock.close())));

async function start(): Promise<Mock> {
  const mock = await startGraphqlMock({ schema });
  mocks.push(mock);
  return mock;
}

async function ask(mock: Mock, query: string, variables: object = {}, init: RequestInit = {}) {
  const response = await fetch(mock.url, {
    method: "POST",
    headers: { authorization: "Bearer any", "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
    ...init,
  });
  return {
    status: response.status,
    answer: (await response.json()) as { data?: unknown; errors?: { message: string }[] },
  };
}

describe("answers", () => {
  const query = `{
    person(id: 1) { id age happy born boss { id } pets { __typename name ...on Cat { lives } ...on Dog { toys } } }
    search { __typename ...on Cat { name } ...on Person { id } }
    count
  }`;

  it("a query of every kind of type, is complete, with lists of two and both types of a union", async () => {
    const { answer } = await ask(await start(), query);
    expect(answer).toEqual({
      data: {
        person: {
          id: "id",
          age: expect.any(Number),
          happy: expect.any(Boolean),
          born: "born",
          boss: { id: "id" },
          pets: expect.arrayContaining([
            { __typename: "Cat", name: expect.stringMatching(/^name-[12]$/), lives: expect.any(Number) },
            { __typename: "Dog", name: expect.stringMatching(/^name-[12]$/), toys: expect.any(Array) },
          ]),
        },
        search: expect.arrayContaining([
          expect.objectContaining({ __typename: "Cat" }),
          expect.objectContaining({ __typename: "Person" }),
        ]),
        count: expect.any(Number),
      },
    });
  });

  it("the same query on two mocks, is the same", async () => {
    const answers = [await ask(await start(), query), await ask(await start(), query)];
    expect(answers[0]).toEqual(answers[1]);
  });

  it("an object looked up by name, has that name", async () => {
    const { answer } = await ask(await start(), '{ pet(name: "Tom") { name } }');
    expect(answer.data).toEqual({ pet: { name: "Tom" } });
  });

  it("a chosen value, is completed where it is partial and kept where it is null", async () => {
    const mock = await start();
    mock.answer("pet", null);
    mock.answer("person", { age: null, boss: { id: "boss" } });
    mock.answer("count", ({ filter }: { filter: { names: string[] } }) => filter.names.length);
    const text =
      '{ pet(name: "Tom") { name } person(id: 1) { id age boss { id } } count(filter: { names: ["a", "b"] }) }';
    const { answer } = await ask(mock, text);

    expect(answer.data).toEqual({ pet: null, person: { id: "id", age: null, boss: { id: "boss" } }, count: 2 });
  });

  it("a chosen failure of a field below, leaves the rest of the data", async () => {
    const mock = await start();
    mock.fail("person", { message: "no access", code: "FORBIDDEN", at: ["boss"] });
    mock.fail("addPet", { message: "conflict" });
    const read = await ask(mock, "{ person(id: 1) { id boss { id } } }");
    const write = await ask(mock, 'mutation { addPet(input: { name: "Tom", kind: CAT }) { id } }');

    expect(read.answer).toMatchObject({
      data: { person: { id: "id", boss: null } },
      errors: [{ message: "no access", path: ["person", "boss"], extensions: { code: "FORBIDDEN" } }],
    });
    expect(write.answer).toMatchObject({ data: null, errors: [{ message: "conflict", path: ["addPet"] }] });
    expect(mock.violations).toEqual([]);
  });

  it("a code that the caller prefers, is the error's code and no violation", async () => {
    const mock = await start();
    const headers = { authorization: "Bearer any", "content-type": "application/json", prefer: "code=NOT_FOUND" };
    const { answer } = await ask(mock, '{ pet(name: "Tom") { name } }', {}, { headers });

    expect(answer).toMatchObject({
      data: { pet: null },
      errors: [{ path: ["pet"], extensions: { code: "NOT_FOUND" } }],
    });
    expect(mock.violations).toEqual([]);
  });

  it("a choice for a root field that does not exist, throws RangeError", async () => {
    const mock = await start();
    expect(() => mock.answer("nope", 1)).toThrow(RangeError);
    expect(() => mock.fail("nope", { message: "" })).toThrow(RangeError);
  });

  it("reset(), forgets requests and choices", async () => {
    const mock = await start();
    mock.answer("pet", null);
    await ask(mock, '{ pet(name: "Tom") { name } }');
    mock.reset();

    expect(mock.requests).toEqual([]);
    expect((await ask(mock, '{ pet(name: "Tom") { name } }')).answer.data).toEqual({ pet: { name: "Tom" } });
  });
});

describe("records", () => {
  it("a request, is recorded with its root field, headers and body", async () => {
    const mock = await start();
    const body = JSON.stringify({ query: "query Mine { mine: pets { name } }" });
    await ask(mock, "", {}, { body });

    expect(mock.requests).toMatchObject([
      {
        method: "POST",
        path: "/api/v1/graphql",
        operation: "query pets",
        operationId: "pets",
        body,
        status: 200,
        violations: [],
      },
    ]);
    expect(mock.requests[0]?.headers).toMatchObject({ authorization: "Bearer any" });
    expect(JSON.parse(mock.requests[0]?.answer ?? "")).toHaveProperty("data.mine");
  });
});

describe("violations", () => {
  it.each([
    ["a field that the schema does not have", "{ nope }", {}, "/body/query", "document", /Cannot query field "nope"/],
    ["an argument that is required", "{ pet { name } }", {}, "/body/query", "document", /"name"/],
    ["text that is no document", "{", {}, "/body/query", "document", /Syntax Error/],
    [
      "a variable that is missing",
      "query($n: String!) { pet(name: $n) { name } }",
      {},
      "/body/variables/n",
      "required",
      /"\$n"/,
    ],
    [
      "a variable of a wrong type",
      "query($f: Filter) { count(filter: $f) }",
      { f: { names: [1] } },
      "/body/variables/f/names/0",
      "type",
      /String/,
    ],
    [
      "a field that an input does not have",
      "query($f: Filter) { count(filter: $f) }",
      { f: { nope: 1 } },
      "/body/variables/f",
      "type",
      /"nope"/,
    ],
    [
      "an enum value that does not exist",
      'query($k: Kind) { pet(name: "a", kind: $k) { name } }',
      { k: "COW" },
      "/body/variables/k",
      "type",
      /"COW"/,
    ],
  ])("%s, is refused and named", async (_, query, variables, pointer, rule, message) => {
    const mock = await start();
    const { answer } = await ask(mock, query, variables);

    expect(answer.data).toBeUndefined();
    expect(mock.violations).toMatchObject([
      { side: "request", pointer, rule, message: expect.stringMatching(message) },
    ]);
  });

  it.each([
    ["no token", { headers: { "content-type": "application/json" } }, 401],
    ["an empty token", { headers: { "content-type": "application/json", authorization: "Bearer " } }, 401],
    ["Basic credentials", { headers: { "content-type": "application/json", authorization: "Basic YTpi" } }, 401],
    ["another method", { method: "PUT" }, 405],
  ])("%s, is refused before the document is looked at", async (_, init, status) => {
    const mock = await start();
    const found = await ask(mock, "{ pets { name } }", {}, init);

    expect(found.status).toBe(status);
    expect(mock.violations).toHaveLength(1);
    expect(mock.requests).toMatchObject([{ status }]);
  });

  it("another path, answers 404", async () => {
    const mock = await start();
    const response = await fetch(new URL("/other", mock.url), { method: "POST" });

    expect(response.status).toBe(404);
    expect(mock.violations).toMatchObject([{ operation: "POST /other" }]);
  });

  it("a body that is no JSON, answers 400", async () => {
    const mock = await start();
    const { status } = await ask(mock, "", {}, { body: "{" });
    expect(status).toBe(400);
    expect(mock.requests).toMatchObject([{ operation: undefined }]);
  });

  it("refusing a page of another origin, lets it read why", async () => {
    const mock = await start();
    const headers = { origin: "https://app.example.com" };
    const response = await fetch(mock.url, { method: "POST", headers });
    expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([401, headers.origin]);
  });
});
