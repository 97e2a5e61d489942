import type { VendorFailure } from "@vendor-clients/runtime";

/**
 * Reads Palette's error body `{ code, message, details, ref }`; the vendor's document does not list it.
 *
 * @see https://github.com/spectrocloud/palette-sdk-go/blob/main/client/herr/errors.go
 */
export function describePaletteFailure(error: unknown): VendorFailure {
  if (typeof error !== "object" || error === null) return {};
  const { code, message } = error as { code?: unknown; message?: unknown };
  return { ...(typeof code === "string" && { code }), ...(typeof message === "string" && { message }) };
}
