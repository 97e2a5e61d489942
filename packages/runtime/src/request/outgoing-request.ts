import type { ProgressListener } from "../options.ts";

/** A request before it is sent: text bodies stay text, so that building costs little and a request can be sent again. */
export class OutgoingRequest {
  declare readonly url: string;
  declare readonly method: string;
  declare readonly headers: Headers;
  declare readonly body: BodyInit | undefined;
  /** Ends the attempt that is under way. */
  declare signal: AbortSignal | undefined;
  /** Method and path template, for errors. */
  declare readonly operation: string;
  declare readonly onUploadProgress: ProgressListener | undefined;

  constructor(
    url: string,
    init: {
      method: string;
      headers: Headers;
      operation: string;
      body?: BodyInit | undefined;
      signal?: AbortSignal | undefined;
      onUploadProgress?: ProgressListener | undefined;
    },
  ) {
    Object.assign(this, { url, body: undefined, signal: undefined, onUploadProgress: undefined }, init);
  }
}
