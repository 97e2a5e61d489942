import type { VendorFailure } from "@vendor-clients/runtime";
import { readDetails } from "@vendor-clients/runtime/kit";

/** The one operation that needs no token. @see https://docs.spectrocloud.com/api/introduction/ */
export const LOGIN_OPERATION = "POST /v1/users/default/login";

/**
 * Finds code and message in the three error bodies of an edge host: an object `{ code, message, details, ref }`, a plain text, and
 * objects without declared fields, which may hold a message or nothing; `ref` is taken for the id of the request.
 *
 * A page of a proxy is no message.
 *
 * @see https://github.com/spectrocloud/librarium/blob/03bc165/docs/api-content/api-docs/edge-v1/emc-api.json (v1Error, apiError, v1Unauthorized)
 */
export function describeEdgeHostFailure(error: unknown): VendorFailure {
  if (typeof error === "string") return /^\s*</.test(error) ? {} : { message: error };
  const { code, message, details, ref } = (error ?? {}) as Readonly<Record<string, unknown>>;
  return { code: toText(code), message: toText(message), details: readDetails(details), requestId: toText(ref) };
}

function toText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/**
 * Whether a failed login was the host's verdict on the credentials, which the same ones get again: 401, 403, and 400 or 422 in the host's
 * own form, an object. Other statuses are those of a proxy, a host that starts, or one that wants to be left alone.
 *
 * @see https://github.com/spectrocloud/librarium/blob/03bc165/docs/api-content/api-docs/edge-v1/emc-api.json (V1UserLogin, v1BadRequest)
 */
export function isLoginRefused(status: number, error: unknown): boolean {
  if (status === 401 || status === 403) return true;
  return (status === 400 || status === 422) && typeof error === "object";
}
