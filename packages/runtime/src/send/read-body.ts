import type { ErrorContext } from "../errors/client-error.ts";
import { loadRecovery } from "./load-recovery.ts";

/** How much of a body is read when nothing else is said. */
export const DEFAULT_MAX_BODY_BYTES = 2 ** 26;

/** A piece of a body. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** What reading a body needs to know of its call; nothing is optional, so that nothing is looked up in `Object.prototype`. */
export interface ReadBodyOptions {
  /** @default 67_108_864 */
  readonly maxBodyBytes: number | undefined;
  /** Ends the reading at once, also where the body itself does not heed it; its reason is rethrown untouched. */
  readonly signal: AbortSignal | undefined;
  readonly context: ErrorContext;
}

/**
 * Reads a body to its end, in pieces as they came.
 *
 * Counts what it reads, after decoding, because a length may lie or be absent and a few bytes may unfold to many. The body is cancelled
 * in every case but success, so that its connection is free.
 *
 * @throws ResponseTooLargeError when there is more than `maxBodyBytes`.
 * @throws NetworkError when the body broke off.
 * @throws ResponseFormatError when it is not in the coding that it says.
 */
export async function readBody(response: Response, body: ReadableStream, options: ReadBodyOptions): Promise<Bytes[]> {
  const { maxBodyBytes = DEFAULT_MAX_BODY_BYTES, signal, context } = options;
  const { headers, status } = response;
  const chunks: Bytes[] = [];
  let reader: ReadableStreamDefaultReader<Bytes> | undefined;
  // Ends a pending read with "done", whether or not the source takes notice; without waiting for the source.
  const stop = () => void reader?.cancel(signal?.reason).catch(() => {});
  try {
    reader = body.getReader();
    signal?.addEventListener("abort", stop);
    let left = Number(headers.get("content-length")) > maxBodyBytes ? -1 : maxBodyBytes;
    while (left >= 0 && !signal?.aborted) {
      const { done, value } = await reader.read();
      if (done) break;
      left -= value.byteLength;
      if (value.byteLength > 0) chunks.push(value);
    }
    if (signal?.aborted || left < 0) stop();
    if (left < 0) throw new RangeError("body too large");
  } catch (cause) {
    if (!signal?.aborted) throw (await loadRecovery()).toBodyError(cause, status, context, maxBodyBytes);
  } finally {
    signal?.removeEventListener("abort", stop);
  }
  signal?.throwIfAborted();
  return chunks;
}
