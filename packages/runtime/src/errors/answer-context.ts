import type { Failed, RestClientConfig } from "../options.ts";

/** What has to be remembered of a call to make an error of its answer. */
export interface AnswerContext extends Pick<RestClientConfig, "vendor" | "describeFailure"> {
  secrets?: Iterable<string> | undefined;
  readonly operation: string;
  /** The status inside the vendor's envelope, where it differs from HTTP's. */
  readonly status?: number | undefined;
  /** How long the vendor wants to be left alone, where its envelope says so. */
  readonly retryAfterMs?: number | undefined;
  /** How often the call was sent. */
  readonly attempts?: number | undefined;
  /** Makes the error, once the code of errors is loaded; an answer that failed is given to nobody before. */
  toError?: (failed: Failed<unknown>) => Error;
}

/** How to describe an answer that is a failure, should it be unwrapped; kept beside the answer, for as long as it lives. */
export const answerContexts: WeakMap<Response, AnswerContext> = new WeakMap();
