import type { ProgressListener } from "../options.ts";
import { toReason } from "./classify.ts";
import { createProgress } from "./create-progress.ts";
import type { Bytes, ReadBodyOptions } from "./read-body.ts";
import { toBodyError } from "./to-body-error.ts";

/** What handing out a body needs to know of its call. */
export interface StreamAnswerOptions extends Pick<ReadBodyOptions, "signal" | "context"> {
  readonly onDownloadProgress?: ProgressListener | undefined;
  readonly onStreamEnd?: (() => void) | undefined;
}

/**
 * The body of an answer as it comes, for as long as somebody reads it.
 *
 * A body that breaks off ends the stream with a NetworkError, an abort with its reason; never with less than the whole and no error.
 */
export function streamAnswer(
  response: Response,
  body: ReadableStream<Bytes>,
  { signal, context, onDownloadProgress, onStreamEnd }: StreamAnswerOptions,
): ReadableStream<Bytes> {
  const reader = body.getReader();
  const progress = createProgress(totalOf(response), onDownloadProgress);
  let stop = () => {};
  const detach = () => {
    signal?.removeEventListener("abort", stop);
    onStreamEnd?.();
  };
  return new ReadableStream(
    {
      start(controller) {
        stop = () => {
          controller.error(toReason(signal?.reason, context));
          reader.cancel(signal?.reason).catch(() => {});
        };
        if (signal?.aborted) stop();
        else signal?.addEventListener("abort", stop, { once: true });
      },
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (signal?.aborted) return;
          if (!done) {
            progress(value.byteLength);
            return controller.enqueue(value);
          }
          detach();
          controller.close();
        } catch (cause) {
          detach();
          // An abort that reached the body itself.
          controller.error(
            signal?.aborted ? toReason(signal.reason, context) : toBodyError(cause, response.status, context),
          );
        }
      },
      cancel(reason) {
        detach();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

/** What the server says that it sends; not known of an answer in a coding, whose length is that of the coded bytes. */
function totalOf({ headers }: Response): number | undefined {
  const length = headers.get("content-length");
  return length === null || headers.has("content-encoding") ? undefined : Number(length);
}
