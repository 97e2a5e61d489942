import type { IncomingHttpHeaders, RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { connect } from "node:tls";
import { createCertificates } from "./create-certificates.ts";
import { type Network, type ResolvedAddress, toTlsOptions } from "./network.ts";

/** A request as it arrived. */
export interface SeenRequest {
  /** Method, host and path: `GET kites.test/api.json`. */
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A small internet: every name leads to one https server on this machine, by way of an address that looks public. */
export interface TestInternet {
  readonly network: Network;
  readonly seen: SeenRequest[];
  /** Names that were asked for. */
  readonly resolved: string[];
  /** Where the server really listens. */
  readonly address: AddressInfo;
  countConnections(): number;
  close(): Promise<void>;
}

/** Answers by line; a name alone answers whatever is not listed. */
export type Answers = Readonly<Record<string, RequestListener>>;

const PUBLIC: ResolvedAddress = { address: "93.184.215.14", family: 4 };

/**
 * Starts a server whose certificate is valid for the names.
 *
 * @param addresses - what a name resolves to @default an address that looks public
 */
export async function startInternet(
  names: readonly string[],
  answers: Answers,
  addresses: readonly ResolvedAddress[] = [PUBLIC],
): Promise<TestInternet> {
  const { ca, key, cert } = createCertificates(names);
  const seen: SeenRequest[] = [];
  const resolved: string[] = [];
  let connections = 0;
  const server = createServer({ key, cert }, async (request, response) => {
    const chunks: Buffer[] = await request.toArray();
    const line = `${request.method} ${request.headers.host}${request.url}`;
    seen.push({ line, headers: request.headers, body: Buffer.concat(chunks).toString() });
    const answer = answers[line] ?? answers[request.headers.host ?? ""];
    if (answer) answer(request, response);
    else response.writeHead(404).end("nothing of this is told");
  });
  server.on("connection", () => connections++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address() as AddressInfo;
  const network: Network = {
    resolve: async (host) => {
      resolved.push(host);
      return addresses;
    },
    // Connects to an address that was looked at, or not at all.
    connect: (target) => {
      const isChecked = target.addresses.every((one) => addresses.some((known) => known.address === one.address));
      return connect({ ...toTlsOptions(target.host), host: "127.0.0.1", port: isChecked ? address.port : 1, ca });
    },
  };
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { network, seen, resolved, address, countConnections: () => connections, close };
}

/** Answers JSON or text with a content type. */
export function answer(body: string | object, headers: Record<string, string> = {}, status = 200): RequestListener {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" ? "text/plain" : "application/json";
  return (_, response) => response.writeHead(status, { "content-type": type, ...headers }).end(text);
}
