import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { sendJson, startServer } from "../../test-fixtures/start-server.ts";
import { NetworkError, ResponseFormatError } from "../errors/client-error.ts";
import type { CallOptions } from "../options.ts";
import { readAnswer } from "./read-answer.ts";

/** Sends one GET once and gives the result; asserts that exactly one request arrived. */
async function get(answer: (response: ServerResponse) => void, parseAs?: CallOptions["parseAs"]) {
  const server = await startServer(answer);
  const result = createClient({ baseUrl: server.url }).GET("/v1/x", { maxAttempts: 1, ...(parseAs && { parseAs }) });
  await result.catch(() => {});
  expect(server.seen).toMatchObject([{ method: "GET", url: "/v1/x" }]);
  return result;
}

const body =
  (content: string | Buffer, type?: string, status = 200) =>
  (response: ServerResponse) =>
    response.writeHead(status, type === undefined ? {} : { "content-type": type }).end(content);

describe("a success", () => {
  test.each([
    ["204", (response: ServerResponse) => response.writeHead(204).end()],
    ["205", (response: ServerResponse) => response.writeHead(205).end()],
    ["200 with length 0", (response: ServerResponse) => response.writeHead(200, { "content-length": 0 }).end()],
    ["200 chunked and empty", (response: ServerResponse) => response.writeHead(200).end()],
    ["200 empty as JSON", body("", "application/json")],
    ["200 empty as text", body("", "text/plain")],
    ["200 empty as bytes", body("", "application/octet-stream")],
    ["202 empty as a web page", body("", "text/html; charset=UTF-8", 202)],
  ])("%s, has undefined as its data and no error", async (_, answer) => {
    const result = await get(answer);
    expect(result).toHaveProperty("data", undefined);
    expect(result.error).toBe(undefined);
    expect(result.response.ok).toBe(true);
  });

  test.each([
    ["JSON", "application/json", '{"a":[1]}', { a: [1] }],
    ["JSON with a charset", "Application/JSON; charset=utf-8", '"é"', "é"],
    ["JSON with a byte order mark", "application/json", "\ufeff[1]", [1]],
    ["+json", "application/problem+json", '{"a":1}', { a: 1 }],
    ["JSON without a type", undefined, "[1]", [1]],
    ["JSON null", "application/json", "null", null],
    ["JSON false", "application/json", "false", false],
    ["text", "text/plain", '{"a":1}', '{"a":1}'],
    ["csv", "text/csv; header=present", "a,b\n1,2", "a,b\n1,2"],
    ["yaml", "application/yaml", "a: 1", "a: 1"],
    ["older yaml", "application/x-yaml", "a: 1", "a: 1"],
    ["xml", "application/xml", "<a/>", "<a/>"],
  ])("%s, is read by its content type", async (_, type, content, want) => {
    expect((await get(body(content, type))).data).toEqual(want);
  });

  test("octet-stream, is a Blob with all bytes and the type", async () => {
    const { data } = await get(body(Buffer.from([0, 255, 10]), "application/octet-stream"));
    expect(data).toBeInstanceOf(Blob);
    expect((data as Blob).type).toBe("application/octet-stream");
    expect(Buffer.from(await (data as Blob).arrayBuffer())).toEqual(Buffer.from([0, 255, 10]));
  });

  test.each([
    ["text", '{"a":1}', '{"a":1}'],
    ["json", '{"a":1}', { a: 1 }],
    ["text", "", ""],
    ["json", "", undefined],
  ] as const)("parseAs %s of %j, goes over the content type", async (parseAs, content, want) => {
    expect((await get(body(content, "application/octet-stream"), parseAs)).data).toEqual(want);
  });

  test.each(["text", "blob", "arrayBuffer", "stream"] as const)("parseAs %s of 204, has no data", async (parseAs) => {
    expect((await get((response) => response.writeHead(204).end(), parseAs)).data).toBe(undefined);
  });

  test("parseAs blob, arrayBuffer and stream of JSON, gives the bytes", async () => {
    const answer = body("[1]", "application/json");
    expect(await ((await get(answer, "blob")).data as Blob).text()).toBe("[1]");
    expect(Buffer.from((await get(answer, "arrayBuffer")).data as ArrayBuffer).toString()).toBe("[1]");
    expect(await new Response((await get(answer, "stream")).data as ReadableStream).text()).toBe("[1]");
  });

  test("parseAs stream, is there before the body has ended", async () => {
    const { data } = await get((response) => {
      response.writeHead(200).write("first");
    }, "stream");
    const reader = (data as ReadableStream<Uint8Array>).getReader();
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe("first");
    await reader.cancel();
  });

  test("JSON with __proto__, keeps it as a member and changes no prototype", async () => {
    const { data } = await get(body('{"__proto__":{"polluted":1}}', "application/json"));
    expect(Object.keys(data as object)).toEqual(["__proto__"]);
    expect(({} as { polluted?: unknown }).polluted).toBe(undefined);
  });
});

describe("a success in the wrong format", () => {
  test.each([
    ["a web page", "text/html; charset=utf-8", "<html>SECRET</html>", "a web page"],
    ["broken JSON", "application/json", '{"token":"SECRET",', "a body that is not JSON"],
    ["text as JSON", "application/json", "SECRET", "a body that is not JSON"],
    ["text without a type", undefined, "SECRET", "a body that is not JSON"],
  ])("%s, throws ResponseFormatError without the body anywhere in it", async (_, type, content, found) => {
    const error = await get(body(content, type)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ResponseFormatError);
    expect(error).toMatchObject({
      name: "ResponseFormatError",
      code: "RESPONSE_FORMAT",
      vendor: "acme",
      operation: "GET /v1/x",
      status: 200,
      message: `Cannot call acme GET /v1/x: server answered 200 with ${found}`,
    });
    expect((error as Error).cause).toBe(undefined);
    expect(`${inspect(error, { depth: 12, showHidden: true })}${JSON.stringify(error)}`).not.toContain("SECRET");
  });

  test("a web page that the caller asked for as text, is given", async () => {
    expect((await get(body("<html>", "text/html"), "text")).data).toBe("<html>");
  });
});

describe("a success of an operation that always answers JSON", () => {
  const read = (response: Response, parseAs?: CallOptions["parseAs"]) =>
    readAnswer(response, {
      parseAs,
      maxBodyBytes: undefined,
      signal: undefined,
      context: { vendor: "acme", operation: "GET /x" },
      findSuccessKind: async () => "json",
    });

  test.each([
    ["204", () => new Response(null, { status: 204 }), 204],
    ["200 without a body", () => new Response(null), 200],
    ["200 with an empty body", () => new Response("", { headers: { "content-type": "application/json" } }), 200],
    [
      "202 with an empty web page",
      () => new Response("", { status: 202, headers: { "content-type": "text/html" } }),
      202,
    ],
  ])("%s, throws ResponseFormatError", async (_, create, status) => {
    await expect(read(create())).rejects.toMatchObject({
      code: "RESPONSE_FORMAT",
      status,
      message: `Cannot call acme GET /x: server answered ${status} with no body`,
    });
  });

  test.each([
    "text/plain",
    "application/octet-stream",
    "application/xml",
  ])("JSON that says it is %s, is parsed", async (type) => {
    expect(await read(new Response('{"a":1}', { headers: { "content-type": type } }))).toEqual({ a: 1 });
  });

  test.each([
    "text/plain",
    "application/octet-stream",
    "text/csv",
  ])("%s that is not JSON, throws ResponseFormatError", async (type) => {
    const answer = read(new Response("a,b", { headers: { "content-type": type } }));
    await expect(answer).rejects.toMatchObject({ message: expect.stringContaining("a body that is not JSON") });
  });

  test("of an operation that may answer nothing too, is held to JSON where it answers something", async () => {
    const readIt = (response: Response) =>
      readAnswer(response, {
        parseAs: undefined,
        maxBodyBytes: undefined,
        signal: undefined,
        context: { vendor: "acme", operation: "PUT /x" },
        findSuccessKind: async () => "empty",
      });
    const image = new Response("PNG", { headers: { "content-type": "image/png" } });
    await expect(readIt(image)).rejects.toMatchObject({ code: "RESPONSE_FORMAT" });
    expect(await readIt(new Response(null, { status: 204 }))).toBe(undefined);
  });

  test("that the caller asked for as text, is text, also an empty one", async () => {
    expect(await read(new Response("a,b"), "text")).toBe("a,b");
    expect(await read(new Response(""), "text")).toBe("");
  });

  test("a failure without a body, is no matter of format", async () => {
    expect(await read(new Response(null, { status: 500 }))).toBeFalsy();
  });
});

describe("JSON at the edge of what a number or an object can be", () => {
  test.each([
    ["1e999", [Number.POSITIVE_INFINITY]],
    ["-1e999", [Number.NEGATIVE_INFINITY]],
    ["9007199254740993", [9007199254740992]],
    ["18446744073709551615", [18446744073709552000]],
    ['{"a":1,"a":2}', [{ a: 2 }]],
  ])("%s, is what JSON.parse makes of it", async (text, want) => {
    expect((await get(body(`[${text}]`, "application/json"))).data).toEqual(want);
  });

  test("a million lists in each other, does not end the process", async () => {
    const depth = 1_000_000;
    const deep = "[".repeat(depth) + "]".repeat(depth);
    const { data } = await get(body(deep, "application/json"));
    expect(Array.isArray(data)).toBe(true);
    expect((await get(body(deep, "application/json", 500))).response.status).toBe(500);
    await expect(get(body(deep.slice(1), "application/json"))).rejects.toBeInstanceOf(ResponseFormatError);
  });
});

describe("a failure", () => {
  test.each([
    ["404 with JSON", 404, "application/json", '{"message":"gone"}', { message: "gone" }],
    ["400 with JSON that says it is text", 400, "text/plain", '{"a":1}', { a: 1 }],
    ["502 with a web page", 502, "text/html", "<html>bad gateway</html>", "<html>bad gateway</html>"],
    ["409 with text", 409, "text/plain", "locked", "locked"],
    ["500 with broken JSON", 500, "application/json", '{"a":', '{"a":'],
    ["500 without a body", 500, undefined, "", {}],
    ["500 with null", 500, "application/json", "null", {}],
    ["500 with false", 500, "application/json", "false", {}],
    ["500 with empty text", 500, "application/json", '""', {}],
    ["304", 304, undefined, "", {}],
  ])("%s, is an error value that is true, and no exception", async (_, status, type, content, want) => {
    const result = await get(body(content, type, status));
    expect(result.error).toEqual(want);
    expect(result.error).toBeTruthy();
    expect(result).not.toHaveProperty("data");
    expect(result.response.status).toBe(status);
  });

  test("to HEAD, is an error value", async () => {
    const server = await startServer((response) => response.writeHead(404).end());
    const { error, response } = await createClient({ baseUrl: server.url }).HEAD("/v1/x");
    expect([error, response.status]).toEqual([{}, 404]);
  });
});

describe("a body that breaks off", () => {
  const cutLength = (status: number, type: string) => (response: ServerResponse) => {
    response
      .writeHead(status, { "content-type": type, "content-length": 100 })
      .write('{"token":"SECRET"', () => response.destroy());
  };
  const cutChunks = (status: number, type: string) => (response: ServerResponse) => {
    response.writeHead(status, { "content-type": type }).write('{"token":"SECRET"', () => response.destroy());
  };

  test.each([
    ["JSON with a length", 200, cutLength(200, "application/json")],
    ["JSON in chunks", 200, cutChunks(200, "application/json")],
    ["text", 200, cutLength(200, "text/plain")],
    ["bytes", 200, cutChunks(200, "application/octet-stream")],
    ["a web page", 200, cutChunks(200, "text/html")],
  ])("%s, throws NetworkError with the status, never part of the data", async (_, status, answer) => {
    const error = await get(answer).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({
      code: "NETWORK_ERROR",
      operation: "GET /v1/x",
      message: "Cannot call acme GET /v1/x: the body of the answer broke off",
      cause: expect.any(Error),
    });
    expect(error).toHaveProperty("status", status);
    expect(inspect(error, { depth: 12, showHidden: true })).not.toContain("SECRET");
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ["a failure with a length", cutLength(500, "application/json")],
    ["a failure in chunks", cutChunks(404, "text/plain")],
  ])("%s, is a failure without a body", async (_, answer) => {
    const result = await get(answer);
    expect(result.error).toEqual({});
    expect(result.response.ok).toBe(false);
  });
});

test("answers of all kinds, read by one client, leave no connection busy", async () => {
  let open = 0;
  const server = await startServer((response, { url }) => {
    const isPage = url.endsWith("/page");
    if (isPage) body("<html>", "text/html")(response);
    else sendJson(response, {}, url.endsWith("/gone") ? 404 : 200);
    response.once("close", () => open--);
    open++;
  });
  const client = createClient({ baseUrl: server.url });
  for (let i = 0; i < 20; i++) {
    await client.GET("/page").catch(() => {});
    await client.GET("/gone");
    await client.GET("/ok");
  }
  expect(server.seen.length).toBe(60);
  expect(open).toBe(0);
});
