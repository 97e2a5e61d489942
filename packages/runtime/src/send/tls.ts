import { formToBlob } from "./form-to-blob.ts";
import { connectPinned } from "./pinned-socket.ts";
import { sendOverTls } from "./send-over-tls.ts";

/** Whom one client trusts, beside or in place of the system's authorities. */
export interface TlsTrust {
  /** Certificates of authorities, PEM, in place of the system's; the host name is still checked. */
  readonly ca?: string | readonly string[];
  /** SHA-256 of the server's certificate, hex with or without colons; nothing else is checked then. */
  readonly certificateSha256?: string;
}

/**
 * A `fetch` that trusts a certificate authority or one certificate, for this client only.
 *
 * Nothing of a request is written before the certificate has been checked, whatever NODE_TLS_REJECT_UNAUTHORIZED says. Node.js only;
 * redirects are returned, not followed; every request has a connection of its own.
 *
 * @throws TypeError when neither or both kinds of trust are given, or the pin is not 64 hex digits.
 */
export function createTrustingFetch(trust: TlsTrust): typeof globalThis.fetch {
  const pin = trust.certificateSha256?.replaceAll(":", "").toLowerCase();
  const ca = trust.ca === undefined ? undefined : [trust.ca].flat();
  if ((pin === undefined) === (ca === undefined)) {
    throw new TypeError('Cannot set up TLS: expected either "ca" or "certificateSha256"');
  }
  if (pin !== undefined && !/^[0-9a-f]{64}$/.test(pin)) {
    throw new TypeError('Cannot set up TLS: expected "certificateSha256" to be 64 hex digits, colons allowed');
  }
  if (ca && !ca.some((text) => text.includes("-----BEGIN CERTIFICATE-----"))) {
    throw new TypeError('Cannot set up TLS: expected "ca" to hold a certificate in PEM');
  }
  return async (input, init) => {
    const body = init?.body instanceof FormData ? formToBlob(init.body) : (init?.body ?? null);
    const request = new Request(input, { ...init, body });
    const url = new URL(request.url);
    if (url.protocol !== "https:") throw new TypeError("Cannot send: a TLS trust needs an https URL");
    request.signal.throwIfAborted();
    try {
      if (ca) return await sendOverTls(request, body, { ca, rejectUnauthorized: true, agent: false });
      const socket = await connectPinned(url, pin as string, request.signal);
      return await sendOverTls(request, body, { createConnection: () => socket });
    } catch (cause) {
      throw request.signal.aborted ? request.signal.reason : new TypeError("fetch failed", { cause });
    }
  };
}
