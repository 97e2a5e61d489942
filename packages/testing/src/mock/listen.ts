import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer, type Server as TlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { HttpHandler } from "./handler.ts";
import { createSelfSigned } from "./self-signed.ts";

/** A server that listens. */
export interface Listener {
  /** `http://127.0.0.1:40123`, without a slash at its end; `https` with TLS. */
  readonly url: string;
  /** The certificate of a server with TLS, PEM. */
  readonly certificate: string | undefined;
  close(): Promise<void>;
}

/** A key and its certificate, PEM. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
}

/** Where to listen. */
export interface ListenOptions {
  readonly port: number;
  readonly host: string;
  /** `true` makes a certificate that is signed by itself. @default plain HTTP */
  readonly tls?: boolean | TlsIdentity | undefined;
}

function explain(error: NodeJS.ErrnoException, { port }: ListenOptions): string {
  if (error.code === "EADDRINUSE") return `port ${port} is in use; stop the process that holds it or choose another`;
  if (error.code === "EACCES") return `port ${port} needs privileges; choose one above 1023`;
  return error.message;
}

function close(server: Server | TlsServer): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}

/** Closes a server once, whoever asks: several mocks may share one. */
function createCloser(server: Server | TlsServer): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => (closing ??= close(server));
}

/** Says that the mock itself failed: a connection that ends without a word would be taken for the network's fault. */
function sendFailure(reply: ServerResponse, { message: detail }: Error): void {
  const body = { type: "urn:vendor-clients:mock:failure", title: "Mock failed", status: 500, detail };
  reply.writeHead(500, { "content-type": "application/problem+json" }).end(JSON.stringify(body));
}

/**
 * Starts a server for a handler.
 *
 * @param subject - what is served, for the error message: `the mock of palette`
 * @throws Error when the address cannot be had; the message says why and what to do.
 */
export async function listen(subject: string, handler: HttpHandler, options: ListenOptions): Promise<Listener> {
  const identity = options.tls === true ? createSelfSigned() : options.tls || undefined;
  const serve: RequestListener = (request, reply) => {
    handler(request, reply).catch((error: unknown) => {
      const failure = error instanceof Error ? error : new Error(String(error));
      // Mostly a socket that broke brings us here; the client is gone then, and nothing must outlive it.
      if (request.socket.destroyed || reply.headersSent) reply.destroy(failure);
      else sendFailure(reply, failure);
    });
  };
  const server: Server | TlsServer = identity
    ? createTlsServer({ key: identity.key, cert: identity.cert }, serve)
    : createServer(serve);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => {
      reject(new Error(`Cannot start ${subject}: ${explain(error, options)}`, { cause: error }));
    });
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  const url = `${identity ? "https" : "http"}://${host}:${port}`;
  return { url, certificate: identity?.cert, close: createCloser(server) };
}
