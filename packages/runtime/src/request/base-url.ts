/**
 * Checks the address of an API and removes its trailing slash.
 *
 * @throws TypeError when the address is not absolute http or https, or carries credentials, a query or a fragment. The message never repeats it.
 */
export function parseBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url) throw new TypeError("Cannot use base URL: expected an absolute URL such as https://api.example.com");
  const found = [
    /^https?:$/.test(url.protocol) ? "" : `the scheme "${url.protocol}"`,
    url.username || url.password ? "credentials" : "",
    url.search || baseUrl.includes("?") ? "a query" : "",
    url.hash || baseUrl.includes("#") ? "a fragment" : "",
    /\/(\.|%2e){1,2}(\/|$)/i.test(baseUrl) ? "dot segments" : "",
  ].find(Boolean);
  if (found) throw new TypeError(`Cannot use base URL: expected http or https with host and path only, found ${found}`);
  return (url.origin + url.pathname).replace(/\/+$/, "");
}
