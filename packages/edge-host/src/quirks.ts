import { readDetails, type VendorFailure } from "@vendor-clients/runtime";

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
 * Whether a failed login was the host's verdict on the credentials, and not a fault of the host: after three of those the host
 * delays logins, after five it blocks them for 15 minutes.
 *
 * @see https://docs.spectrocloud.com/clusters/edge/local-ui/host-management/access-console/
 */
export function isLoginRefused(status: number): boolean {
  return status >= 400 && status < 500;
}
