// Client

// Errors
export { AuthError, ClientError, HttpError, NetworkError, ResponseFormatError, unwrap } from "@vendor-clients/runtime";
// Types; those of the vendor's schemas stand in the entry point "./types"
export type { ImplyCredentials } from "./auth.ts";
export type { ImplyAddress, ImplyClient, ImplyOptions } from "./client.ts";
export { createImplyClient } from "./client.ts";
export type { ImplyApi } from "./generated/types.ts";
// Answers
export { readClusters } from "./quirks.ts";
