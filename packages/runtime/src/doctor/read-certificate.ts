import type { TLSSocket } from "node:tls";
import type { TlsTrust } from "../send/tls.ts";
import { toIssuerName } from "./to-issuer-name.ts";

/** A server's certificate and what there is against it. */
export interface ServerCertificate {
  /** Common name of who signed it, else the organisation; `undefined` when it has neither. */
  readonly issuer: string | undefined;
  readonly validFromEpochMs: number;
  readonly validToEpochMs: number;
  readonly isSelfSigned: boolean;
  readonly isForHost: boolean;
  /** Code of why the chain is not trusted; `undefined` when it is, or when a pin decides. */
  readonly chainError: string | undefined;
  /** `undefined` without a pin. */
  readonly isPinned: boolean | undefined;
}

/** Whether this runtime lends what {@link readCertificate} needs. Not imported, so that bundles for browsers need nothing of Node.js. */
export function canReadCertificates(): boolean {
  const { process } = globalThis as { process?: { getBuiltinModule?: unknown } };
  return typeof process?.getBuiltinModule === "function";
}

/** Shakes hands with a server, whatever its certificate is, and hangs up; nothing is sent. */
export async function readCertificate(url: URL, trust: TlsTrust | undefined, signal: AbortSignal) {
  const { connect } = process.getBuiltinModule("node:tls");
  const { isIP } = process.getBuiltinModule("node:net");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const socket = connect({
    host,
    port: Number(url.port || 443),
    rejectUnauthorized: false,
    ...(trust?.ca !== undefined && { ca: [trust.ca].flat() }),
    ...(!isIP(host) && { servername: host }),
  });
  try {
    await handshake(socket, signal);
    return describe(socket, host, trust);
  } finally {
    // A late failure of a connection that was given up has nobody left to tell.
    socket.on("error", () => {}).destroy();
  }
}

function handshake(socket: TLSSocket, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("secureConnect", resolve).once("error", reject);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function describe(socket: TLSSocket, host: string, trust: TlsTrust | undefined): ServerCertificate {
  const { checkServerIdentity } = process.getBuiltinModule("node:tls");
  const { X509Certificate } = process.getBuiltinModule("node:crypto");
  const peer = socket.getPeerCertificate();
  const certificate = new X509Certificate(peer.raw);
  const pin = trust?.certificateSha256?.replaceAll(":", "").toLowerCase();
  const error = socket.authorized ? undefined : socket.authorizationError;
  return {
    issuer: toIssuerName(peer.issuer),
    validFromEpochMs: Date.parse(certificate.validFrom),
    validToEpochMs: Date.parse(certificate.validTo),
    isSelfSigned: certificate.issuer === certificate.subject,
    isForHost: checkServerIdentity(host, peer) === undefined,
    chainError: pin === undefined ? toCode(error) : undefined,
    isPinned: pin === undefined ? undefined : certificate.fingerprint256.replaceAll(":", "").toLowerCase() === pin,
  };
}

function toCode(error: unknown): string | undefined {
  if (error === undefined || error === null) return undefined;
  const code = error instanceof Error ? (error as { code?: unknown }).code : error;
  return String(code ?? "UNKNOWN");
}
