import type { VendorFailure } from "@vendor-clients/runtime";

/** The one operation that needs no token. @see https://docs.spectrocloud.com/api/introduction/ */
export const LOGIN_OPERATION = "POST /v1/users/default/login";

/**
 * Finds code and message in the three error bodies of an edge host: an object `{ code, message, details, ref }`, a plain text, and
 * objects without declared fields, which may hold a message or nothing.
 *
 * A page of a proxy is no message.
 *
 * @see https://github.com/spectrocloud/librarium/blob/03bc165/docs/api-content/api-docs/edge-v1/emc-api.json (v1Error, apiError, v1Unauthorized)
 */
export function describeEdgeHostFailure(error: unknown): VendorFailure {
  if (typeof error === "string") return /^\s*</.test(error) ? {} : { message: error };
  if (typeof error !== "object" || error === null) return {};
  const { code, message } = error as { code?: unknown; message?: unknown };
  return { ...(typeof code === "string" && { code }), ...(typeof message === "string" && { message }) };
}

/**
 * Whether a failed login was the host's verdict on the credentials, and not a fault of the host: after three of those the host
 * delays logins, after five it blocks them for 15 minutes.
 *
 * @see https://docs.spectrocloud.com/clusters/edge/local-ui/host-management/access-console/
 */
export function isLoginRefused(status: number): boolean {
  return status >= 400 && status < 500;
}
