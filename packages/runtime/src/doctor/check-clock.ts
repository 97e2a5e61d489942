import type { ServerTimes } from "./check-connection.ts";
import type { Finding } from "./doctor-report.ts";
import { formatDuration } from "./format-duration.ts";

const WARNING_MS = 30_000;
const FAILED_MS = 5 * 60_000;
/** The header has whole seconds, rounded down; half of one is the best guess. */
const HALF_SECOND_MS = 500;

/**
 * Compares this machine's wall clock with the server's; tokens and certificates are judged by it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1
 */
export function checkClock({ date, ageSeconds, localEpochMs }: ServerTimes): Finding {
  if (date === null) return { outcome: "skipped", found: "the answer had no header Date" };
  const serverEpochMs = Date.parse(date) + ageSeconds * 1_000 + HALF_SECOND_MS;
  if (Number.isNaN(serverEpochMs)) return { outcome: "skipped", found: "the header Date could not be read" };
  const aheadMs = localEpochMs - serverEpochMs;
  const distanceMs = Math.abs(aheadMs);
  if (distanceMs <= WARNING_MS) return { outcome: "ok", found: "within 30 s of the server's" };
  return {
    outcome: distanceMs > FAILED_MS ? "failed" : "warning",
    found: `this machine is ${formatDuration(distanceMs)} ${aheadMs > 0 ? "ahead of" : "behind"} the server`,
    advice: "Set this machine's clock, by NTP; if it is right, the server's is not",
  };
}
