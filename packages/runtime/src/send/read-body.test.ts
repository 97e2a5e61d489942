import { getEventListeners } from "node:events";
import type { ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { startServer } from "../../test-fixtures/start-server.ts";
import { NetworkError, ResponseFormatError } from "../errors/client-error.ts";
import { ResponseTooLargeError } from "../errors/response-too-large-error.ts";
import { DEFAULT_MAX_BODY_BYTES, readBody } from "./read-body.ts";

const MIB = 2 ** 20;
const context = { vendor: "acme", operation: "GET /x" };

/** Reads the body of a response and gives its length, or what was thrown. */
async function read(response: Response, maxBodyBytes?: number, signal?: AbortSignal): Promise<number | Error> {
  const { body } = response;
  if (!body) throw new Error("no body");
  return readBody(response, body, { maxBodyBytes, signal, context }).then(
    (chunks) => chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0),
    (error: Error) => error,
  );
}

const fetchFrom = async (answer: (response: ServerResponse) => void) => fetch((await startServer(answer)).url);

/** A body that never ends, and what became of it. */
function createEndless(bytes: number, headers: Record<string, string> = {}) {
  const state = { pulls: 0, cancelled: false };
  const body = new ReadableStream(
    {
      pull(controller) {
        state.pulls++;
        controller.enqueue(new Uint8Array(bytes));
      },
      cancel() {
        state.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { state, response: new Response(body, { headers }) };
}

describe("the size of a body", () => {
  test.each([
    [0, 0],
    [9, 10],
    [10, 10],
  ])("%i bytes at a limit of %i, is read", async (size, limit) => {
    expect(await read(new Response(new Uint8Array(size)), limit)).toBe(size);
  });

  test("one byte more than the limit, throws ResponseTooLargeError with status and limit", async () => {
    const error = await read(new Response(new Uint8Array(11), { status: 201 }), 10);
    expect(error).toBeInstanceOf(ResponseTooLargeError);
    expect(error).toMatchObject({
      status: 201,
      maxBodyBytes: 10,
      message: "Cannot call acme GET /x: server answered 201 with more than 10 bytes",
    });
  });

  test("a length above the limit, throws before anything is read and gives the body up", async () => {
    const { response, state } = createEndless(1, { "content-length": "11" });
    expect(await read(response, 10)).toBeInstanceOf(ResponseTooLargeError);
    expect(state).toEqual({ pulls: 0, cancelled: true });
  });

  test.each([
    "5",
    "-1",
    "no",
    "1e400x",
    "",
  ])("a length of %j that is not true, is counted nevertheless", async (length) => {
    const { response, state } = createEndless(4, { "content-length": length });
    expect(await read(response, 10)).toBeInstanceOf(ResponseTooLargeError);
    expect(state).toEqual({ pulls: 3, cancelled: true });
  });

  test("nothing said, is limited to 64 MiB", async () => {
    const { response, state } = createEndless(16 * MIB);
    expect(await read(response)).toMatchObject({ maxBodyBytes: 64 * MIB });
    expect([DEFAULT_MAX_BODY_BYTES, state.pulls]).toEqual([64 * MIB, 5]);
  });

  test("chunks without an end, stop at the limit and close the connection", async () => {
    let closed: (() => void) | undefined;
    const isClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const response = await fetchFrom((outgoing) => {
      outgoing.once("close", () => closed?.());
      const write = () => {
        while (!outgoing.destroyed && outgoing.write(Buffer.alloc(65_536)));
      };
      outgoing.on("drain", write).on("error", () => {});
      write();
    });
    expect(await read(response, MIB)).toBeInstanceOf(ResponseTooLargeError);
    await isClosed;
  });

  test.each([
    ["gzip", gzipSync],
    ["br", (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })],
  ])("%s that unfolds a thousandfold, stops at the limit with little memory", async (coding, compress) => {
    const bomb = compress(Buffer.alloc(64 * MIB));
    const response = await fetchFrom((outgoing) => outgoing.writeHead(200, { "content-encoding": coding }).end(bomb));
    const before = process.memoryUsage.rss();
    expect(await read(response, MIB)).toBeInstanceOf(ResponseTooLargeError);
    expect(process.memoryUsage.rss() - before).toBeLessThan(32 * MIB);
  });
});

describe("a body that fails", () => {
  test.each([
    ["gzip", Buffer.from("no gzip")],
    ["br", Buffer.from([255, 255, 255, 255])],
    ["deflate", Buffer.from("no deflate")],
  ])("not in the coding %s that it says, throws ResponseFormatError", async (coding, bytes) => {
    const error = await read(
      await fetchFrom((outgoing) => outgoing.writeHead(200, { "content-encoding": coding }).end(bytes)),
    );
    expect(error).toBeInstanceOf(ResponseFormatError);
    expect(error).toMatchObject({ status: 200, message: expect.stringContaining("a body that is not in its coding") });
  });

  test("taken by somebody else before, throws NetworkError", async () => {
    const response = new Response("x");
    response.body?.getReader();
    expect(await read(response)).toBeInstanceOf(NetworkError);
  });
});

describe("an abort", () => {
  test.each([
    ["enough"],
    [null],
    [0],
    [new Error("enough")],
  ])("with %s of a body that takes no notice, rethrows it at once", async (reason) => {
    const controller = new AbortController();
    const body = new ReadableStream({
      pull: () => new Promise(() => {}),
      cancel: () => new Promise(() => {}),
    });
    const reading = readBody(new Response(body), body, { maxBodyBytes: 1, signal: controller.signal, context });
    controller.abort(reason);
    await expect(reading.catch((thrown: unknown) => ({ thrown }))).resolves.toEqual({ thrown: reason });
  });

  test("before the body is read, rethrows the reason and gives the body up", async () => {
    const { response, state } = createEndless(1);
    expect(await read(response, 10, AbortSignal.abort("enough"))).toBe("enough");
    expect(state).toEqual({ pulls: 0, cancelled: true });
  });

  test("that never comes, leaves no listener behind, whatever became of the body", async () => {
    const { signal } = new AbortController();
    await read(new Response("x"), 10, signal);
    await read(new Response("x".repeat(11)), 10, signal);
    await read(createEndless(4).response, 10, signal);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});
