import { isObject } from "../internal/json.ts";

/** Decides which names of an answer may be shown. */
export interface Redactor {
  /** Whether a value of an enum is a plain name and can be no secret. */
  isPlainValue(text: string): boolean;
  /** The name of a member if it can be no data, else `*`. */
  toMemberName(text: string): string;
}

const PLAIN_VALUE = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const PLAIN_MEMBER = /^[A-Za-z_$@][A-Za-z0-9_.$@-]{0,63}$/;
const SECRET_MEMBER = /secret|password|passwd|token|api_?key|private|credential|cookie|session/i;
/** What says of which kind a secret is, not which it is. */
const TELLING_KIND = /(?:type|kind|status|state|mode)$/i;
const SECRET_PREFIX = /^(?:eyJ|gh[a-z]_|sk[-_]|AKIA|xox|glpat|npm_)/;
/** Shorter texts occur in names by chance. */
const LEAST_SECRET = 4;

/** Words do not mix letters and digits like that, nor are they that long. */
function looksRandom(text: string): boolean {
  if (SECRET_PREFIX.test(text)) return true;
  return text.split(/[-_.]/).some((part) => {
    const digits = part.replaceAll(/\D/g, "").length;
    if (part.length >= 8 && /^[0-9a-f]+$/i.test(part) && digits > 0) return true;
    return part.length >= 40 || (part.length >= 10 && digits >= 3 && digits < part.length - 2);
  });
}

/**
 * Creates the redactor of one exchange.
 *
 * @param secrets - what the request carried and must not be shown wherever it appears
 * @param value - the answer: what its members of telling names hold must not be shown either
 */
export function createRedactor(secrets: readonly string[], value?: unknown): Redactor {
  const hidden = new Set([...secrets, ...listSecrets(value, false, 0)].map((text) => text.toLowerCase()));
  const isHidden = (text: string): boolean => {
    const lower = text.toLowerCase();
    return looksRandom(text) || [...hidden].some((one) => one.length >= LEAST_SECRET && lower.includes(one));
  };
  return {
    isPlainValue: (text) => PLAIN_VALUE.test(text) && !isHidden(text),
    toMemberName: (text) => (PLAIN_MEMBER.test(text) && !isHidden(text) ? text : "*"),
  };
}

const MAX_DEPTH = 40;

function* listSecrets(value: unknown, isInside: boolean, depth: number): Generator<string> {
  if (depth > MAX_DEPTH) return;
  if (typeof value === "string" && isInside) yield value;
  if (Array.isArray(value)) for (const item of value) yield* listSecrets(item, isInside, depth + 1);
  if (!isObject(value)) return;
  // What lies deeper has names of its own: below `tokens` stand names and states as well.
  for (const [name, member] of Object.entries(value)) {
    yield* listSecrets(member, SECRET_MEMBER.test(name) && !TELLING_KIND.test(name), depth + 1);
  }
}

/** Every text of a request's headers that may be a credential, in all forms in which a server might echo it. */
export function listCredentials(headers: Readonly<Record<string, string | readonly string[] | undefined>>): string[] {
  const found: string[] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (!/^(?:authorization|cookie|proxy-authorization)$|key|token|secret/i.test(name)) continue;
    for (const text of [value ?? []].flat()) {
      const parts = text.split(/[\s;=,]+/).filter((part) => part !== "");
      const decoded = /^basic /i.test(text) ? Buffer.from(parts[1] ?? "", "base64").toString("utf8") : "";
      found.push(text, ...parts, ...decoded.split(":").filter((part) => part !== ""));
    }
  }
  return found.filter((text) => !/^(?:bearer|basic)$/i.test(text));
}
