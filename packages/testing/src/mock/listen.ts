import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { HttpHandler } from "./http-handler.ts";

/** A server that listens. */
export interface Listener {
  /** `http://127.0.0.1:40123`, without a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Where to listen. */
export interface ListenOptions {
  readonly port: number;
  readonly host: string;
}

function explain(error: NodeJS.ErrnoException, { port }: ListenOptions): string {
  if (error.code === "EADDRINUSE") return `port ${port} is in use; stop the process that holds it or choose another`;
  if (error.code === "EACCES") return `port ${port} needs privileges; choose one above 1023`;
  return error.message;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}

/**
 * Starts a server for a handler.
 *
 * @param subject - what is served, for the error message: `the mock of palette`
 * @throws Error when the address cannot be had; the message says why and what to do.
 */
export async function listen(subject: string, handler: HttpHandler, options: ListenOptions): Promise<Listener> {
  const server = createServer((request, reply) => {
    handler(request, reply).catch((error: unknown) => {
      // Only a socket that broke can bring us here; the client is gone, and nothing must outlive it.
      reply.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => {
      reject(new Error(`Cannot start ${subject}: ${explain(error, options)}`, { cause: error }));
    });
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  return { url: `http://${host}:${port}`, close: () => close(server) };
}
