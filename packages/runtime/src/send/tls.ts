import { createHash } from "node:crypto";
import { type RequestOptions, request as sendRequest } from "node:https";
import { Readable } from "node:stream";
import { connect, type TLSSocket } from "node:tls";

/** Whom one client trusts, beside or in place of the system's authorities. */
export interface TlsTrust {
  /** Certificates of authorities, PEM; the host name is still checked. */
  readonly ca?: string | readonly string[];
  /** SHA-256 of the server's certificate, hex with or without colons; nothing else is checked then. */
  readonly certificateSha256?: string;
}

/**
 * A `fetch` that trusts a certificate authority or one certificate, for this client only.
 *
 * Nothing of a request is written before the certificate has been checked. Node.js only; redirects are returned, not followed.
 *
 * @throws TypeError when neither or both kinds of trust are given, or the pin is not 64 hex digits.
 */
export function createTrustingFetch(trust: TlsTrust): typeof globalThis.fetch {
  const pin = trust.certificateSha256?.replaceAll(":", "").toLowerCase();
  if ((pin === undefined) === (trust.ca === undefined)) {
    throw new TypeError('Cannot set up TLS: expected either "ca" or "certificateSha256"');
  }
  if (pin !== undefined && !/^[0-9a-f]{64}$/.test(pin)) {
    throw new TypeError('Cannot set up TLS: expected "certificateSha256" to be 64 hex digits, colons allowed');
  }
  const options: RequestOptions =
    pin === undefined
      ? { ca: [trust.ca ?? []].flat() as string[], rejectUnauthorized: true }
      : { createConnection: createPinnedConnection(pin) };
  return (input, init) => send(new Request(input, init), options);
}

function createPinnedConnection(pin: string): NonNullable<RequestOptions["createConnection"]> {
  return (options, done) => {
    const { host, port } = options as { host?: string | null; port?: number | string | null };
    // The pin replaces the chain and name check; the socket is handed over only after it matched.
    const socket: TLSSocket = connect({
      host: host ?? "localhost",
      port: Number(port ?? 443),
      rejectUnauthorized: false,
      ...(host && /[a-z]/i.test(host) && !host.includes(":") && { servername: host }),
    });
    socket.once("error", (error) => done(error, socket));
    socket.once("secureConnect", () => {
      const found = createHash("sha256").update(socket.getPeerCertificate().raw).digest("hex");
      if (found === pin) return done(null, socket);
      const error = Object.assign(new Error(`Cannot trust the server: its certificate has SHA-256 ${found}`), {
        code: "ERR_CERTIFICATE_PIN",
      });
      socket.destroy();
      return done(error, socket);
    });
    return undefined;
  };
}

function send(request: Request, options: RequestOptions): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const url = new URL(request.url);
  if (url.protocol !== "https:") return Promise.reject(new TypeError("Cannot send: a TLS trust needs an https URL"));
  const outgoing = sendRequest(
    url,
    {
      ...options,
      method: request.method,
      headers: Object.fromEntries(request.headers),
      agent: false,
      signal: request.signal,
    },
    (incoming) => {
      const headers = new Headers();
      for (let i = 0; i < incoming.rawHeaders.length; i += 2)
        headers.append(incoming.rawHeaders[i] ?? "", incoming.rawHeaders[i + 1] ?? "");
      const status = incoming.statusCode ?? 0;
      const body = [101, 204, 205, 304].includes(status) ? null : (Readable.toWeb(incoming) as ReadableStream);
      if (body === null) incoming.resume();
      resolve(new Response(body, { status, statusText: incoming.statusMessage ?? "", headers }));
    },
  );
  outgoing.once("error", (cause) =>
    reject(request.signal.aborted ? request.signal.reason : new TypeError("fetch failed", { cause })),
  );
  if (request.body) Readable.fromWeb(request.body as never).pipe(outgoing);
  else outgoing.end();
  return promise;
}
