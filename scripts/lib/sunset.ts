/** A date of RFC 3339, alone or with the time of day. */
const DATE =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/;

/**
 * The day of `x-sunset`, `YYYY-MM-DD`, on which an operation ends; `undefined` for anything that is no date.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3339#section-5.6
 */
export function readSunset(written: unknown): string | undefined {
  const day = typeof written === "string" ? DATE.exec(written)?.[1] : undefined;
  const time = day === undefined ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
  // A day that no month has is read as another one.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? undefined : day;
}
