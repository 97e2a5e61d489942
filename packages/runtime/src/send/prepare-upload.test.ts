import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { startServer } from "../../test-fixtures/start-server.ts";
import { readPem, startTlsServer } from "../../test-fixtures/start-tls-server.ts";
import type { Progress } from "../options.ts";
import { createTrustingFetch } from "./tls.ts";

function createForm(): FormData {
  const form = new FormData();
  form.append("uploadFile", new Blob(["content"]), "a.bin");
  form.append("signature", "s");
  return form;
}

describe("onUploadProgress of a call", () => {
  test.each([
    ["JSON", () => ({ a: "é" }), '{"a":"é"}', "application/json"],
    ["text as JSON", () => "x", '"x"', "application/json"],
    ["a Blob", () => new Blob(["abc"], { type: "image/png" }), "abc", "image/png"],
    ["bytes", () => new Uint8Array([97, 98]), "ab", "application/octet-stream"],
    ["a form of text", () => new URLSearchParams({ a: "b c" }), "a=b+c", "application/x-www-form-urlencoded"],
  ])("%s, arrives as without it, with its length, and is counted", async (_, body, want, type) => {
    const server = await startServer();
    const progress: Progress[] = [];
    const onUploadProgress = (one: Progress) => progress.push(one);
    await createClient({ baseUrl: server.url }).PUT("/x", { body: body(), onUploadProgress });
    const totalBytes = Buffer.byteLength(want);
    expect(Buffer.from(server.seen[0]?.body ?? "", "latin1").toString()).toBe(want);
    expect(server.seen[0]?.headers).toMatchObject({ "content-type": type, "content-length": String(totalBytes) });
    expect(progress).toEqual([{ bytes: totalBytes, totalBytes }]);
  });

  test.each([
    ["fetch", startServer, undefined],
    ["the sender with a TLS trust", startTlsServer, createTrustingFetch({ ca: readPem("localhost") })],
  ] as const)("a form over %s, arrives with its length, and is counted to the end", async (_, start, fetch) => {
    const server = await start();
    const progress: Progress[] = [];
    const onUploadProgress = (one: Progress) => progress.push(one);
    await createClient({ baseUrl: server.url, ...(fetch && { fetch }) }).POST("/x", {
      body: createForm(),
      onUploadProgress,
    });
    const [seen] = server.seen;
    const totalBytes = Number(seen?.headers["content-length"]);
    expect(seen?.body.length).toBe(totalBytes);
    expect(seen?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    const form = await new Response(seen?.body, {
      headers: { "content-type": seen?.headers["content-type"] ?? "" },
    }).formData();
    expect([form.get("signature"), await (form.get("uploadFile") as File).text()]).toEqual(["s", "content"]);
    expect(progress.at(-1)).toEqual({ bytes: totalBytes, totalBytes });
    expect(progress.map((one) => one.bytes)).toEqual(progress.map((one) => one.bytes).toSorted((a, b) => a - b));
  });

  test("a form without a listener, arrives with its length too", async () => {
    const server = await startServer();
    await createClient({ baseUrl: server.url }).POST("/x", { body: createForm() });
    const [seen] = server.seen;
    expect(seen?.headers["content-length"]).toBe(String(seen?.body.length));
    expect(seen?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=vendor-clients-/);
    expect(seen?.body).toContain("content");
  });

  test("a stream, is counted without knowing the whole", async () => {
    const server = await startServer();
    const progress: Progress[] = [];
    const onUploadProgress = (one: Progress) => progress.push(one);
    const body = new Blob(["abc"]).stream();
    await createClient({ baseUrl: server.url }).POST("/x", { body, onUploadProgress });
    expect(server.seen[0]?.body).toBe("abc");
    expect(progress).toEqual([{ bytes: 3, totalBytes: undefined }]);
  });

  test("no body, is not called", async () => {
    const server = await startServer();
    let calls = 0;
    await createClient({ baseUrl: server.url }).POST("/x", { onUploadProgress: () => calls++ });
    expect([calls, server.seen.length]).toEqual([0, 1]);
  });

  test("a listener that throws, does not stop the upload", async () => {
    const server = await startServer();
    const onUploadProgress = () => {
      throw new Error("no bar");
    };
    const { response } = await createClient({ baseUrl: server.url }).POST("/x", { body: { a: 1 }, onUploadProgress });
    expect([response.status, server.seen[0]?.body]).toEqual([204, '{"a":1}']);
  });

  test("a form that is sent again, is sent whole and counted from the start", async () => {
    let requests = 0;
    const server = await startServer((response) => {
      response.writeHead(++requests === 1 ? 401 : 204).end();
    });
    const starts: number[] = [];
    let last = Number.POSITIVE_INFINITY;
    const onUploadProgress = ({ bytes }: Progress) => {
      if (bytes <= last) starts.push(bytes);
      last = bytes;
    };
    const authenticate = Object.assign(() => {}, { renew: () => true });
    await createClient({ baseUrl: server.url, authenticate, maxAttempts: 2 }).POST("/x", {
      body: createForm(),
      onUploadProgress,
    });
    expect(server.seen.map((one) => one.body.includes("content"))).toEqual([true, true]);
    expect(starts.length).toBe(2);
  });
});
