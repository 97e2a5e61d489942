import { inspect } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { createClient } from "../test-fixtures/create-client.ts";
import { sendJson, startServer } from "../test-fixtures/start-server.ts";
import { VERBS } from "./create-client.ts";
import type { HttpError } from "./errors/http-error.ts";
import { unwrap } from "./errors/unwrap.ts";
import type { CallInit, OperationTable } from "./options.ts";

const OPERATIONS: OperationTable = {
  listKites: ["GET", "/v1/kites", "", "empty"],
  deleteKite: ["DELETE", "/v1/kites/{id}", "", "empty"],
};
const loadOperations = async () => OPERATIONS;

describe("verbs", () => {
  test.each([
    ["GET", undefined, ""],
    ["POST", { a: 1 }, '{"a":1}'],
    ["PUT", { a: 2 }, '{"a":2}'],
    ["PATCH", { a: 3 }, '{"a":3}'],
    ["DELETE", { a: 4 }, '{"a":4}'],
    ["OPTIONS", undefined, ""],
    ["HEAD", undefined, ""],
  ] as const)("%s, sends method, path, query, headers and body below the base URL", async (verb, body, want) => {
    const server = await startServer((response) => sendJson(response, { ok: true }));
    const client = createClient({ baseUrl: `${server.url}/api/`, headers: { "X-Client": "c" } });
    const { data, error, response } = await client[verb]("/v1/kites/{id}", {
      params: { path: { id: "a/b" }, query: { limit: 5 } },
      headers: { "X-Call": "d" },
      ...(body && { body }),
    });
    expect(server.seen).toEqual([
      {
        method: verb,
        url: "/api/v1/kites/a%2Fb?limit=5",
        headers: expect.objectContaining({ "x-client": "c", "x-call": "d" }),
        body: want,
      },
    ]);
    expect(server.seen[0]?.headers["content-type"]).toBe(body && "application/json");
    expect(response.status).toBe(200);
    expect({ data, error }).toEqual({ data: verb === "HEAD" ? undefined : { ok: true } });
  });

  test("every verb of the list, is a method of the client", () => {
    const client = createClient({ baseUrl: "http://127.0.0.1" });
    for (const verb of VERBS) {
      expect([client[verb], client.pages[verb], client.items[verb]]).toEqual(Array(3).fill(expect.any(Function)));
    }
  });
});

describe("what a call cannot change", () => {
  test("an address, a fetch or a serializer among its options, has no effect", async () => {
    const server = await startServer();
    const other = await startServer();
    const smuggled = {
      baseUrl: other.url,
      fetch: () => fetch(other.url),
      Request: class {},
      querySerializer: () => "evil=1",
      pathSerializer: () => other.url,
      bodySerializer: () => "evil",
      middleware: [{ onRequest: () => new Request(other.url) }],
      redirect: "follow",
      method: "DELETE",
    };
    await createClient({ baseUrl: server.url }).POST("/v1/x", { ...smuggled, body: {} } as CallInit);
    expect(server.seen).toMatchObject([{ method: "POST", url: "/v1/x", body: "{}" }]);
    expect(other.seen).toEqual([]);
  });

  describe("with Object.prototype polluted", () => {
    const polluted = new Set<string>();
    function pollute(members: Record<string, unknown>): void {
      for (const [name, value] of Object.entries(members)) {
        polluted.add(name);
        Object.defineProperty(Object.prototype, name, { value, configurable: true, enumerable: true, writable: true });
      }
    }
    function clean(): void {
      for (const name of polluted) Reflect.deleteProperty(Object.prototype, name);
      polluted.clear();
    }
    afterEach(clean);

    // Not over the network: the platform's own streams read polluted members too.
    test("sends the same request", async () => {
      const sent: unknown[] = [];
      const answers = Array.from({ length: 6 }, () => Response.json({ ok: true }));
      const client = createClient({
        baseUrl: "https://api.example.com",
        prepare: ({ init: { params, body, headers, signal } }) => ({
          ...(params && { params }),
          ...(headers && { headers }),
          ...(signal && { signal }),
          body,
        }),
        fetch: async (url, init) => {
          const { method, headers, redirect, signal } = new Request(url, init);
          sent.push({ url, headers: [...headers], body: init?.body, method, redirect, aborted: signal.aborted });
          return answers.pop() as Response;
        },
      });
      const send = async () => [
        await client.GET("/v1/x"),
        await client.GET("/v1/x", { params: {} }),
        await client.POST("/v1/x", { params: { query: { a: 1 } }, body: { b: 2 } }),
      ];
      await send();
      pollute({
        baseUrl: "https://evil.example",
        headers: { "x-evil": "1" },
        header: { "x-evil": "1" },
        query: { evil: 1 },
        params: { query: { evil: 1 }, header: { "x-evil": "1" } },
        path: { evil: 1 },
        body: "evil",
        auth: "evil:evil",
        retry: 5,
        parseAs: "stream",
        signal: AbortSignal.abort("evil"),
        authenticate: (request: { headers: Headers }) => request.headers.set("x-evil", "1"),
        prepare: () => ({ headers: { "x-evil": "1" } }),
        interpret: () => ({ error: "evil" }),
      });
      const results = await send();
      clean();
      expect(sent.slice(3)).toEqual(sent.slice(0, 3));
      expect(results.map(({ data }) => data)).toEqual(Array(3).fill({ ok: true }));
    });

    test("creates the same client", async () => {
      const server = await startServer((response) => sendJson(response, [1]));
      pollute({
        authenticate: (request: { headers: Headers }) => request.headers.set("x-evil", "1"),
        headers: { "x-evil": "1" },
        fetch: async () => Response.json("evil"),
        interpret: () => ({ error: "evil" }),
        explodeQueryLists: false,
      });
      const { data } = await createClient({ baseUrl: server.url }).GET("/v1/x", { params: { query: { a: [1, 2] } } });
      clean();
      expect(server.seen[0]?.url).toBe("/v1/x?a=1&a=2");
      expect(server.seen[0]?.headers).not.toHaveProperty("x-evil");
      expect(data).toEqual([1]);
    });
  });
});

describe("call() and op", () => {
  test("an id of the table, sends its method and path", async () => {
    const server = await startServer();
    const client = createClient({ baseUrl: server.url, loadOperations });
    await client.call("deleteKite", { params: { path: { id: 7 } } });
    await client.op["deleteKite"]?.({ params: { path: { id: 8 } } });
    await client.op["listKites"]?.();
    expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "DELETE /v1/kites/7",
      "DELETE /v1/kites/8",
      "GET /v1/kites",
    ]);
  });

  test.each([
    "nope",
    "__proto__",
    "constructor",
    "toString",
    "",
  ])("id %j that is in no table, throws TypeError before anything is sent", async (id) => {
    const server = await startServer();
    const client = createClient({ baseUrl: server.url, loadOperations });
    await expect(client.call(id)).rejects.toThrow(
      new TypeError(`Cannot call acme "${id}": there is no such operation`),
    );
    expect(server.seen).toEqual([]);
  });

  test("op, awaited, logged, compared or turned to text, calls nothing", async () => {
    let loads = 0;
    const { op } = createClient({
      baseUrl: "http://127.0.0.1",
      loadOperations: async () => {
        loads++;
        return OPERATIONS;
      },
    });
    expect(op["then"]).toBe(undefined);
    expect(Reflect.get(op, Symbol.toPrimitive)).toBe(undefined);
    expect(Reflect.get(op, Symbol.iterator)).toBe(undefined);
    expect(await Promise.resolve(op)).toBe(op);
    expect(JSON.stringify({ op })).toBe('{"op":{}}');
    expect(`${op}`).toBe("[object Object]");
    expect(inspect(op)).toBe("{}");
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(loads).toBe(0);
  });

  test("call(), when the table cannot be loaded, throws what the loader threw", async () => {
    const lost = new Error("chunk lost");
    const client = createClient({ baseUrl: "http://127.0.0.1", loadOperations: () => Promise.reject(lost) });
    await expect(client.call("listKites")).rejects.toBe(lost);
  });
});

describe("prepare", () => {
  test("that throws, refuses the call before anything is sent or signed", async () => {
    const server = await startServer();
    let signed = 0;
    const client = createClient({
      baseUrl: server.url,
      prepare({ method, path, init }) {
        throw new TypeError(`no ${method} ${path} ${JSON.stringify(init.body)}`);
      },
      authenticate: () => {
        signed++;
      },
    });
    await expect(client.POST("/v1/{id}", { body: { a: 1 } })).rejects.toThrow(
      new TypeError('no POST /v1/{id} {"a":1}'),
    );
    expect({ signed, seen: server.seen }).toEqual({ signed: 0, seen: [] });
  });

  test("that returns other options, has them sent", async () => {
    const server = await startServer();
    const prepare = ({ init }: { init: CallInit }) => ({ ...init, headers: { "X-A": "prepared" }, body: { b: 1 } });
    await createClient({ baseUrl: server.url, prepare }).POST("/v1/x", { body: { a: 1 } });
    expect(server.seen).toMatchObject([{ headers: { "x-a": "prepared" }, body: '{"b":1}' }]);
  });

  test("that returns nothing, leaves the call as it is", async () => {
    const server = await startServer();
    await createClient({ baseUrl: server.url, prepare: () => undefined }).POST("/v1/x", { body: { a: 1 } });
    expect(server.seen[0]?.body).toBe('{"a":1}');
  });
});

describe("interpret", () => {
  const interpret = (body: unknown) => {
    const { data, error, code } = body as { data?: unknown; error?: unknown; code?: number };
    return error === undefined ? { data } : { error, ...(code !== undefined && { status: code }) };
  };

  test("of an envelope with data, gives the data", async () => {
    const server = await startServer((response) => sendJson(response, { data: [1, 2] }));
    const result = await createClient({ baseUrl: server.url, interpret }).GET("/v1/x");
    expect(result).toMatchObject({ data: [1, 2] });
    expect(unwrap(result)).toEqual([1, 2]);
  });

  test("of an error with HTTP 200, gives an error that unwraps to the status of the envelope", async () => {
    const server = await startServer((response) => sendJson(response, { error: "locked", code: 409 }));
    const result = await createClient({ baseUrl: server.url, interpret }).GET("/v1/x");
    expect(result).toEqual({ error: "locked", response: expect.objectContaining({ status: 200 }) });
    expect(() => unwrap(result)).toThrow(expect.objectContaining({ status: 409 }) as HttpError);
  });

  test("of an empty error, gives an error that is true", async () => {
    const server = await startServer((response) => sendJson(response, { error: "" }));
    const { error } = await createClient({ baseUrl: server.url, interpret }).GET("/v1/x");
    expect(error).toEqual({});
  });
});

describe("authenticate", () => {
  test("sees method, path template and signal, and signs after all other headers", async () => {
    const server = await startServer();
    const seen: unknown[] = [];
    const client = createClient({
      baseUrl: server.url,
      headers: { "X-Key": "client" },
      authenticate: async (request) => {
        seen.push([request.operation, request.method, request.signal instanceof AbortSignal, request.body]);
        request.headers.set("X-Key", "signed");
      },
    });
    await client.POST("/v1/{id}", { params: { path: { id: 1 } }, headers: { "x-key": "call" }, body: {} });
    expect(seen).toEqual([["POST /v1/{id}", "POST", true, "{}"]]);
    expect(server.seen[0]?.headers["x-key"]).toBe("signed");
  });

  test("that fails, throws its own error and sends nothing", async () => {
    const server = await startServer();
    const failure = new Error("no token");
    const client = createClient({ baseUrl: server.url, authenticate: () => Promise.reject(failure) });
    await expect(client.GET("/v1/x")).rejects.toBe(failure);
    expect(server.seen).toEqual([]);
  });
});
