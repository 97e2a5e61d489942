import { redact } from "@vendor-clients/runtime/errors";
import { CODES_BY_STATUS, readErrorCode, readNeeds } from "./quirks.ts";
import type { AnywhereError, AnywhereErrorItem } from "./result.ts";

const LONGEST_REQUEST_ID = 100;

/** What is known of a failed answer. */
export interface FailedAnswer {
  readonly operation: string;
  readonly status: number;
  /** The `errors` of the answer, as sent. */
  readonly errors: unknown;
  /** The id under which the vendor logged the request. */
  readonly requestId?: string | null;
  /** What must not be seen in a message, though the server may echo it. */
  readonly secrets: Iterable<string>;
}

/**
 * The error of an answer, or `undefined` when it has none.
 *
 * Only code, message and path are taken: what else the server adds may hold parts of the request.
 */
export function readErrors(answer: FailedAnswer): AnywhereError | undefined {
  const { operation, status, secrets } = answer;
  const requestId = redact(answer.requestId ?? "", secrets).slice(0, LONGEST_REQUEST_ID);
  const context = { operation, status, ...(requestId && { requestId }) };
  const errors = toList(answer.errors).map((error) => readItem(error, secrets));
  const [first] = errors;
  if (first) return { ...first, code: first.code ?? CODES_BY_STATUS[status], ...findNeeds(errors), ...context, errors };
  if (status >= 200 && status < 300) return undefined;
  const message = status === 0 ? "server redirected the request" : `server answered ${status}`;
  return { code: CODES_BY_STATUS[status], message, path: undefined, ...context, errors: [] };
}

// The conflict may stand behind another error.
function findNeeds(errors: readonly AnywhereErrorItem[]): Pick<AnywhereErrorItem, "needs"> {
  const needs = errors.find((error) => error.needs)?.needs;
  return needs ? { needs } : {};
}

function toList(errors: unknown): readonly unknown[] {
  if (Array.isArray(errors)) return errors;
  return typeof errors === "object" && errors !== null && Object.keys(errors).length > 0 ? [errors] : [];
}

function readItem(error: unknown, secrets: Iterable<string>): AnywhereErrorItem {
  const { message, path, extensions } = (error ?? {}) as { message?: unknown; path?: unknown; extensions?: unknown };
  const text = typeof message === "string" ? message : "server sent an error without a message";
  const code = readErrorCode(text, extensions);
  return {
    code: code === undefined ? undefined : redact(code, secrets),
    message: redact(text, secrets),
    path: Array.isArray(path) ? path.filter(isPathKey).map((key) => cleanKey(key, secrets)) : undefined,
    ...readNeeds(code, text),
  };
}

function cleanKey(key: string | number, secrets: Iterable<string>): string | number {
  return typeof key === "string" ? redact(key, secrets) : key;
}

function isPathKey(key: unknown): key is string | number {
  return typeof key === "string" || typeof key === "number";
}
