import { getEventListeners } from "node:events";
import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { startServer } from "../../test-fixtures/start-server.ts";
import { NetworkError } from "../errors/client-error.ts";
import type { CallOptions, Progress } from "../options.ts";

const SECRET = "SECRET";

async function download(answer: (response: ServerResponse) => void, options: CallOptions = {}) {
  const server = await startServer(answer);
  const { data } = await createClient({ baseUrl: server.url }).GET("/x", { parseAs: "stream", ...options });
  return data as ReadableStream<Uint8Array>;
}

const thrownBy = (reading: Promise<unknown>): Promise<unknown> =>
  reading.then(
    (value) => ({ value }),
    (error: unknown) => error,
  );
const readAll = (stream: ReadableStream) => new Response(stream).text();

describe("a body that is handed out", () => {
  test("whole, ends with all its bytes", async () => {
    expect(await readAll(await download((response) => response.end("x".repeat(1_000_000))))).toHaveLength(1_000_000);
  });

  test.each([
    ["a length", { "content-length": "100" }],
    ["chunks", {}],
  ])("cut, with %s, ends with NetworkError and not as if it were whole", async (_, headers) => {
    const stream = await download((response) => {
      response.writeHead(200, headers).write(SECRET, () => setTimeout(() => response.destroy(), 10));
    });
    const error = await thrownBy(readAll(stream));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ operation: "GET /x", status: 200, message: expect.stringContaining("broke off") });
    expect(JSON.stringify(error)).not.toContain(SECRET);
  });

  test("larger than maxBodyBytes, is given: it stands in nobody's memory", async () => {
    expect(
      await readAll(await download((response) => response.end("x".repeat(100)), { maxBodyBytes: 10 })),
    ).toHaveLength(100);
  });

  test("given up by its reader, closes the connection", async () => {
    let close = () => {};
    const closed = new Promise<void>((resolve) => {
      close = resolve;
    });
    const stream = await download((response) => {
      response.on("close", close).write("x");
    });
    await stream.cancel();
    await closed;
  });
});

describe("an abort while a body is handed out", () => {
  test.each([["enough"], [null], [new Error("enough")]])("with %s, ends the stream with it at once", async (reason) => {
    const controller = new AbortController();
    const stream = await download((response) => void response.write("x"), { signal: controller.signal });
    const reader = stream.getReader();
    await reader.read();
    const reading = reader.read().catch((thrown: unknown) => ({ thrown }));
    controller.abort(reason);
    expect(await reading).toEqual({ thrown: reason });
  });

  test("that never comes, leaves no listener behind once the stream has ended", async () => {
    const { signal } = new AbortController();
    const end = (response: ServerResponse) => response.end("x");
    await readAll(await download(end, { signal }));
    await (await download((response) => void response.write("x"), { signal })).cancel();
    await thrownBy(
      readAll(
        await download((response) => void response.write("x", () => setTimeout(() => response.destroy(), 10)), {
          signal,
        }),
      ),
    );
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

describe("onDownloadProgress of a call", () => {
  const watch = () => {
    const progress: Progress[] = [];
    return { progress, onDownloadProgress: (one: Progress) => progress.push(one) };
  };

  test("a stream with a length, is told bytes and the whole while it is read", async () => {
    const { progress, onDownloadProgress } = watch();
    const stream = await download(
      (response) => response.writeHead(200, { "content-length": 300_000 }).end("x".repeat(300_000)),
      { onDownloadProgress },
    );
    expect(progress).toEqual([]);
    await readAll(stream);
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.at(-1)).toEqual({ bytes: 300_000, totalBytes: 300_000 });
  });

  test("a stream in chunks or in a coding, is told no whole", async () => {
    for (const answer of [
      (response: ServerResponse) => response.writeHead(200).end("abc"),
      (response: ServerResponse) =>
        response.writeHead(200, { "content-encoding": "gzip", "content-length": 23 }).end(gzipSync("abc")),
    ]) {
      const { progress, onDownloadProgress } = watch();
      expect(await readAll(await download(answer, { onDownloadProgress }))).toBe("abc");
      expect(progress.at(-1)).toEqual({ bytes: 3, totalBytes: undefined });
    }
  });

  test("a body that is read whole, is told too, and capped nevertheless", async () => {
    const { progress, onDownloadProgress } = watch();
    const server = await startServer((response) =>
      response.writeHead(200, { "content-length": 3, "content-type": "text/plain" }).end("abc"),
    );
    const client = createClient({ baseUrl: server.url });
    expect((await client.GET("/x", { onDownloadProgress })).data).toBe("abc");
    expect(progress).toEqual([{ bytes: 3, totalBytes: 3 }]);
    await expect(client.GET("/x", { onDownloadProgress, maxBodyBytes: 2 })).rejects.toMatchObject({
      code: "RESPONSE_TOO_LARGE",
    });
  });

  test("a listener that throws, does not stop the download", async () => {
    const onDownloadProgress = () => {
      throw new Error("no bar");
    };
    expect(await readAll(await download((response) => response.end("abc"), { onDownloadProgress }))).toBe("abc");
  });
});
