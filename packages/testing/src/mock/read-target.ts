const ORIGIN = "http://mock.invalid";

/**
 * The target of a request as a URL.
 *
 * A path that begins with two slashes, as after a base URL with a slash at its end, is a path and names no host.
 */
export function readTarget(target: string): URL {
  const text = target.startsWith("/") ? `${ORIGIN}${target}` : target;
  return new URL(URL.canParse(text, ORIGIN) ? text : "/", ORIGIN);
}
