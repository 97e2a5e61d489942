const TEMPLATE = /\{([^{}]+)\}/g;

/**
 * Fills a path template; every value becomes exactly one encoded segment.
 *
 * @throws TypeError when a value is missing, not a scalar, empty, a dot segment in any encoding, or holds control characters.
 * @see https://url.spec.whatwg.org/#double-dot-path-segment
 */
export function buildPath(template: string, values: Readonly<Record<string, unknown>> | undefined): string {
  return template.replace(TEMPLATE, (_, name: string) => {
    const value = values && Object.hasOwn(values, name) ? values[name] : undefined;
    const problem = findProblem(value);
    if (problem) throw new TypeError(`Cannot build path "${template}": parameter "${name}" is ${problem}`);
    return encodeURIComponent(value as string);
  });
}

function findProblem(value: unknown): string | undefined {
  if (value === undefined || value === null) return "missing";
  if (!/^(string|number|boolean|bigint)$/.test(typeof value)) return "not a string, number or boolean";
  const text = String(value);
  if (text === "") return "empty";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for; URL parsers drop some of them
  if (/[\u0000-\u001f\u007f]/.test(text) || !text.isWellFormed()) return "not printable text";
  if (/^\.{1,2}$/.test(decodeFully(text))) return "a dot segment";
  return undefined;
}

// Servers and proxies decode a path more than once; `%252e%252e` must not become `..` behind one of them.
function decodeFully(text: string): string {
  for (let decoded = text; ; text = decoded) {
    decoded = text.replace(/%(2e|25)/gi, (_, hex: string) => (hex === "25" ? "%" : "."));
    if (decoded === text) return text;
  }
}
