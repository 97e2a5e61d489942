const FORM = /^(FormData|URLSearchParams)$/;
const BYTES = /^(Blob|File|ArrayBuffer|DataView|\w+Array|ReadableStream)$/;

/** Writes a body: forms, blobs, bytes and streams go as they are, everything else as JSON, text too. */
export function serializeBody(body: unknown): unknown {
  const kind = kindOf(body);
  return FORM.test(kind) || BYTES.test(kind) ? body : JSON.stringify(body);
}

/** The content type a body goes with when it is not JSON; `null` where `fetch` knows best. */
export function contentTypeOf(body: unknown): string | null | undefined {
  const kind = kindOf(body);
  if (FORM.test(kind)) return null;
  return BYTES.test(kind) ? (body as Partial<Blob>).type || "application/octet-stream" : undefined;
}

/** Whether a body can be sent a second time: a stream is gone once somebody has read of it. */
export function isRepeatableBody(body: unknown): boolean {
  return kindOf(body) !== "ReadableStream";
}

/** Whether a body is sent piece by piece and may be as large as a file, so that nobody can say how long it takes. */
export function isFileBody(body: unknown): boolean {
  const kind = kindOf(body);
  if (kind === "FormData") return [...(body as FormData).values()].some((value) => typeof value !== "string");
  return /^(Blob|File|ReadableStream)$/.test(kind);
}

// Not `instanceof`: forms and blobs may come from a library or another realm.
function kindOf(body: unknown): string {
  return Object.prototype.toString.call(body).slice(8, -1);
}
