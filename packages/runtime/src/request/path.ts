const PARAMETER = /\{([^{}]+)\}/g;
const MOST_DECODINGS = 8;

/**
 * Fills a path template; every value becomes exactly one encoded segment.
 *
 * @throws TypeError when the template could leave the base URL or its route, or when a value is missing, not a scalar, empty, holds a dot
 * segment in any encoding, or holds control characters. The message never repeats a value.
 * @see https://url.spec.whatwg.org/#double-dot-path-segment
 */
export function buildPath(template: string, values: Readonly<Record<string, unknown>> | undefined): string {
  // Joined to a host, "@other.host/" or ".other.host/" would name another one.
  if (!/^\/[^?#\\\s]*$/.test(template) || hasDotSegment(template)) {
    throw new TypeError("Cannot build path: expected a template that is a path only");
  }
  return template.replace(PARAMETER, (_, name: string) => {
    const value = values && Object.hasOwn(values, name) ? values[name] : undefined;
    if (isSegment(value)) return encodeURIComponent(value as string);
    const found = value === undefined || value === null ? "missing" : "no text that can be one segment of a path";
    throw new TypeError(`Cannot build path "${template}": parameter "${name}" is ${found}`);
  });
}

function isSegment(value: unknown): boolean {
  const text = String(value);
  return (
    /^(string|number|boolean|bigint)$/.test(typeof value) &&
    // Control characters are refused because URL parsers drop some of them, and with them the text is another one.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    /^[^\u0000-\u001f\u007f]+$/.test(text) &&
    text.isWellFormed() &&
    !hasDotSegment(text)
  );
}

// Servers and proxies decode a path more than once; `%252e%252e` and `%2e%2e%2fx` must not climb behind one of them.
function hasDotSegment(text: string): boolean {
  let encoded = text;
  for (let round = 0; round < MOST_DECODINGS; round++) {
    if (/(^|[\\/])\.{1,2}([\\/]|$)/.test(encoded)) return true;
    const decoded = encoded.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (decoded === encoded) return false;
    encoded = decoded;
  }
  return true;
}
