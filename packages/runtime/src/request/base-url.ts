// The URL parser drops tabs and line breaks and takes a backslash for a slash, so the text itself is looked at.
const ADDRESS = /^https?:\/\/[^/?#@\\\s]+(\/[^?#\\\s]*)?$/i;
const DOT_SEGMENT = /\/(\.|%2e){1,2}(\/|$)/i;

/**
 * Checks the address of an API and removes its trailing slash.
 *
 * @throws TypeError when the address is not absolute http or https, or carries credentials, a query, a fragment, white space, a backslash
 * or dot segments. The message never repeats it.
 */
export function parseBaseUrl(baseUrl: string): string {
  if (!ADDRESS.test(baseUrl) || DOT_SEGMENT.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw new TypeError(
      "Cannot use base URL: expected http or https with host and path only, such as https://api.example.com/v1",
    );
  }
  const { origin, pathname } = new URL(baseUrl);
  return (origin + pathname).replace(/\/+$/, "");
}
