import type { IncomingMessage, ServerResponse } from "node:http";

// In a file of its own, so that the types that are published do not lead to Prism's, which do not compile without more packages.
/** Answers one request of a node:http server. */
export type HttpHandler = (request: IncomingMessage, reply: ServerResponse) => Promise<void>;
