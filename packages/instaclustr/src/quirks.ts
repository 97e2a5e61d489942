import type { FailureDetail, PreparedCall, VendorFailure } from "@vendor-clients/runtime";
import { readDetails } from "@vendor-clients/runtime/kit";

/**
 * Refuses what the read-only key may not do: everything but GET.
 *
 * @throws TypeError for any other method.
 * @see https://www.instaclustr.com/support/api-integrations/api-reference/provisioning-api/
 */
export function refuseWrites({ method, path }: PreparedCall): undefined {
  if (method === "GET") return;
  throw new TypeError(
    `Cannot call instaclustr ${method} ${path}: a read-only key may send GET only, and this client was made with "readOnlyKey"`,
  );
}

/**
 * The header by which the vendor's own clients say who they are; none when there is nothing to say.
 *
 * @throws TypeError when a header cannot carry the text.
 * @see https://github.com/instaclustr/operator/blob/main/pkg/instaclustr/client.go
 */
export function toSourceHeader(source: unknown): Readonly<Record<string, string>> {
  if (source === undefined) return {};
  if (typeof source === "string" && /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(source)) {
    return { "Instaclustr-Source": source };
  }
  throw new TypeError("Cannot use source: expected printable ASCII without blanks at the ends");
}

/**
 * Reads Instaclustr's error bodies: `{ errors: [{ name, message }] }` and `{ name, message }` of the Cluster Management API, where the first
 * name is taken for the code; `{ errors: { field: message } }` and `{ error }` of its Kafka operations; `{ code, status, message,
 * errorDetails }` of the Provisioning API v1, of whose details only the names are told, as nothing says what they hold.
 *
 * Plain text is a message too; a page of a proxy is not.
 *
 * @see https://instaclustr.redoc.ly/Current/
 */
export function describeInstaclustrFailure(failure: unknown): VendorFailure {
  if (typeof failure === "string") return isWebPage(failure) ? {} : toFailure(undefined, failure);
  const { error, errors, errorDetails, code, name, message = error } = toRecord(failure);
  if (typeof errors !== "object" || errors === null) {
    return toFailure(
      code ?? name,
      message,
      Object.keys(toRecord(errorDetails)).map((target) => ({ target })),
    );
  }
  const details = Array.isArray(errors)
    ? readDetails(errors, { code: "name" })
    : readDetails(Object.entries(errors).map(([target, text]) => ({ target, message: text })));
  const messages = details.map((detail) => detail.message).filter(Boolean);
  return toFailure(details.find((detail) => detail.code)?.code, messages.join("; "), details);
}

function toFailure(code: unknown, message: unknown, details: readonly FailureDetail[] = []): VendorFailure {
  const isCode = typeof code === "number" || (typeof code === "string" && code !== "");
  return {
    ...(isCode && { code: String(code) }),
    ...(typeof message === "string" && message !== "" && { message }),
    ...(details.length > 0 && { details }),
  };
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function isWebPage(text: string): boolean {
  return /^\s*</.test(text);
}
