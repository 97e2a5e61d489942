/**
 * How long the server asks to wait before the next attempt, in milliseconds.
 *
 * Never negative; `undefined` when it does not say, or says it in no known form, so that the client's own backoff applies. Seconds, a
 * fraction of them too, and a date, which is read by the server's own clock where the answer has a `Date`; `Retry-After-Ms` wins. Of two
 * values the longer counts.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function readRetryAfterMs(headers: Headers, nowEpochMs: () => number = Date.now): number | undefined {
  const exact = parseAll(headers.get("retry-after-ms"), parseNumber);
  if (exact !== undefined) return exact;
  const text = headers.get("retry-after");
  if (text === null) return undefined;
  const seconds = parseAll(text, parseNumber);
  if (seconds !== undefined) return seconds * 1000;
  const epochMs = parseDate(text);
  if (epochMs === undefined) return undefined;
  return Math.max(0, epochMs - (parseDate(headers.get("date")) ?? nowEpochMs()));
}

function parseAll(text: string | null, parse: (part: string) => number): number | undefined {
  if (text === null || text.length > LONGEST_VALUE) return undefined;
  // A header that was sent twice arrives joined by commas.
  const values = text.split(",").map((part) => parse(part.trim()));
  return values.every((value) => Number.isFinite(value)) ? Math.max(...values) : undefined;
}

const LONGEST_VALUE = 100;

function parseNumber(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

// The forms of RFC 9110 only: `Date.parse` alone takes a lone number or a word for a date.
function parseDate(text: string | null): number | undefined {
  if (text === null || text.length > LONGEST_VALUE) return undefined;
  // The third form of the RFC names no zone, and means the same.
  const isOldest = /^\w{3} \w{3} [ \d]\d [\d:]{8} \d{4}$/.test(text);
  if (!isOldest && !/^\w{3,9}, ?\d.*(GMT|UTC)$/.test(text)) return undefined;
  const epochMs = Date.parse(isOldest ? `${text} GMT` : text);
  return Number.isNaN(epochMs) ? undefined : epochMs;
}
