import { createServer, type Socket } from "node:net";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { listen, sendJson, startServer } from "../../test-fixtures/start-server.ts";
import { withHeader } from "../auth/credentials.ts";
import { NetworkError } from "../errors/client-error.ts";

const SECRET = "s3cr3t-Key/of+the client";

const thrownBy = (call: Promise<unknown>) =>
  call.then(
    () => "nothing",
    (error: unknown) => error,
  );

/** A server that speaks whatever it likes. */
async function startSocketServer(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    onConnection(socket);
  });
  const port = await listen(
    Object.assign(server, { closeAllConnections: () => [...sockets].map((each) => each.destroy()) }),
  );
  return `http://127.0.0.1:${port}`;
}

describe("a redirect", () => {
  test.each([301, 302, 303, 307, 308])("%d to another origin, is an answer: nothing is sent there", async (status) => {
    const other = await startServer();
    const server = await startServer((response) =>
      sendJson(response, { moved: 1 }, status, { location: `${other.url}/x` }),
    );
    const client = createClient({ baseUrl: server.url, authenticate: withHeader("ApiKey", SECRET) });
    const { error, response } = await client.POST("/v1/x", { body: { a: 1 } });
    expect(server.seen).toMatchObject([{ method: "POST", url: "/v1/x", headers: { apikey: SECRET } }]);
    expect(other.seen).toEqual([]);
    expect([error, response.status]).toEqual([{ moved: 1 }, status]);
  });

  test("302 to the same origin, is an answer too", async () => {
    const server = await startServer((response) => response.writeHead(302, { location: "/v1/y" }).end());
    const { error } = await createClient({ baseUrl: server.url }).GET("/v1/x");
    expect(server.seen.map(({ url }) => url)).toEqual(["/v1/x"]);
    expect(error).toEqual({});
  });
});

describe("a connection that fails", () => {
  test("refused, throws NetworkError with the system's code in message and cause", async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const error = await thrownBy(
      createClient({ baseUrl: `http://127.0.0.1:${port}` }).GET("/v1/{id}", { params: { path: { id: 1 } } }),
    );
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({
      name: "NetworkError",
      code: "NETWORK_ERROR",
      vendor: "acme",
      operation: "GET /v1/{id}",
      message: "Cannot call acme GET /v1/{id}: the connection failed with ECONNREFUSED",
      cause: { name: "TypeError", message: "fetch failed", cause: { code: "ECONNREFUSED" } },
    });
  });

  test.each([
    ["reset before the answer", (socket: Socket) => socket.once("data", () => socket.resetAndDestroy()), "ECONNRESET"],
    ["closed before the answer", (socket: Socket) => socket.once("data", () => socket.end()), "UND_ERR_SOCKET"],
    ["answered in no HTTP", (socket: Socket) => socket.once("data", () => socket.end("SECRET\r\n\r\n")), undefined],
    [
      "closed within the headers",
      (socket: Socket) => socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nX-A: SECRET")),
      "UND_ERR_SOCKET",
    ],
  ])("%s, throws NetworkError without what the server sent", async (_, onConnection, code) => {
    const baseUrl = await startSocketServer(onConnection);
    const error = await thrownBy(createClient({ baseUrl }).POST("/v1/x", { body: { a: 1 }, operationClass: "safe" }));
    expect(error).toBeInstanceOf(NetworkError);
    expect((error as Error).message).toBe(
      `Cannot call acme POST /v1/x: the connection failed${code ? ` with ${code}` : ""}`,
    );
    expect(inspect(error, { depth: 12, showHidden: true })).not.toContain("SECRET");
  });

  test.each([
    ["an error with a code of its own", Object.assign(new Error("x"), { code: "ETIMEDOUT" }), " with ETIMEDOUT"],
    ["an error without a code", new Error("x"), ""],
    ["an error whose code is a number", Object.assign(new Error("x"), { code: 23 }), ""],
    ["an error whose code is a sentence", Object.assign(new Error("x"), { code: "a b" }), ""],
    ["an abort that the caller did not ask for", new DOMException("x", "AbortError"), ""],
    ["text", "x", ""],
    ["nothing", undefined, ""],
    ["null", null, ""],
  ])("a fetch that throws %s, throws NetworkError", async (_, thrown, suffix) => {
    const error = await thrownBy(
      createClient({ baseUrl: "http://127.0.0.1", fetch: () => Promise.reject(thrown) }).GET("/v1/x"),
    );
    expect(error).toBeInstanceOf(NetworkError);
    expect((error as Error).message).toBe(`Cannot call acme GET /v1/x: the connection failed${suffix}`);
  });

  test("a fetch whose error holds request, address and key, leaves none of them in NetworkError", async () => {
    const fetch = (url: unknown, init?: RequestInit) => {
      const inner = Object.assign(new Error(`bad key ${SECRET}`), { socket: { key: SECRET } });
      return Promise.reject(
        Object.assign(new Error(`request to ${url} failed, key ${encodeURIComponent(SECRET)}`, { cause: inner }), {
          code: "ECONNRESET",
          config: { headers: Object.fromEntries(new Headers(init?.headers)), url },
          request: init,
        }),
      );
    };
    const client = createClient({
      baseUrl: "https://user-secret.example.com",
      fetch: fetch as typeof globalThis.fetch,
      authenticate: withHeader("ApiKey", SECRET),
      secrets: new Set([SECRET]),
    });
    const error = (await thrownBy(
      client.GET("/v1/x", { params: { query: { token: "query-secret" } } }),
    )) as NetworkError;
    expect(error.message).toBe("Cannot call acme GET /v1/x: the connection failed with ECONNRESET");
    expect(error.cause).toMatchObject({
      code: "ECONNRESET",
      message: "request to [url] failed, key [redacted]",
      cause: { message: "bad key [redacted]" },
    });
    const shown = `${inspect(error, { depth: 12, showHidden: true })}${JSON.stringify(error)}${error.stack}`;
    for (const secret of [SECRET, encodeURIComponent(SECRET), "query-secret", "user-secret"])
      expect(shown).not.toContain(secret);
  });
});

describe("an abort by the caller", () => {
  const REASONS: readonly [string, unknown][] = [
    ["an error", new Error("enough")],
    ["text", "enough"],
    ["null", null],
    ["an object", { because: "enough" }],
    ["zero", 0],
  ];

  test.each(REASONS)("before the call with %s, rethrows it; nothing is sent or signed", async (_, reason) => {
    const server = await startServer();
    let signed = 0;
    const client = createClient({
      baseUrl: server.url,
      authenticate: () => {
        signed++;
      },
    });
    expect(await thrownBy(client.GET("/v1/x", { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect({ signed, seen: server.seen }).toEqual({ signed: 0, seen: [] });
  });

  test.each(REASONS)("while waiting for the answer with %s, rethrows it", async (_, reason) => {
    const controller = new AbortController();
    const server = await startServer(() => controller.abort(reason));
    const call = createClient({ baseUrl: server.url }).GET("/v1/x", { signal: controller.signal });
    expect(await thrownBy(call)).toBe(reason);
    expect(server.seen.length).toBe(1);
  });

  test.each(REASONS)("inside the body with %s, rethrows it", async (_, reason) => {
    const controller = new AbortController();
    for (const status of [200, 500]) {
      const server = await startServer((response) => {
        response.writeHead(status, { "content-type": "application/json" }).write("[1,");
      });
      const fetch: typeof globalThis.fetch = async (...request) => {
        const response = await globalThis.fetch(...request);
        setTimeout(() => controller.abort(reason), 10);
        return response;
      };
      const call = createClient({ baseUrl: server.url, fetch }).GET("/v1/x", { signal: controller.signal });
      expect(await thrownBy(call)).toBe(reason);
    }
  });

  test("while credentials are awaited, rethrows the reason and sends nothing", async () => {
    const controller = new AbortController();
    const server = await startServer();
    const client = createClient({
      baseUrl: server.url,
      authenticate: ({ signal }) =>
        new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new Error("wrapped")))),
    });
    const call = client.GET("/v1/x", { signal: controller.signal });
    controller.abort("enough");
    expect(await thrownBy(call)).toBe("enough");
    expect(server.seen).toEqual([]);
  });

  test("by a time limit, rethrows the TimeoutError of the signal", async () => {
    const server = await startServer(() => {});
    const signal = AbortSignal.timeout(20);
    expect(await thrownBy(createClient({ baseUrl: server.url }).GET("/v1/x", { signal }))).toBe(signal.reason);
    expect(signal.reason).toMatchObject({ name: "TimeoutError" });
  });
});

test("fetch of the options, is called with a URL and options, as the global one is", async () => {
  const calls: unknown[][] = [];
  const fetch: typeof globalThis.fetch = async (...request) => {
    calls.push(request);
    return new Response(null, { status: 204 });
  };
  await createClient({ baseUrl: "https://api.example.com", fetch }).PUT("/v1/x", { body: { a: 1 } });
  const headers = new Headers({ "content-type": "application/json" });
  expect(calls).toEqual([
    [
      "https://api.example.com/v1/x",
      expect.objectContaining({ method: "PUT", body: '{"a":1}', headers, redirect: "manual" }),
    ],
  ]);
});
