/** Writes a body: text, forms, blobs and bytes go as they are, everything else as JSON. */
export function serializeBody(body: unknown): unknown {
  return isRawBody(body) ? body : JSON.stringify(body);
}

/** The content type a raw body goes with; `undefined` for JSON (the default) and `null` where `fetch` knows best. */
export function contentTypeOf(body: unknown): string | null | undefined {
  if (body instanceof FormData || body instanceof URLSearchParams) return null;
  if (body instanceof Blob) return body.type || "application/octet-stream";
  return isRawBody(body) ? "application/octet-stream" : undefined;
}

function isRawBody(body: unknown): boolean {
  return (
    body instanceof FormData ||
    body instanceof URLSearchParams ||
    body instanceof Blob ||
    body instanceof ArrayBuffer ||
    ArrayBuffer.isView(body) ||
    body instanceof ReadableStream
  );
}
