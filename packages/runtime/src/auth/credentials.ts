import type { Authenticate } from "../options.ts";

/**
 * Checks a secret that is going to stand in a header.
 *
 * @throws TypeError when it is empty or holds characters that a header cannot. The message never repeats it.
 */
export function checkSecret(name: string, value: unknown): string {
  if (typeof value !== "string" || value === "") throw new TypeError(`Cannot use ${name}: expected a non-empty string`);
  if (!/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value)) {
    throw new TypeError(
      `Cannot use ${name}: found characters that an HTTP header cannot carry (line break, blank at an end or not ASCII)`,
    );
  }
  return value;
}

/** Sends a fixed secret in a header. */
export function withHeader(header: string, value: string): Authenticate {
  return (request) => request.headers.set(header, value);
}

/** The value of an `Authorization: Basic` header. @see https://www.rfc-editor.org/rfc/rfc7617#section-2 */
export function basicValue(user: string, password: string): string {
  if (user.includes(":"))
    throw new TypeError("Cannot use user name: found a colon, which Basic authentication cannot carry");
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)))}`;
}
