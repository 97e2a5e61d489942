// Client

// Errors
export { AuthError, ClientError, HttpError, NetworkError, ResponseFormatError, unwrap } from "@vendor-clients/runtime";
// Types; those of the vendor's schemas stand in the entry point "./types"
export type { InstaclustrCredentials, InstaclustrReadOnlyCredentials } from "./auth.ts";
export type {
  InstaclustrClient,
  InstaclustrOptions,
  InstaclustrReadOnlyClient,
  InstaclustrReadOnlyOptions,
} from "./client.ts";
export { createInstaclustrClient } from "./client.ts";
export type { InstaclustrApi } from "./generated/types.ts";
