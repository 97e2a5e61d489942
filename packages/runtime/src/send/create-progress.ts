import { tell } from "../events/client-event.ts";
import type { ProgressListener } from "../options.ts";

/** Counts bytes and tells a listener, whose own failure must not become the call's. */
export function createProgress(
  totalBytes: number | undefined,
  listener: ProgressListener | undefined,
): (byteLength: number) => void {
  let bytes = 0;
  return (byteLength) => {
    bytes += byteLength;
    tell(listener, { bytes, totalBytes });
  };
}
