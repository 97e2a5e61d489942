import type { CallInit, FailureDetail, PreparedCall, VendorFailure } from "@vendor-clients/runtime";
import { readDetails } from "@vendor-clients/runtime/kit";
import type { Cluster, ClusterList } from "./generated/types.ts";

/** Path of Keycloak's token endpoint. @see https://github.com/implydata/polaris-cli */
const TOKEN_PATH = "/auth/realms/{realm}/protocol/openid-connect/token";

/** The one operation that the identity provider serves, not the Manager. */
export const TOKEN_OPERATION = { id: "requestToken", path: TOKEN_PATH } as const;

const TOKEN_PATH_END = /\/auth\/realms\/[^/]+\/protocol\/openid-connect\/token$/;

/** What RFC 7396 calls a partial update. @see https://docs.imply.io/api/manager/manager-api-overview */
const MERGE_PATCH = "application/merge-patch+json";

/**
 * Address of a customer's Manager; there is no host for all of them.
 *
 * @throws TypeError when the domain is not one DNS label. The message never repeats it.
 * @see https://docs.imply.io/api/manager/ClustersApi
 */
export function toManagerUrl(vanityDomain: unknown): string {
  if (typeof vanityDomain === "string" && /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/i.test(vanityDomain)) {
    return `https://${vanityDomain.toLowerCase()}.implycloud.com/api/v1`;
  }
  throw new TypeError('Cannot use vanityDomain: expected one DNS label, such as "acme" for acme.implycloud.com');
}

/** The part of a token URL that stands before Keycloak's path; `undefined` when the URL has another path. */
export function toIdentityUrl(tokenUrl: string): string | undefined {
  return TOKEN_PATH_END.test(tokenUrl) ? tokenUrl.replace(TOKEN_PATH_END, "") : undefined;
}

/**
 * Makes a call what the Manager expects, or refuses it. A dry run changes nothing, whatever its method, and may be sent again.
 *
 * @throws TypeError for an overwrite without `spec.pivot.accessMode`, which the vendor answers with 500 as a known issue, and for a token
 * request, which the Manager does not serve.
 * @see https://docs.imply.io/api/manager/manager-api-overview
 */
export function prepareImplyCall({ method, path, init }: PreparedCall): CallInit | undefined {
  if (path === TOKEN_PATH) {
    throw new TypeError(
      `Cannot call imply ${method} ${path}: the identity provider serves it; set the option "tokenUrl" to its address, which ends in this path`,
    );
  }
  const dry = init.params?.query?.["dryRun"] === true && ({ operationClass: "safe" } as const);
  if (method === "PATCH") return { ...dry, ...init, headers: withContentType(MERGE_PATCH, init.headers) };
  if (method === "PUT" && !hasAccessMode(init.body)) {
    throw new TypeError(
      `Cannot call imply ${method} ${path}: expected "spec.pivot.accessMode" in the body (a cluster made without one has "PROXIED"); a known issue of the vendor answers 500 without it`,
    );
  }
  return dry ? { ...dry, ...init } : undefined;
}

/**
 * Reads the Manager's error body `{ error: { code, message, details } }`, a gateway's `{ message }` and the token endpoint's
 * `{ error, error_description }`.
 *
 * Codes do not tell 401 from 403, both say `Unauthorized`: go by the status.
 *
 * @see https://docs.imply.io/api/manager/manager-api-reference
 */
export function describeImplyFailure(failure: unknown): VendorFailure {
  const { error, message: gateway, error_description: reason } = toRecord(failure);
  if (typeof error === "string") return pickText(error, reason);
  const { code, message, details: given } = toRecord(error);
  const details = readDetails(given);
  const text = [toText(message) ?? toText(gateway), details.map(describeDetail).join("; ")].filter(Boolean).join(": ");
  return { ...pickText(code, text), ...(details.length > 0 && { details }) };
}

/** The clusters of a list: nobody outside the vendor knows whether it comes bare or in `values`. @see https://github.com/implydata/polaris-cli */
export function readClusters(list: ClusterList): readonly Cluster[] {
  return Array.isArray(list) ? list : list.values;
}

function hasAccessMode(body: unknown): boolean {
  return typeof toRecord(toRecord(toRecord(body)["spec"])["pivot"])["accessMode"] === "string";
}

function withContentType(contentType: string, headers: CallInit["headers"]): NonNullable<CallInit["headers"]> {
  const isList = headers instanceof Headers || Array.isArray(headers);
  // Another type that a caller asks for stands below, so that it wins.
  return { "Content-Type": contentType, ...(isList ? Object.fromEntries(headers) : headers) };
}

function describeDetail({ code, target, message }: FailureDetail): string {
  return [target, message, code && `(${code})`].filter(Boolean).join(" ");
}

function pickText(code: unknown, message: unknown): VendorFailure {
  const [foundCode, foundMessage] = [toText(code), toText(message)];
  return { ...(foundCode && { code: foundCode }), ...(foundMessage && { message: foundMessage }) };
}

function toText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
