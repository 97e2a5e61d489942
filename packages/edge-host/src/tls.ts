/** Whom the client trusts in place of the system's authorities; the certificate of an edge host is normally signed by itself. */
export type EdgeHostTls =
  | {
      /** Certificates of authorities, PEM; the host's name or address is still checked. */
      readonly ca: string | readonly string[];
    }
  | {
      /** SHA-256 of the host's certificate, hex with or without colons; nothing else of it is checked. */
      readonly certificateSha256: string;
    };

/**
 * A `fetch` of this client alone that trusts what it is told to; what it needs of Node.js is loaded with the first call.
 *
 * @throws TypeError when the trust or the base URL cannot be used.
 */
export function createTlsFetch(trust: EdgeHostTls, baseUrl: string): typeof globalThis.fetch {
  // Checked here because the runtime checks while it sends, which is too late for a mistake of the caller.
  const { ca, certificateSha256: pin } = trust as { ca?: string | readonly string[]; certificateSha256?: string };
  const certificates = [ca ?? []].flat();
  if ((ca === undefined) === (pin === undefined)) refuse('either "ca" or "certificateSha256" in "tls"');
  if (ca !== undefined && !certificates.some((text) => text.includes("-----BEGIN CERTIFICATE-----")))
    refuse('"tls.ca" to be PEM');
  if (pin !== undefined && !/^([0-9a-f]{2}:?){32}$/i.test(pin))
    refuse('"tls.certificateSha256" to be 64 hex digits, colons allowed');
  if (!/^https:/i.test(baseUrl)) refuse('an https base URL, which "tls" needs');

  let loading: Promise<typeof globalThis.fetch> | undefined;
  return async (input, init) => {
    loading ??= import("@vendor-clients/runtime/tls").then(
      ({ createTrustingFetch }) =>
        createTrustingFetch(pin === undefined ? { ca: certificates } : { certificateSha256: pin }),
      (error) => {
        // What could not be loaded now may be there for the next call.
        loading = undefined;
        throw error;
      },
    );
    return (await loading)(input, init);
  };
}

function refuse(expected: string): never {
  throw new TypeError(`Cannot create the edge host client: expected ${expected}`);
}
