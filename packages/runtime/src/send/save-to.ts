import { unwrap } from "../errors/unwrap.ts";
import type { Result } from "../options.ts";

/**
 * Writes the body of a call with `parseAs: "stream"` to a destination, such as a file, piece by piece, and closes that.
 *
 * The destination is aborted when anything fails, so that nobody takes what it holds for the whole.
 *
 * @throws HttpError when the call failed, NetworkError when the body broke off, TypeError when the call did not ask for a stream.
 * @example
 * const result = await palette.op.v1InvoiceUidReportInvoicePdf({ params, parseAs: "stream" });
 * await saveTo(result, Writable.toWeb(createWriteStream(readFileName(result.response) ?? "invoice.pdf")));
 */
export async function saveTo(
  result: Result<unknown, unknown>,
  destination: WritableStream<Uint8Array>,
  options?: { readonly signal?: AbortSignal },
): Promise<void> {
  let data: unknown;
  try {
    data = unwrap(result);
    if (!(data instanceof ReadableStream)) {
      throw new TypeError('Cannot save the answer: expected the result of a call with parseAs: "stream"');
    }
  } catch (error) {
    await destination.abort(error).catch(() => {});
    throw error;
  }
  await data.pipeTo(destination, options);
}
