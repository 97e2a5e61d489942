import type { PreparedCall, VendorFailure } from "@vendor-clients/runtime";

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
 * name is taken for the code, and `{ code, status, message }` of the Provisioning API v1.
 *
 * Plain text is a message too; a page of a proxy is not.
 *
 * @see https://instaclustr.redoc.ly/Current/
 */
export function describeInstaclustrFailure(error: unknown): VendorFailure {
  if (typeof error === "string") return isWebPage(error) ? {} : toFailure(undefined, error);
  const { errors, code, name, message } = toRecord(error);
  if (!Array.isArray(errors)) return toFailure(code ?? name, message);
  const all = errors.map(toRecord);
  const messages = all.map((one) => one["message"]).filter((text) => typeof text === "string" && text !== "");
  return toFailure(all.find((one) => one["name"])?.["name"], messages.join("; "));
}

function toFailure(code: unknown, message: unknown): VendorFailure {
  const isCode = typeof code === "number" || (typeof code === "string" && code !== "");
  return { ...(isCode && { code: String(code) }), ...(typeof message === "string" && message !== "" && { message }) };
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function isWebPage(text: string): boolean {
  return /^\s*</.test(text);
}
