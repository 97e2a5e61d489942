import { createWriteStream, openAsBlob } from "node:fs";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { listen } from "../../test-fixtures/start-server.ts";
import { readPem } from "../../test-fixtures/start-tls-server.ts";
import { createTrustingFetch } from "./tls.ts";

const MIB = 2 ** 20;

/** FILE_MIB=2048 measures a file of 2 GiB; the server shares the process, and its part of the growth is counted too. */
const FILE_BYTES = Number(process.env["FILE_MIB"] ?? 160) * MIB;

const MOST_GROWTH = 100 * MIB;
const TIME_LIMIT_MS = 20_000 + (FILE_BYTES / MIB) * 20;

const folder = mkdtemp(join(tmpdir(), "large-files-"));
const file = folder.then((path) => join(path, "content.tar"));

beforeAll(async () => {
  // Zeros that take no room on the disk.
  const handle = await open(await file, "w");
  await handle.truncate(FILE_BYTES);
  await handle.close();
});

afterAll(async () => rm(await folder, { recursive: true }));

/** Runs something and gives the most by which it made this process grow; clients and servers of these tests share it. */
async function measureGrowth(run: (look: () => void) => Promise<void>): Promise<number> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  await run(() => {
    most = Math.max(most, process.memoryUsage.rss());
  });
  return most - before;
}

async function createForm(): Promise<FormData> {
  const form = new FormData();
  form.append("uploadFile", await openAsBlob(await file), "content.tar");
  form.append("signature", "s");
  return form;
}

/** Counts what arrives, keeps none of it. */
function createSink(): { readonly listener: RequestListener; readonly arrived: { bytes: number; length: unknown } } {
  const arrived = { bytes: 0, length: undefined as unknown };
  const listener: RequestListener = (request, response) => {
    arrived.length = request.headers["content-length"];
    request.on("data", (chunk: Buffer) => {
      arrived.bytes += chunk.byteLength;
    });
    request.on("end", () => response.writeHead(204).end());
  };
  return { listener, arrived };
}

/** Answers with zeros, as fast as they are taken. */
const sendZeros: RequestListener = (_, response) => {
  const zeros = Buffer.alloc(65_536);
  let left = FILE_BYTES;
  const write = () => {
    while (left > 0) {
      left -= zeros.byteLength;
      if (!response.write(zeros)) return;
    }
    response.end();
  };
  response.writeHead(200, { "content-type": "application/x-tar", "content-length": FILE_BYTES }).on("drain", write);
  write();
};

/** A client of a server of its own, over plain HTTP or TLS. */
async function connect(kind: "http" | "https", listener: RequestListener) {
  const pem = readPem("localhost");
  const server = kind === "http" ? createHttpServer(listener) : createHttpsServer({ key: pem, cert: pem }, listener);
  const baseUrl = `${kind}://127.0.0.1:${await listen(server)}`;
  return createClient({ baseUrl, ...(kind === "https" && { fetch: createTrustingFetch({ ca: pem }) }) });
}

describe.each(["http", "https"] as const)("a file of hundreds of MiB over %s", (kind) => {
  test("uploaded as a form with progress, does not stand in memory", { timeout: TIME_LIMIT_MS }, async () => {
    const { listener, arrived } = createSink();
    const client = await connect(kind, listener);
    let told = 0;
    const growth = await measureGrowth(async (look) => {
      const onUploadProgress = ({ bytes }: { bytes: number }) => {
        told = bytes;
        look();
      };
      await client.POST("/content", { body: await createForm(), onUploadProgress });
    });
    expect(arrived.bytes).toBeGreaterThanOrEqual(FILE_BYTES);
    expect(told).toBe(arrived.bytes);
    expect(growth).toBeLessThan(MOST_GROWTH);
  });

  test("uploaded as a form without progress, does not stand in memory and has a length", {
    timeout: TIME_LIMIT_MS,
  }, async () => {
    const { listener, arrived } = createSink();
    const client = await connect(kind, listener);
    const body = await createForm();
    const growth = await measureGrowth(async (look) => {
      const timer = setInterval(look, 5);
      await client.POST("/content", { body }).finally(() => clearInterval(timer));
      look();
    });
    expect(String(arrived.bytes)).toBe(arrived.length);
    expect(growth).toBeLessThan(MOST_GROWTH);
  });

  test("downloaded to disk with progress, does not stand in memory", { timeout: TIME_LIMIT_MS }, async () => {
    const client = await connect(kind, sendZeros);
    const target = join(await folder, "download.tar");
    let told: unknown;
    const growth = await measureGrowth(async (look) => {
      const { data } = await client.GET("/content", {
        parseAs: "stream",
        onDownloadProgress: (progress) => {
          told = progress;
          look();
        },
      });
      await (data as ReadableStream).pipeTo(Writable.toWeb(createWriteStream(target)));
    });
    expect((await stat(target)).size).toBe(FILE_BYTES);
    expect(told).toEqual({ bytes: FILE_BYTES, totalBytes: FILE_BYTES });
    expect(growth).toBeLessThan(MOST_GROWTH);
    await rm(target);
  });
});
