const LONGEST_TEXT = 500;

/** Lengths from which the beginning of a secret is known well enough to be looked for alone, and how much of it. */
const LONG_SECRET = 16;
const BEGINNING = 8;
const SHORT_SECRET = 4;

/**
 * Removes a client's secrets and cuts the text, to 500 characters unless told otherwise.
 *
 * Finds them plain and in the encodings servers echo them in (URL, form, JSON, base64), and words that begin as a long one does,
 * because some servers show the first characters only.
 */
export function redact(text: string, secrets: Iterable<string>, longest: number = LONGEST_TEXT): string {
  const patterns = [...secrets].filter(Boolean).flatMap(listPatterns);
  // The longest first, so that no secret is found as a part of another and leaves the rest of it.
  const pattern = patterns.sort((a, b) => b.length - a.length).join("|");
  return (pattern ? text.replace(new RegExp(pattern, "gi"), "[redacted]") : text).slice(0, longest);
}

/** A copy of a value, of plain objects, lists and scalars, whose texts are cut and hold no secrets. */
export function cleanValue<T>(value: T, secrets: Iterable<string>): T;
export function cleanValue(value: unknown, secrets: Iterable<string>): unknown {
  if (typeof value === "string") return redact(value, secrets);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => cleanValue(each, secrets));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cleanValue(each, secrets)]));
}

function listPatterns(secret: string): string[] {
  const text = secret.toWellFormed();
  const base64 = btoa(String.fromCharCode(...new TextEncoder().encode(text))).replace(/=+$/, "");
  // Encoded, a secret of a few characters looks like a part of any word.
  if (secret.length < SHORT_SECRET) return [escapePattern(secret)];
  const forms = [
    secret,
    encodeURIComponent(text),
    `${new URLSearchParams({ "": text })}`.slice(1),
    JSON.stringify(secret).slice(1, -1),
    base64,
    base64.replaceAll("+", "-").replaceAll("/", "_"),
  ].map(escapePattern);
  return secret.length < LONG_SECRET ? forms : [...forms, `${escapePattern(secret.slice(0, BEGINNING))}[^\\s"']*`];
}

function escapePattern(text: string): string {
  return text.replace(/\W/g, "\\$&");
}
