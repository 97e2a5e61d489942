import { isClientError } from "../errors/is-client-error.ts";
import type { CallFailure } from "./doctor-spec.ts";

const DEEPEST_CAUSE = 6;

/** What is known of something that a call threw. */
export function readFailure(error: unknown): CallFailure {
  const systemCode = findSystemCode(error);
  if (!isClientError(error)) {
    return { code: "MISUSE", ...UNKNOWN, isPassing: false, systemCode };
  }
  const { code, operation, retryable } = error;
  const { status, vendorCode } = error as { status?: unknown; vendorCode?: unknown };
  return {
    code,
    operation,
    status: typeof status === "number" ? status : undefined,
    vendorCode: toCode(vendorCode),
    isPassing: retryable,
    systemCode,
  };
}

const UNKNOWN = { operation: undefined, status: undefined, vendorCode: undefined };

/** The system's or TLS's code in a chain of causes, such as `ECONNREFUSED`; the first of a host that has several addresses. */
export function findSystemCode(error: unknown, depth = 1): string | undefined {
  if (typeof error !== "object" || error === null || depth > DEEPEST_CAUSE) return undefined;
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  if (typeof code === "string" && /^[A-Z][A-Z\d_]{2,60}$/.test(code) && !isClientError(error)) return code;
  return findSystemCode(cause, depth + 1) ?? findSystemCode(Array.isArray(errors) ? errors[0] : undefined, depth + 1);
}

// A vendor's code is a word; anything else may be a part of the request.
function toCode(code: unknown): string | undefined {
  return typeof code === "string" && /^[A-Za-z][\w.-]{0,39}$|^\d{1,6}$/.test(code) ? code : undefined;
}
