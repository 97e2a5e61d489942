import { describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { startServer } from "../../test-fixtures/start-server.ts";
import type { CallInit } from "../options.ts";
import { contentTypeOf, serializeBody } from "./body.ts";

async function send(init: CallInit, headers: Record<string, string> = {}) {
  const server = await startServer();
  await createClient({ baseUrl: server.url, headers }).POST("/v1/x", init);
  const [seen] = server.seen;
  return { type: seen?.headers["content-type"], body: seen?.body };
}

describe("a body on the wire", () => {
  test.each([
    ["an object", { a: [1, null] }, '{"a":[1,null]}'],
    ["a list", [1, 2], "[1,2]"],
    ["text", 'say "hi"', '"say \\"hi\\""'],
    ["empty text", "", '""'],
    ["null", null, "null"],
    ["false", false, "false"],
    ["zero", 0, "0"],
    ["an object that names a kind", { type: "text/plain", size: 1 }, '{"type":"text/plain","size":1}'],
  ])("%s, is sent as JSON", async (_, body, want) => {
    expect(await send({ body })).toEqual({ type: "application/json", body: want });
  });

  test("no body, sends neither content nor type", async () => {
    expect(await send({})).toEqual({ type: undefined, body: "" });
    expect(await send({ body: undefined })).toEqual({ type: undefined, body: "" });
  });

  test("FormData, is sent as multipart with its boundary, also over the client's own type", async () => {
    const form = new FormData();
    form.set("file", new Blob(["content"], { type: "text/csv" }), "a.csv");
    const { type, body } = await send({ body: form }, { "Content-Type": "application/json" });
    const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(type ?? "")?.[1];
    expect(boundary).toBeTruthy();
    expect(body).toContain(`--${boundary}`);
    expect(body).toContain("content");
  });

  test("URLSearchParams, is sent as a form", async () => {
    expect(await send({ body: new URLSearchParams({ a: "b c&d" }) })).toEqual({
      type: "application/x-www-form-urlencoded;charset=UTF-8",
      body: "a=b+c%26d",
    });
  });

  test.each([
    ["a Blob with a type", () => new Blob(["x\u0000y"], { type: "image/png" }), "image/png"],
    ["a Blob without a type", () => new Blob(["x\u0000y"]), "application/octet-stream"],
    ["a File", () => new File(["x\u0000y"], "a.bin", { type: "application/zip" }), "application/zip"],
    ["Uint8Array", () => new TextEncoder().encode("x\u0000y"), "application/octet-stream"],
    ["ArrayBuffer", () => new TextEncoder().encode("x\u0000y").buffer, "application/octet-stream"],
    ["DataView", () => new DataView(new TextEncoder().encode("x\u0000y").buffer), "application/octet-stream"],
    ["Buffer", () => Buffer.from("x\u0000y"), "application/octet-stream"],
    ["ReadableStream", () => new Blob(["x\u0000y"]).stream(), "application/octet-stream"],
  ])("%s, is sent byte by byte", async (_, body, type) => {
    expect(await send({ body: body() })).toEqual({ type, body: "x\u0000y" });
  });

  test("a type that the call names, is kept: merge patch", async () => {
    const headers = { "content-type": "application/merge-patch+json" };
    expect(await send({ body: { a: null }, headers })).toEqual({
      type: "application/merge-patch+json",
      body: '{"a":null}',
    });
  });

  test("a type that the client names, goes over JSON's and under that of bytes", async () => {
    const headers = { "Content-Type": "application/vnd.acme+json" };
    expect((await send({ body: {} }, headers)).type).toBe("application/vnd.acme+json");
    expect((await send({ body: new Blob(["x"], { type: "image/png" }) }, headers)).type).toBe("image/png");
  });

  test("a type that the call names for bytes, is kept", async () => {
    expect(await send({ body: new Blob(["a,b"]), headers: [["Content-Type", "text/csv"]] })).toEqual({
      type: "text/csv",
      body: "a,b",
    });
  });

  test.each(["GET", "HEAD"] as const)("a body with %s, throws TypeError before anything is sent", async (verb) => {
    const server = await startServer();
    await expect(createClient({ baseUrl: server.url })[verb]("/v1/x", { body: {} })).rejects.toThrow(
      new TypeError(`Cannot call acme ${verb} /v1/x: fetch sends no body with ${verb}`),
    );
    expect(server.seen).toEqual([]);
  });

  test("a body that JSON cannot hold, throws TypeError before anything is sent", async () => {
    const server = await startServer();
    await expect(createClient({ baseUrl: server.url }).POST("/v1/x", { body: { a: 1n } })).rejects.toThrow(TypeError);
    expect(server.seen).toEqual([]);
  });
});

test("a form of another library, serializeBody(), is passed on as it is", () => {
  const form = { [Symbol.toStringTag]: "FormData" };
  expect(serializeBody(form)).toBe(form);
  expect(contentTypeOf(form)).toBe(null);
});
