import type { AnywhereErrorCode, AnywhereErrorItem } from "./result.ts";

/** Kinds of environments, by the query that finds one. */
export type EnvironmentKind = (typeof ENVIRONMENT_KINDS)[number];

/** Every kind of environment that the schema knows. */
export const ENVIRONMENT_KINDS = ["awsEnv", "awsEnvHosted", "azureEnv", "gcpEnv", "hcloudEnv", "k8sEnv"] as const;

/**
 * Classes of errors that the server names in its message only; the whole message has to match.
 *
 * @see https://github.com/Altinity/terraform-provider-altinitycloud/blob/master/internal/sdk/client/errors.go
 */
export const CODES_BY_MESSAGE: Readonly<Record<string, AnywhereErrorCode>> = {
  conflict: "CONFLICT",
  "Invalid API token": "UNAUTHORIZED",
  "hosted env management not enabled": "FORBIDDEN",
};

/** Classes of answers that hold no GraphQL error, by HTTP status; a 404 is a wrong address, not a missing environment. */
export const CODES_BY_STATUS: Readonly<Record<string, AnywhereErrorCode>> = {
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
};

/**
 * Class of an error: `extensions.code` where the server sends one, else what its message says.
 *
 * @see https://github.com/Altinity/terraform-provider-altinitycloud/blob/master/internal/sdk/client/errors.go
 */
export function readErrorCode(message: string, extensions: unknown): AnywhereErrorCode | undefined {
  const code = typeof extensions === "object" && extensions !== null && Reflect.get(extensions, "code");
  if (typeof code === "string" && code !== "") return code;
  return Object.hasOwn(CODES_BY_MESSAGE, message) ? CODES_BY_MESSAGE[message] : undefined;
}

/**
 * Whether a deletion was refused because the environment still has clusters, so that it needs `forceDestroyClusters`.
 *
 * @see https://github.com/Altinity/terraform-provider-altinitycloud/blob/master/internal/sdk/client/errors.go
 */
export function isBlockedByClusters(error: { readonly needs?: string | undefined }): boolean {
  return error.needs === "forceDestroyClusters";
}

/** What an error asks for: a conflict names the flag that a deletion lacks in its message only. */
export function readNeeds(code: string | undefined, message: string): { needs?: "forceDestroyClusters" } {
  return code === "CONFLICT" && message.includes("forceDestroyClusters=true") ? { needs: "forceDestroyClusters" } : {};
}

/** Classes of errors that are the server's last word: the same call ends the same way until something else changes. */
const FINAL_CODES: readonly string[] = ["NOT_FOUND", "CONFLICT", "FORBIDDEN", "UNAUTHORIZED"];

/** Whether the server says that a call will not succeed later either; an error without a known class may pass. */
export function isFinal({ code }: { readonly code: string | undefined }): boolean {
  return code !== undefined && FINAL_CODES.includes(code);
}

/** Errors in an environment's status that say "not connected", as every environment does before its first revision is applied. */
const CONNECTING_CODES: readonly string[] = ["DISCONNECTED", "K8S_DISCONNECTED"];

/**
 * Whether an error of an environment's status is a connection that is not there yet, or not there now; it comes back of itself.
 *
 * The vendor's provider waits through DISCONNECTED and takes K8S_DISCONNECTED for the same when it deletes.
 *
 * @see https://github.com/Altinity/terraform-provider-altinitycloud/blob/master/internal/provider/env_status/common/data_source.go
 * @see https://github.com/Altinity/terraform-provider-altinitycloud/blob/master/internal/provider/env/common/delete_helpers.go
 */
export function isConnecting(code: string): boolean {
  return CONNECTING_CODES.includes(code);
}

/**
 * Whether an environment is gone: the query succeeds with `null`, or the server says NOT_FOUND.
 *
 * @see https://github.com/Altinity/terraform-provider-altinitycloud/blob/master/internal/provider/env/common/resource.go
 */
export function isGone(result: { readonly data?: unknown; readonly error?: AnywhereErrorItem | undefined }): boolean {
  return result.error === undefined ? result.data === null : result.error.code === "NOT_FOUND";
}
