/**
 * Headers of a request.
 *
 * @throws TypeError when one cannot be sent. The message repeats its name, never its value.
 */
export function toHeaders(given: Readonly<Record<string, string>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) {
    try {
      headers.set(name, value);
    } catch {
      // The platform's own message quotes the value; it is not kept as the cause.
      throw new TypeError(`Cannot send header ${JSON.stringify(name)}: found characters that HTTP cannot carry`);
    }
  }
  return headers;
}
