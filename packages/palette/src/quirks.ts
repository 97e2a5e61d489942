import type { Interpretation, RestClientConfig, VendorFailure } from "@vendor-clients/runtime";
import { readDetails } from "@vendor-clients/runtime/kit";

/**
 * Reads Palette's error body `{ code, message, details, ref }`, which the vendor's document does not list; `ref` is taken for the id of the
 * request. Plain text is a message too; a page of a proxy is not.
 *
 * @see https://github.com/spectrocloud/palette-sdk-go/blob/main/client/herr/errors.go
 * @see https://github.com/spectrocloud/palette-sdk-go/blob/main/api/apiutil/transport/transport_error.go
 */
export function describePaletteFailure(error: unknown): VendorFailure {
  if (typeof error === "string") return /^\s*</.test(error) ? {} : { message: error };
  const { code, message, details, ref } = (error ?? {}) as Readonly<Record<string, unknown>>;
  return {
    code: toText(code),
    message: toText(message),
    details: readDetails(details),
    requestId: toText(ref),
  };
}

/** Codes of a resource, or of a file of a manifest, that does not exist. */
const MISSING: readonly unknown[] = ["ResourceNotFound", "RepoFileNotFound"];

/**
 * Reads an answer: a code that says "does not exist" means 404, whatever the status, as Palette answers 500 to all that it has a code for.
 *
 * @see https://github.com/spectrocloud/palette-sdk-go/blob/main/client/herr/errors.go (IsNotFound)
 * @see https://github.com/spectrocloud/palette-sdk-go/blob/main/client/edge.go (isDeleteManifestNotExistError)
 * @see https://docs.spectrocloud.com/api/introduction/#response-codes
 */
export function interpretPaletteAnswer(body: unknown, { ok }: Response): Interpretation {
  if (ok) return { data: body };
  return { error: body, ...(MISSING.includes(describePaletteFailure(body).code) && { status: 404 }) };
}

function toText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Both, for answers that are no success. */
export const failureReader: Pick<RestClientConfig, "interpret" | "describeFailure"> = {
  interpret: interpretPaletteAnswer,
  describeFailure: describePaletteFailure,
};
