import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { onTestFinished } from "vitest";

/** One request as it arrived. */
export interface Seen {
  readonly method: string;
  /** Path and query as they stood on the wire. */
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** Writes the answer to a request that has been read whole. */
export type Answer = (response: ServerResponse, seen: Seen) => void;

/** A running server and what it has seen. */
export interface TestServer {
  readonly url: string;
  readonly seen: readonly Seen[];
}

/** Starts an HTTP server for one test, on a free port; answers 204 when nothing else is said. */
export async function startServer(answer: Answer = (response) => response.writeHead(204).end()): Promise<TestServer> {
  const { seen, listener } = record(answer);
  const server = createServer(listener);
  return { url: `http://127.0.0.1:${await listen(server)}`, seen };
}

/** A request listener that records and answers, for servers of another kind. */
export function record(answer: Answer): { readonly seen: readonly Seen[]; readonly listener: RequestListener } {
  const seen: Seen[] = [];
  return {
    seen,
    listener: async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { method = "", url = "", headers } = request;
      const arrived = { method, url, headers, body: Buffer.concat(chunks).toString("latin1") };
      seen.push(arrived);
      answer(response, arrived);
    },
  };
}

/** Listens on a free port until the test ends, and tells which. */
export async function listen(server: Server & { closeAllConnections?: () => void }): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections?.();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
