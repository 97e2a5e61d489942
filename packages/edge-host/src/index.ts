// Client

// Errors
export { AuthError, ClientError, HttpError, NetworkError, ResponseFormatError, unwrap } from "@vendor-clients/runtime";
// Types; those of the vendor's schemas stand in the entry point "./types"
export type { EdgeHostCredentials, EdgeHostLogin } from "./auth.ts";
export type { EdgeHostClient, EdgeHostOptions } from "./client.ts";
export { createEdgeHostClient } from "./client.ts";
export type { EdgeHostApi } from "./generated/types.ts";
export type { EdgeHostTls } from "./tls.ts";
