import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DocumentOperation, listOperations } from "../document/list-operations.ts";
import { createSchemaValidator } from "../document/schema-validator.ts";
import { type Mock, startMock } from "../mock/start-mock.ts";
import { type CheckContext, checkCall, checkRefused, checkUnauthorized, readSchemes } from "./check-operation.ts";
import { BOXES } from "./fixtures/boxes.ts";
import { createFetchClient, type FetchClientOptions } from "./fixtures/fetch-client.ts";
import type { ContractInit, ContractOptions, ContractResult } from "./options.ts";
import { sampleInvalid } from "./sample-invalid.ts";

let mock: Mock;

beforeAll(async () => {
  mock = await startMock({ document: BOXES });
});
afterAll(() => mock.close());

function find(id: string): DocumentOperation {
  const target = listOperations(BOXES).find(({ operationId }) => operationId === id);
  if (target === undefined) throw new Error(`no operation ${id}`);
  return target;
}

type Verb = (path: string, init: ContractInit) => Promise<ContractResult>;

interface Fault {
  readonly client?: Partial<FetchClientOptions>;
  readonly change?: (init: ContractInit) => ContractInit;
  readonly answer?: (result: ContractResult) => ContractResult;
  readonly options?: Partial<ContractOptions>;
}

/** The kit with a client that is right but for one fault. */
function contextWith({
  client = {},
  change = (init) => init,
  answer = (result) => result,
  options = {},
}: Fault): CheckContext {
  const create = (headers: Record<string, string>) => createFetchClient({ baseUrl: mock.url, headers, ...client });
  return {
    document: BOXES,
    mock,
    validator: createSchemaValidator(BOXES),
    clientFor: async (target) => create(readSchemes(BOXES, target).length > 0 ? { Key: "secret" } : {}),
    anonymousClient: async () => create({}),
    options: {
      vendor: "testing",
      gaps: [],
      createClient: () => create({}),
      createAnonymousClient: () => create({}),
      expectCredentials: ({ headers }) => expect(headers["key"], "credentials").toBe("secret"),
      call: async (target, method, path, init) =>
        answer(await (Reflect.get(target, method) as Verb)(path, change(init))),
      ...options,
    },
  };
}

function withQuery(change: (query: Record<string, unknown>) => object): (init: ContractInit) => ContractInit {
  return (init) => ({ ...init, params: { ...init.params, query: { ...change({ ...init.params?.query }) } } });
}

describe("checkCall()", () => {
  test("a client that does everything right passes for every operation", async () => {
    for (const target of listOperations(BOXES)) await checkCall(contextWith({}), target);
  });

  const faults: [what: string, operation: string, fault: Fault, message: RegExp][] = [
    ["does not encode a path parameter", "deleteBox", { client: { encode: String } }, /path/],
    ["forgets a required query parameter", "listBoxes", { change: withQuery(() => ({})) }, /query/],
    ["sends a list as one value", "listBoxes", { change: withQuery(({ sort }) => ({ sort: String(sort) })) }, /query/],
    [
      "adds a query parameter of its own",
      "listBoxes",
      { change: withQuery((query) => ({ ...query, page: 1 })) },
      /query/,
    ],
    [
      "forgets a header parameter",
      "listBoxes",
      { change: (init) => ({ params: { query: init.params?.query ?? {} } }) },
      /header Shelf/,
    ],
    ["forgets the credentials", "deleteBox", { client: { headers: {} } }, /credentials/],
    ["hands credentials to a public operation", "createToken", { client: { headers: { Key: "secret" } } }, /public op/],
    ["changes the body", "createBox", { change: (init) => ({ ...init, body: { name: "x" } }) }, /body/],
    ["sends no body", "createBox", { change: ({ params = {} }) => ({ params }) }, /content-type/],
    [
      "sends a body that is not asked for",
      "listBoxes",
      { options: { vendor: "testing" }, change: (init) => ({ ...init, body: {} }) },
      /fetch failed|GET|body/,
    ],
    [
      "sends JSON instead of a form",
      "createToken",
      { change: (init) => ({ ...init, body: { grant: "x" } }) },
      /content-type/,
    ],
    [
      "loses a field of a form",
      "uploadPicture",
      { change: (init) => ({ ...init, body: new FormData() }) },
      /form fields/,
    ],
    [
      "calls another operation",
      "deleteBox",
      {
        options: {
          call: async (client) =>
            (Reflect.get(client, "POST") as Verb)("/token", { body: new URLSearchParams({ grant: "x" }) }),
        },
      },
      /method/,
    ],
    [
      "sends more than one request",
      "deleteBox",
      {
        options: {
          call: async (client, method, path, init) => {
            const call = Reflect.get(client, method) as Verb;
            await call(path, init);
            return call(path, init);
          },
        },
      },
      /2 requests for one call/,
    ],
    [
      "sends nothing",
      "deleteBox",
      { options: { call: async () => ({ response: new Response() }) } },
      /without sending/,
    ],
    ["returns something else", "createBox", { client: { readData: () => ({}) } }, /data/],
    ["returns an error beside the data", "createBox", { answer: (result) => ({ ...result, error: {} }) }, /error/],
  ];
  test.each(faults)("a client that %s is found", async (_what, operation, fault, message) => {
    await expect(checkCall(contextWith(fault), find(operation))).rejects.toThrow(message);
  });

  test("a vendor's wrapping is what the client must take off", async () => {
    const unwrap = (body: unknown) => Reflect.get(Object(body), "name");
    const options = { expectData: unwrap };
    await checkCall(contextWith({ client: { readData: unwrap }, options }), find("createBox"));
    await expect(checkCall(contextWith({ options }), find("createBox"))).rejects.toThrow(/data/);
  });
});

/** The same mock, with other records. */
function withRecords(context: CheckContext, records: Partial<Pick<Mock, "requests" | "violations">>): CheckContext {
  const properties = Object.getOwnPropertyDescriptors(records);
  return { ...context, mock: Object.create(context.mock, properties) };
}

const WITHOUT_VIOLATIONS = {
  get requests() {
    return mock.requests.map((request) => ({ ...request, violations: [] }));
  },
};

describe("what the mock records", () => {
  test("a violation of a call that was answered well, is found", async () => {
    const violation = {
      operation: "DELETE /boxes/{id}",
      side: "request",
      pointer: "",
      rule: "type",
      message: "x",
    } as const;
    const context = withRecords(contextWith({}), { violations: [violation] });
    await expect(checkCall(context, find("deleteBox"))).rejects.toThrow(/violations that the mock found/);
  });

  test("a 401 that is not about credentials, is found", async () => {
    const context = withRecords(contextWith({}), WITHOUT_VIOLATIONS);
    await expect(checkUnauthorized(context, find("deleteBox"))).rejects.toThrow();
  });

  test("a refusal that does not name the field, is found", async () => {
    const invalid = sampleInvalid(BOXES, find("createBox"));
    if (invalid === undefined) throw new Error("no invalid sample");
    const context = withRecords(contextWith({}), WITHOUT_VIOLATIONS);
    await expect(checkRefused(context, find("createBox"), invalid)).rejects.toThrow();
  });
});

describe("checkUnauthorized()", () => {
  test("an anonymous client is refused", async () => {
    await checkUnauthorized(contextWith({}), find("deleteBox"));
  });

  test("an anonymous client that sends credentials is found", async () => {
    const context = contextWith({ client: { headers: { Key: "left over" } } });
    await expect(checkUnauthorized(context, find("deleteBox"))).rejects.toThrow(/status/);
  });
});

describe("checkRefused()", () => {
  const target = (): DocumentOperation => find("createBox");

  test("a body without a required field is refused", async () => {
    const invalid = sampleInvalid(BOXES, target());
    if (invalid === undefined) throw new Error("no invalid sample");
    await checkRefused(contextWith({}), target(), invalid);
  });

  test("a client that repairs the body is found", async () => {
    const invalid = sampleInvalid(BOXES, target());
    if (invalid === undefined) throw new Error("no invalid sample");
    const change = (init: ContractInit): ContractInit => ({ ...init, body: { name: "n", place: { row: 1 } } });
    await expect(checkRefused(contextWith({ change }), target(), invalid)).rejects.toThrow();
  });
});
