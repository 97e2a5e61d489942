import { NetworkError, ResponseFormatError } from "@vendor-clients/runtime";
import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { createAltinityAnywhereClient, unwrap } from "./index.ts";

interface Sent {
  readonly url: string;
  readonly method: string | undefined;
  readonly redirect: string | undefined;
  readonly headers: Record<string, string>;
  readonly body: { readonly query: string; readonly variables?: unknown; readonly operationName?: unknown };
  readonly signal: AbortSignal | null | undefined;
}

const JSON_HEADERS = { "content-type": "application/json" };
/** Sent once, so that a test of one answer needs no more of them. */
const OPTIONS = { token: "a-token", baseUrl: "https://api.example.com/graphql", maxAttempts: 1 };

/** A `fetch` that answers with `body` and remembers what was sent. */
function answering(body: unknown, init: ResponseInit = {}) {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = async (url, request) => {
    sent.push({
      url: String(url),
      method: request?.method,
      redirect: request?.redirect,
      headers: Object.fromEntries(new Headers(request?.headers)),
      body: JSON.parse(String(request?.body)),
      signal: request?.signal,
    });
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return new Response(init.status === 204 ? null : text, { headers: JSON_HEADERS, ...init });
  };
  return { sent, client: createAltinityAnywhereClient({ ...OPTIONS, fetch }) };
}

describe("request", () => {
  it("query(), variables and call headers, sends one POST with the generated document", async () => {
    const { sent, client } = answering({ data: { awsEnv: null } });
    await client.query("awsEnv", { name: "acme" }, { headers: { "X-Trace": "1", Authorization: "other" } });

    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      url: "https://api.example.com/graphql",
      method: "POST",
      redirect: "manual",
      headers: { authorization: "Bearer a-token", "content-type": "application/json", "x-trace": "1" },
      body: { variables: { name: "acme" } },
    });
    expect(sent[0]?.body.query).toMatch(/^query awsEnv\(\$name:String!\)\{awsEnv\(name:\$name\)\{name spec\{/);
  });

  it("query(), no variables, sends none", async () => {
    const { sent, client } = answering({ data: { awsEnvs: [] } });
    const { data } = await client.query("awsEnvs");

    expect(sent[0]?.body).not.toHaveProperty("variables");
    expect(data).toEqual([]);
  });

  it("mutate() and op, the same mutation, send the same request", async () => {
    const { sent, client } = answering({ data: { deleteAWSEnv: { mutationId: "1", pendingMFA: true } } });
    const variables = { input: { name: "acme", force: true } };
    const results = [await client.mutate("deleteAWSEnv", variables), await client.op.deleteAWSEnv(variables)];

    expect(sent[0]?.body).toEqual(sent[1]?.body);
    expect(sent[0]?.body).toMatchObject({ variables });
    expect(results.map(({ data }) => data)).toEqual(Array(2).fill({ mutationId: "1", pendingMFA: true }));
  });

  it("request(), a text and a parsed document, sends it as it is and gives all root fields", async () => {
    const { sent, client } = answering({ data: { awsEnvs: [{ name: "acme" }] } });
    const text = "query Names { awsEnvs { name } }";
    const { data } = await client.request<{ awsEnvs: { name: string }[] }>(text, { unused: 1 });
    await client.request(parse(text));

    expect(sent[0]?.body).toEqual({ query: text, variables: { unused: 1 } });
    expect(sent[1]?.body.query.replaceAll(/\s+/g, " ")).toBe(text);
    expect(data?.awsEnvs[0]?.name).toBe("acme");
  });

  it("query(), a name that is no query, throws TypeError and sends nothing", async () => {
    const { sent, client } = answering({});
    const query = client.query as unknown as (name: string) => Promise<unknown>;

    for (const name of ["nope", "constructor", "__proto__", "createAWSEnv"]) {
      const refusal = new TypeError(`Cannot call altinity-anywhere query "${name}": there is no such query`);
      await expect(query(name)).rejects.toThrow(refusal);
    }
    expect(sent).toEqual([]);
  });

  it("a call header with a line break, throws TypeError that does not repeat the value", async () => {
    const { sent, client } = answering({});
    const call = client.query("awsEnvs", {}, { headers: { "X-Note": "one\r\nX-Evil: two" } });

    await expect(call).rejects.toThrow(
      new TypeError('Cannot send header "X-Note": found characters that HTTP cannot carry'),
    );
    expect(sent).toEqual([]);
  });
});

describe("result", () => {
  it("data and errors, gives both", async () => {
    const errors = [{ message: "no access", path: ["awsEnvs", 0, "spec"], extensions: { code: "FORBIDDEN" } }];
    const { client } = answering({ data: { awsEnvs: [null] }, errors });
    const { data, error, response } = await client.query("awsEnvs");

    expect(data).toEqual([null]);
    expect(error).toMatchObject({ code: "FORBIDDEN", path: ["awsEnvs", 0, "spec"], status: 200 });
    expect(response).toBeInstanceOf(Response);
  });

  it.each([401, 422, 500])("status %i with GraphQL errors, gives the error and the status", async (status) => {
    const { client } = answering({ errors: [{ message: "Invalid API token" }] }, { status });
    const { data, error } = await client.query("awsEnvs");

    expect(data).toBeUndefined();
    expect(error).toMatchObject({ code: "UNAUTHORIZED", message: "Invalid API token", status });
  });

  it.each([
    [403, "<html>secret page</html>", "FORBIDDEN"],
    [502, "upstream secret", undefined],
    [302, "", undefined],
    [404, "not json", undefined],
  ])("status %i without GraphQL errors, gives an error by the status alone", async (status, body, code) => {
    const { client } = answering(body, {
      status,
      headers: { "content-type": "text/html", location: "https://evil.example" },
    });
    const { error } = await client.query("awsEnvs");

    expect(error).toEqual({
      code,
      message: `server answered ${status}`,
      path: undefined,
      operation: "query awsEnvs",
      status,
      errors: [],
    });
  });

  it.each([
    ["a web page", "<html></html>", "text/html"],
    ["text that is no JSON", "{", "application/json"],
    ["a list", "[1]", "application/json"],
    ["neither data nor errors", "{}", "application/json"],
    ["null data without errors", '{"data":null}', "application/json"],
    ["another field", '{"data":{"other":1}}', "application/json"],
    ["an inherited field", '{"data":{}}', "application/json"],
  ])("status 200 with %s, throws ResponseFormatError without the body", async (_, body, type) => {
    const { client } = answering(body, { headers: { "content-type": type } });
    const error = await client.query("awsEnvs").catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(ResponseFormatError);
    expect(error).toMatchObject({ status: 200, operation: "query awsEnvs" });
    expect((error as Error).cause).toBeUndefined();
  });

  it("no connection, throws NetworkError with the reason's code", async () => {
    const fetch = () =>
      Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ECONNREFUSED" }) }));
    const client = createAltinityAnywhereClient({ ...OPTIONS, fetch });

    const call = client.mutate("deleteAWSEnv", { input: { name: "acme" } });
    await expect(call).rejects.toThrow(NetworkError);
    await expect(call).rejects.toThrow(
      "Cannot call altinity-anywhere mutation deleteAWSEnv: the connection failed with ECONNREFUSED",
    );
  });

  it("a body that breaks off, throws NetworkError", async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new TypeError("terminated")) });
    const fetch = async () => new Response(body, { headers: JSON_HEADERS });

    await expect(createAltinityAnywhereClient({ ...OPTIONS, fetch }).query("awsEnvs")).rejects.toThrow(NetworkError);
  });

  it("text beyond ASCII that arrives in pieces, is read whole", async () => {
    const bytes = new TextEncoder().encode('{"data":{"awsEnv":{"name":"Zürich – 東京"}}}');
    const pieces = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const fetch = async () => new Response(pieces, { headers: JSON_HEADERS });
    const { data } = await createAltinityAnywhereClient({ ...OPTIONS, fetch }).query("awsEnv", { name: "acme" });
    expect(data?.name).toBe("Zürich – 東京");
  });

  it("an aborted call, throws the signal's reason", async () => {
    const reason = new Error("enough");
    const controller = new AbortController();
    const fetch: typeof globalThis.fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
        controller.abort(reason);
      });

    const call = createAltinityAnywhereClient({ ...OPTIONS, fetch }).query(
      "awsEnvs",
      {},
      { signal: controller.signal },
    );
    await expect(call).rejects.toBe(reason);
  });
});

describe("unwrap()", () => {
  it("an answer with data, returns the data, null included", async () => {
    const { client } = answering({ data: { awsEnv: null } });
    expect(unwrap(await client.query("awsEnv", { name: "acme" }))).toBeNull();
  });

  it("an answer with errors, throws what the server said", async () => {
    const { client } = answering(
      { data: null, errors: [{ message: "conflict", path: ["createAWSEnv"] }] },
      { headers: { ...JSON_HEADERS, "x-request-id": "r-1" } },
    );
    const result = await client.op.deleteAWSEnv({ input: { name: "acme" } });

    expect(() => unwrap(result)).toThrow(
      expect.objectContaining({
        name: "HttpError",
        code: "HTTP_ERROR",
        vendorCode: "CONFLICT",
        vendorMessage: "conflict",
        path: ["createAWSEnv"],
        status: 200,
        requestId: "r-1",
        message: 'Cannot call altinity-anywhere mutation deleteAWSEnv: server answered 200, CONFLICT "conflict"',
      }),
    );
  });

  it("a server that echoes the token in its request id and in a path, is shown without it", async () => {
    const { client } = answering(
      { errors: [{ message: "no", path: [`at ${OPTIONS.token}`, 1] }] },
      { status: 403, headers: { ...JSON_HEADERS, "x-request-id": `rid Bearer ${OPTIONS.token} ${"x".repeat(200)}` } },
    );
    const result = await client.query("awsEnvs", {});
    expect(result.error?.path).toEqual(["at [redacted]", 1]);
    expect(result.error?.requestId).toMatch(/^rid Bearer \[redacted\] x+$/);
    expect(result.error?.requestId?.length).toBe(100);
    expect(JSON.stringify(result.error)).not.toContain(OPTIONS.token);
  });

  it("an HTTP failure without errors, throws the status once", async () => {
    const { client } = answering("bad gateway", { status: 502 });
    const result = await client.query("awsEnvs");
    expect(() => unwrap(result)).toThrow("Cannot call altinity-anywhere query awsEnvs: server answered 502");
  });
});
