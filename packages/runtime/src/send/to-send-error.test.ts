import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { startServer } from "../../test-fixtures/start-server.ts";
import { AmbiguousWriteError } from "../errors/ambiguous-write-error.ts";
import { NetworkError } from "../errors/client-error.ts";
import { ResponseTooLargeError } from "../errors/response-too-large-error.ts";

const thrownBy = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => "nothing",
    (error: unknown) => error,
  );

describe("an answer in six codings", () => {
  async function startNested() {
    let bytes = Buffer.from("{}");
    for (let i = 0; i < 6; i++) bytes = gzipSync(bytes);
    const coding = Array(6).fill("gzip").join(", ");
    return startServer((response) => response.writeHead(200, { "content-encoding": coding }).end(bytes));
  }

  test("to a read, throws ResponseTooLargeError and is not asked for again", async () => {
    const server = await startNested();
    const error = await thrownBy(createClient({ baseUrl: server.url, maxAttempts: 3 }).GET("/x"));
    expect(error).toBeInstanceOf(ResponseTooLargeError);
    expect(error).toMatchObject({
      message: "Cannot call acme GET /x: server answered in too many codings",
      attempts: 1,
    });
    expect(server.seen.length).toBe(1);
  });

  test("to a write, throws AmbiguousWriteError", async () => {
    const server = await startNested();
    const error = await thrownBy(createClient({ baseUrl: server.url, maxAttempts: 3 }).POST("/x"));
    expect(error).toBeInstanceOf(AmbiguousWriteError);
    expect(error).toMatchObject({ applied: "unknown", attempts: 1 });
    expect(server.seen.length).toBe(1);
  });
});

test("a redirect of an upload, throws NetworkError, is not followed and not tried again", async () => {
  const elsewhere = await startServer();
  const server = await startServer((response) => response.writeHead(307, { location: elsewhere.url }).end());
  const error = await thrownBy(
    createClient({ baseUrl: server.url, maxAttempts: 3 }).PUT("/x", { body: new Blob(["x"]) }),
  );
  expect(error).toBeInstanceOf(NetworkError);
  expect(error).toMatchObject({
    message: "Cannot call acme PUT /x: server answered an upload with a redirect, which is not followed",
    retryable: false,
  });
  expect([server.seen.length, elsewhere.seen.length]).toEqual([1, 0]);
});
