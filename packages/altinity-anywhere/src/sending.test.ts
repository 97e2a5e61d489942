import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { createScene, failure, type Scene, type Step, status, text } from "../contract/scene.ts";
import {
  AmbiguousWriteError,
  AnywhereHttpError,
  createAltinityAnywhereClient,
  NetworkError,
  RateLimitError,
  ResponseFormatError,
  unwrap,
} from "./index.ts";

const VARIABLES = { input: { name: "acme" } };
const DATA = { data: { awsEnvs: [], deleteAWSEnv: { mutationId: "1", pendingMFA: false } } };

const ask = (scene: Scene, options = {}) => scene.settle(scene.client.query("awsEnvs", {}, options));
const change = (scene: Scene, options = {}) => scene.settle(scene.client.mutate("deleteAWSEnv", VARIABLES, options));

const broken = () =>
  new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError("terminated")) }), {
    headers: { "content-type": "application/json" },
  });

describe("a query", () => {
  it.each<[string, Step]>([
    ["a refused connection", failure("ECONNREFUSED")],
    ["a reset", failure("ECONNRESET")],
    ["a body that breaks off", broken],
    ["429", status(429)],
    ["500", status(500)],
    ["502", status(502)],
    ["503", status(503)],
    ["504", status(504)],
    ["408", status(408)],
    ["425", status(425)],
    ["a body that is no JSON", text("{")],
    ["a web page", text("<html>", { headers: { "content-type": "text/html" } })],
    ["neither data nor errors", text("{}")],
    ["no answer within an attempt", "hang"],
  ])("%s first, is sent again with the same body and succeeds", async (_, step) => {
    const scene = createScene(step, DATA);
    expect(await ask(scene)).toMatchObject({ value: { data: [] } });
    expect(scene.bodies).toHaveLength(2);
    expect(scene.bodies[1]).toBe(scene.bodies[0]);
    expect(scene.clock.pendingTimers).toBe(0);
  });

  it.each([400, 401, 403, 404, 409, 422, 501, 505, 307])("%i, is sent once and gives the error", async (code) => {
    const scene = createScene(status(code));
    expect(await ask(scene)).toMatchObject({ value: { error: { status: code } } });
    expect(scene.sentAtMs).toHaveLength(1);
  });

  it("GraphQL errors with 200, is sent once: the server has answered", async () => {
    const scene = createScene(text('{"errors":[{"message":"internal system error"}]}'));
    expect(await ask(scene)).toMatchObject({ value: { error: { message: "internal system error" } } });
    expect(scene.sentAtMs).toHaveLength(1);
    expect(scene.events[0]?.attributes).not.toHaveProperty("error.type");
  });

  it("429 with Retry-After, waits as long as the server asks", async () => {
    const scene = createScene(status(429, { "retry-after": "20" }), DATA);
    await ask(scene);
    expect(scene.sentAtMs[1]).toBeGreaterThanOrEqual(20_000);
    expect(scene.sentAtMs[1]).toBeLessThan(41_000);
  });

  it("429 with a Retry-After beyond its time, gives the error at once and unwrap() says how long", async () => {
    const scene = createScene(status(429, { "retry-after": "900" }));
    const result = await scene.client.query("awsEnvs");
    expect(scene.clock.now()).toBe(0);
    expect(() => unwrap(result)).toThrow(RateLimitError);
    expect(() => unwrap(result)).toThrow(
      expect.objectContaining({ retryAfterMs: 900_000, status: 429, attempts: 1, operation: "query awsEnvs" }),
    );
  });

  it("a body that is no GraphQL answer twice, throws ResponseFormatError", async () => {
    const scene = createScene(text("{"));
    const { thrown } = await ask(scene);
    expect(thrown).toBeInstanceOf(ResponseFormatError);
    expect(thrown).toMatchObject({ status: 200, attempts: 2 });
    expect(scene.sentAtMs).toHaveLength(2);
  });

  it("503 for ever, gives the last answer within its time, with the number of attempts", async () => {
    const scene = createScene(status(503));
    const result = await scene.clock.runUntil(scene.client.query("awsEnvs", {}, { timeoutMs: 10_000 }));
    expect(scene.clock.now()).toBeLessThanOrEqual(10_000);
    expect(scene.sentAtMs.length).toBeGreaterThan(1);
    expect(() => unwrap(result)).toThrow(AnywhereHttpError);
    expect(() => unwrap(result)).toThrow(
      expect.objectContaining({ status: 503, retryable: true, attempts: scene.sentAtMs.length }),
    );
  });

  it("maxAttempts, bounds how often it is sent", async () => {
    const scene = createScene(status(503));
    await ask(scene, { maxAttempts: 3 });
    expect(scene.sentAtMs).toHaveLength(3);
  });

  it("marked never-repeat, is sent once", async () => {
    const scene = createScene(status(503), DATA);
    const { thrown } = await ask(scene, { operationClass: "never-repeat" });
    expect(thrown).toBeInstanceOf(AmbiguousWriteError);
    expect(scene.sentAtMs).toHaveLength(1);
  });
});

describe("a mutation", () => {
  it.each<[string, Step, object]>([
    ["a reset", failure("ECONNRESET"), { applied: "unknown", status: undefined }],
    ["a body that breaks off", broken, { applied: "yes", status: 200 }],
    ["500", status(500), { applied: "unknown", status: 500 }],
    ["502", status(502), { applied: "unknown", status: 502 }],
    ["503 with Retry-After", status(503, { "retry-after": "1" }), { applied: "unknown", status: 503 }],
    ["504", status(504), { applied: "unknown", status: 504 }],
    ["408", status(408), { applied: "unknown", status: 408 }],
    ["a success that is no JSON", text("{"), { applied: "yes", status: 200 }],
    ["a web page", text("<html>", { headers: { "content-type": "text/html" } }), { applied: "yes", status: 200 }],
    ["a success without data", text('{"data":{}}'), { applied: "yes", status: 200 }],
    ["a success larger than the client reads", text(`{"data":"${"x".repeat(3000)}"}`), { applied: "yes", status: 200 }],
    ["no answer in time", "hang", { applied: "unknown", status: undefined }],
  ])("%s, is sent once and throws AmbiguousWriteError that says how to find out", async (_, step, want) => {
    const scene = createScene(step, DATA);
    const { thrown } = await change(scene, { maxBodyBytes: 2000 });

    expect(thrown).toBeInstanceOf(AmbiguousWriteError);
    expect(thrown).toMatchObject({
      ...want,
      attempts: 1,
      operation: "mutation deleteAWSEnv",
      reconcile: expect.stringMatching(/^ask the query awsEnv /),
    });
    expect(scene.sentAtMs).toHaveLength(1);
    expect(scene.clock.pendingTimers).toBe(0);
  });

  it("500 with GraphQL errors, the exception holds what the server said", async () => {
    const body = JSON.stringify({
      errors: [{ message: "boom", path: ["deleteAWSEnv"], extensions: { code: "INTERNAL" } }],
    });
    const headers = { "content-type": "application/json", "x-request-id": "r-1" };
    const { thrown } = await change(createScene(text(body, { status: 500, headers })));
    expect(thrown).toMatchObject({
      vendorCode: "INTERNAL",
      vendorMessage: "boom",
      requestId: "r-1",
      details: [{ code: "INTERNAL", target: "deleteAWSEnv", message: "boom" }],
    });
  });

  it("a refused connection, is not sent again and throws NetworkError: nothing had left", async () => {
    const scene = createScene(failure("ECONNREFUSED"), DATA);
    const { thrown } = await change(scene);
    expect(thrown).toBeInstanceOf(NetworkError);
    expect(thrown).toMatchObject({ sent: false });
    expect(scene.sentAtMs).toHaveLength(1);
  });

  it.each([400, 401, 403, 404, 409, 422, 429, 501])("%i, is sent once and gives the error", async (code) => {
    const scene = createScene(status(code, { "retry-after": "1" }), DATA);
    expect(await change(scene)).toMatchObject({ value: { error: { status: code } } });
    expect(scene.sentAtMs).toHaveLength(1);
  });

  it("a class of its own, throws TypeError and sends nothing", async () => {
    const scene = createScene(DATA);
    const { thrown } = await change(scene, { operationClass: "safe" });
    expect(thrown).toBeInstanceOf(TypeError);
    expect(scene.sentAtMs).toEqual([]);
  });
});

describe("a document of the caller's own", () => {
  it.each([
    ["query A { awsEnvs { name } }", 2],
    ["{ awsEnvs { name } }", 2],
    ["# finds them\n  # all\nquery { awsEnvs { name } }", 2],
    ["fragment F on AWSEnv { name } query A { awsEnvs { ...F } }", 2],
    ['mutation { deleteAWSEnv(input: { name: "acme" }) { mutationId } }', 1],
    ["query A { awsEnvs { name } } mutation B { nope }", 1],
    ["# query\nmutation B { nope }", 1],
  ])("%s, is sent again only when it surely reads", async (document, want) => {
    const scene = createScene(status(503), DATA);
    await scene.settle(scene.client.request(document));
    expect(scene.sentAtMs).toHaveLength(want);
  });

  it("parsed, goes by the kinds of all its operations", async () => {
    for (const [document, want] of [
      ["query A { a } query B { b }", 2],
      ["fragment F on Q { a } { ...F }", 2],
      ["query A { a } mutation B { b }", 1],
      ["subscription A { a }", 1],
      ["query A { a } subscription B { b }", 1],
      ["fragment F on Q { a }", 1],
    ] as const) {
      const scene = createScene(status(503), DATA);
      await scene.settle(scene.client.request(parse(document)));
      expect([document, scene.sentAtMs.length]).toEqual([document, want]);
    }
  });

  it.each([
    "mutation { nope }",
    "mutation M { nope }",
    "# query\nmutation M { nope }",
    parse("query A { a } mutation B { b }"),
  ])("a mutation that is called safe, throws TypeError and sends nothing", async (document) => {
    const scene = createScene(DATA);
    const { thrown } = await scene.settle(scene.client.request(document as string, {}, { operationClass: "safe" }));
    expect(thrown).toBeInstanceOf(TypeError);
    expect(scene.sentAtMs).toEqual([]);
  });

  it("of a kind that cannot be told, is sent again when the caller says that it is safe", async () => {
    const scene = createScene(status(503), DATA);
    const document = 'query A { awsEnvs(filter: { names: ["mutation"] }) { name } }';
    await scene.settle(scene.client.request(document, {}, { operationClass: "safe" }));
    expect(scene.sentAtMs).toHaveLength(2);
  });
});

describe("a real connection", () => {
  it("reset after the mutation has arrived, is sent once and throws AmbiguousWriteError", async () => {
    let arrived = 0;
    const server = createServer((request) => {
      request.resume().on("end", () => {
        arrived++;
        request.socket.destroy();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
      const client = createAltinityAnywhereClient({ token: "t", baseUrl });
      await expect(client.mutate("deleteAWSEnv", VARIABLES)).rejects.toThrow(AmbiguousWriteError);
      expect(arrived).toBe(1);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
