import type { OutgoingRequest } from "../request/outgoing-request.ts";
import { createProgress } from "./create-progress.ts";
import { formToBlob } from "./form-to-blob.ts";

/**
 * The body of a request as it goes on the wire, and the headers that belong to it.
 *
 * A form becomes the bytes that it stands for, because its length is known then and undici holds less of it at a time; with a listener,
 * any body becomes a stream that reports how much of it has been taken.
 */
export function prepareUpload({
  body,
  headers: given,
  onUploadProgress,
}: Pick<OutgoingRequest, "body" | "headers" | "onUploadProgress">): { body: BodyInit | undefined; headers: Headers } {
  const headers = new Headers(given);
  if (body === undefined) return { body, headers };
  const source = body instanceof ReadableStream ? body : toBlob(body);
  if (source instanceof Blob && !headers.has("content-type")) headers.set("content-type", source.type);
  if (!onUploadProgress) return { body: source, headers };
  if (source instanceof Blob) headers.set("content-length", String(source.size));
  const reader = (source instanceof Blob ? source.stream() : source).getReader();
  const progress = createProgress(source instanceof Blob ? source.size : undefined, onUploadProgress);
  const counted = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        progress(value.byteLength);
        controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return { body: counted, headers };
}

function toBlob(body: Exclude<BodyInit, ReadableStream>): Blob {
  if (body instanceof FormData) return formToBlob(body);
  if (body instanceof Blob) return body;
  const isForm = body instanceof URLSearchParams;
  return new Blob([isForm ? String(body) : body], isForm ? { type: "application/x-www-form-urlencoded" } : {});
}
