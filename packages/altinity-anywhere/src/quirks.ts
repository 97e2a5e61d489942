import type { AnywhereErrorCode, AnywhereErrorItem } from "./result.ts";

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

/**
 * Whether an environment is gone: the query succeeds with `null`, or the server says NOT_FOUND.
 *
 * @see https://github.com/Altinity/terraform-provider-altinitycloud/blob/master/internal/provider/env/common/resource.go
 */
export function isGone(result: { readonly data?: unknown; readonly error?: AnywhereErrorItem | undefined }): boolean {
  return result.error === undefined ? result.data === null : result.error.code === "NOT_FOUND";
}
