// Client

// Errors
export { AuthError, ClientError, HttpError, NetworkError, ResponseFormatError, unwrap } from "@vendor-clients/runtime";
// Types; those of the vendor's schemas stand in the entry point "./types"
export type { PaletteCredentials, PaletteLogin } from "./auth.ts";
export type { PaletteClient, PaletteOptions } from "./client.ts";
export { createPaletteClient } from "./client.ts";
export type { PaletteApi } from "./generated/types.ts";
