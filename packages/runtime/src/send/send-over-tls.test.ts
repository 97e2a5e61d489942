import { createServer as createTlsServer } from "node:tls";
import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { listen } from "../../test-fixtures/start-server.ts";
import { readPem, readPin, startTlsServer } from "../../test-fixtures/start-tls-server.ts";
import { NetworkError } from "../errors/client-error.ts";
import { createTrustingFetch, type TlsTrust } from "./tls.ts";

const CA: TlsTrust = { ca: readPem("localhost") };
const PIN: TlsTrust = { certificateSha256: readPin("localhost") };

describe("bodies over a trusted connection", () => {
  test.each([
    ["text", () => "x".repeat(100_000), "100000"],
    ["URLSearchParams", () => new URLSearchParams({ a: "b c" }), "5"],
    ["Blob", () => new Blob(["abc"]), "3"],
    ["Uint8Array", () => new Uint8Array(7), "7"],
    ["ArrayBuffer", () => new ArrayBuffer(8), "8"],
    ["ReadableStream", () => new Blob(["abc"]).stream(), undefined],
    [
      "FormData",
      () => {
        const form = new FormData();
        form.set("a", "b");
        return form;
      },
      /^\d+$/,
    ],
  ] as [
    string,
    () => BodyInit,
    string | RegExp | undefined,
  ][])("%s, arrives whole, with its length where it is known", async (_, create, length) => {
    const server = await startTlsServer();
    const init = { method: "POST", body: create(), duplex: "half" };
    await createTrustingFetch(CA)(server.url, init as RequestInit);
    const [seen] = server.seen;
    if (length instanceof RegExp) expect(seen?.headers["content-length"]).toMatch(length);
    else expect(seen?.headers["content-length"]).toBe(length);
    expect(seen?.headers["transfer-encoding"]).toBe(length === undefined ? "chunked" : undefined);
    const want = await new Response(create()).text();
    if (init.body instanceof FormData) expect(seen?.body).toMatch(/name="a"\r\n\r\nb\r\n/);
    else expect(seen?.body).toBe(want);
  });

  test("a stream that fails, throws its error and does not end the process", async () => {
    const server = await startTlsServer();
    const body = new ReadableStream({
      pull() {
        throw new Error("disk gone");
      },
    });
    const call = createClient({ baseUrl: server.url, fetch: createTrustingFetch(CA) }).POST("/", {
      body,
      operationClass: "safe",
    });
    await expect(call).rejects.toBeInstanceOf(NetworkError);
    expect(server.seen).toEqual([]);
  });

  test("an answer before the request was read, is given", async () => {
    const pem = readPem("localhost");
    const server = createTlsServer({ key: pem, cert: pem }, (socket) => {
      socket
        .on("error", () => {})
        .once("data", () => socket.end("HTTP/1.1 413 Too Large\r\ncontent-length: 2\r\n\r\nno"));
    });
    const baseUrl = `https://127.0.0.1:${await listen(server)}`;
    const client = createClient({ baseUrl, fetch: createTrustingFetch(PIN) });
    const { response } = await client.POST("/", { body: new Blob(["x".repeat(100)]) });
    expect(response.status).toBe(413);
  });
});
