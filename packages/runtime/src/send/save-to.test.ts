import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { startServer } from "../../test-fixtures/start-server.ts";
import { NetworkError } from "../errors/client-error.ts";
import { HttpError } from "../errors/http-error.ts";
import { saveTo } from "./save-to.ts";

/** A destination that remembers what became of it. */
function createTarget() {
  const state = { text: "", closed: false, aborted: undefined as unknown };
  const stream = new WritableStream<Uint8Array>({
    write(chunk) {
      state.text += Buffer.from(chunk).toString();
    },
    close() {
      state.closed = true;
    },
    abort(reason) {
      state.aborted = reason;
    },
  });
  return { state, stream };
}

const ask = async (answer: (response: ServerResponse) => void, parseAs: "stream" | "text" = "stream") =>
  createClient({ baseUrl: (await startServer(answer)).url }).GET("/x", { parseAs });

test("saveTo() of a whole body, writes it and closes the destination", async () => {
  const { state, stream } = createTarget();
  await saveTo(await ask((response) => response.end("abc")), stream);
  expect(state).toEqual({ text: "abc", closed: true, aborted: undefined });
});

test("saveTo() of a body that breaks off, throws NetworkError and aborts the destination with it", async () => {
  const { state, stream } = createTarget();
  const result = await ask((response) => {
    response.writeHead(200, { "content-length": 9 }).write("abc", () => setTimeout(() => response.destroy(), 10));
  });
  const error = await saveTo(result, stream).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(NetworkError);
  expect(state).toMatchObject({ closed: false, aborted: error });
});

test("saveTo() of a failure, throws HttpError and aborts the destination with it", async () => {
  const { state, stream } = createTarget();
  const error = await saveTo(await ask((response) => response.writeHead(404).end()), stream).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(HttpError);
  expect(state).toEqual({ text: "", closed: false, aborted: error });
});

test("saveTo() of a call that asked for no stream, throws TypeError and aborts the destination", async () => {
  const { state, stream } = createTarget();
  await expect(saveTo(await ask((response) => response.end("abc"), "text"), stream)).rejects.toThrow(TypeError);
  expect(state).toMatchObject({ text: "", closed: false, aborted: expect.any(TypeError) });
});

test("saveTo() with a signal that is aborted, throws its reason and aborts the destination", async () => {
  const { state, stream } = createTarget();
  const controller = new AbortController();
  const saving = saveTo(await ask((response) => void response.write("abc")), stream, { signal: controller.signal });
  controller.abort("enough");
  await expect(saving.catch((thrown: unknown) => ({ thrown }))).resolves.toEqual({ thrown: "enough" });
  expect(state).toMatchObject({ closed: false, aborted: "enough" });
});
