import { BRAND } from "./brand.ts";
import { redact } from "./redact.ts";

const DEEPEST_CAUSE = 5;

/**
 * A copy of a chain of causes that holds names, codes and messages only, without addresses and secrets; an error of a client is one already.
 *
 * The original may hold anything: a parser's error holds the bytes of the answer, an adapter's error the whole request with its headers.
 */
export function toSafeCause(cause: unknown, secrets: Iterable<string>, depth = 1): Error | undefined {
  if (!(cause instanceof Error) || depth > DEEPEST_CAUSE) return undefined;
  if (BRAND in cause) return cause;
  const message = redact(cause.message.replace(/\b[a-z][a-z\d+.-]*:\/\/[^\s"'<>]+/gi, "[url]"), secrets);
  const { name, code } = cause as { name: unknown; code?: unknown };
  const copy = new Error(message, { cause: toSafeCause(cause.cause, secrets, depth + 1) });
  // Whoever throws may take both from anywhere.
  const words = Object.entries({ name, code }).filter(([, word]) => isWord(word) && redact(word, secrets) === word);
  Object.assign(copy, Object.fromEntries(words));
  // The frames would be those of this copy.
  copy.stack = `${copy.name}: ${message}`;
  return copy;
}

function isWord(value: unknown): value is string {
  return typeof value === "string" && /^\w{1,50}$/.test(value);
}
