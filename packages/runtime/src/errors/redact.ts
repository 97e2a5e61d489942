const LONGEST_TEXT = 500;
/** What stands behind so much of a text is not worth the time. */
const LONGEST_SEARCHED = 100_000;

/** Lengths from which the beginning of a secret is known well enough to be looked for alone, and how much of it. */
const LONG_SECRET = 16;
const BEGINNING = 8;
const SHORT_SECRET = 4;

/**
 * Removes a client's secrets and cuts the text, to 500 characters unless told otherwise.
 *
 * Finds them plain and as servers echo them (URL, form, HTML, JSON in JSON, base64 of them or of more), and words that begin as a long one
 * does, because some servers show the first characters only.
 */
export function redact(text: string, secrets: Iterable<string>, longest: number = LONGEST_TEXT): string {
  return clean(text, toPatterns(secrets), longest);
}

/** A copy of a value, of plain objects, lists and scalars, whose texts are cut and hold no secrets. */
export function cleanValue<T>(value: T, secrets: Iterable<string>): T {
  return cleanAll(value, toPatterns(secrets)) as T;
}

function cleanAll(value: unknown, patterns: readonly RegExp[]): unknown {
  if (typeof value === "string") return clean(value, patterns, LONGEST_TEXT);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => cleanAll(each, patterns));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cleanAll(each, patterns)]));
}

function clean(text: string, patterns: readonly RegExp[], longest: number): string {
  return patterns
    .reduce((left, pattern) => left.replace(pattern, "[redacted]"), text.slice(0, LONGEST_SEARCHED))
    .slice(0, longest);
}

/** Secrets first, then what only begins as one: where that ends is a guess, and it must not end within a secret. */
function toPatterns(secrets: Iterable<string>): RegExp[] {
  // The longest first, so that no secret is found as a part of another and leaves the rest of it.
  const known = [...secrets].filter(Boolean).sort((a, b) => b.length - a.length);
  const beginnings = known
    .filter(({ length }) => length >= LONG_SECRET)
    .map((secret) => `${toLoosePattern(secret.slice(0, BEGINNING))}[^\\s"']*`);
  return [known.flatMap(listPatterns), beginnings]
    .filter(({ length }) => length > 0)
    .map((forms) => new RegExp(forms.join("|"), "gi"));
}

function listPatterns(secret: string): string[] {
  // Encoded, a secret of a few characters looks like a part of any word.
  if (secret.length < SHORT_SECRET) return [escapePattern(secret)];
  const bytes = String.fromCharCode(...new TextEncoder().encode(secret));
  const offsets = secret.length < BEGINNING ? [0] : [0, 1, 2];
  return [toLoosePattern(secret), ...offsets.map((offset) => toBase64Pattern(bytes, offset))];
}

/** A text in which everything but letters and digits may be escaped. */
function toLoosePattern(text: string): string {
  return text.replace(/\W/gu, (character) => {
    const bytes = [...new TextEncoder().encode(character.toWellFormed())];
    const units = [...Array(character.length).keys()].map((at) => character.charCodeAt(at));
    const forms = [
      // Once more for every text that quotes the one before.
      character === "\\" ? "\\\\{1,8}" : `\\\\{0,8}${escapePattern(character)}`,
      bytes.map((byte) => `%${toHex(byte, 2)}`).join(""),
      units.map((unit) => `\\\\{1,8}u${toHex(unit, 4)}`).join(""),
    ];
    if (character === " ") forms.push("\\+");
    if (/[\n\r\t]/.test(character)) forms.push(`\\\\{1,8}${JSON.stringify(character)[2]}`);
    if (/["&'<>]/.test(character)) forms.push("&#?\\w{2,4};");
    return `(?:${forms.join("|")})`;
  });
}

/** Base64 of a text that begins with these bytes, so many bytes after a multiple of three. */
function toBase64Pattern(bytes: string, offset: number): string {
  const all = btoa("\0".repeat(offset) + bytes);
  // The characters at both ends hold bits of what stands beside.
  const own = all.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  const pattern = own.replaceAll("+", "(?:[+-]|%2b)").replaceAll("/", "(?:\\\\?/|_|%2f)");
  return `${pattern}${offset === 0 ? "\\w?=*" : ""}`;
}

function toHex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

function escapePattern(text: string): string {
  return text.replace(/\W/g, "\\$&");
}
