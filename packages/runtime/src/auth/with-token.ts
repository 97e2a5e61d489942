import type { Authenticate } from "../options.ts";
import type { OutgoingRequest } from "../request/outgoing-request.ts";
import type { TokenSource } from "./token-source.ts";

/**
 * Sends a token that is renewed in a header, behind a prefix such as `Bearer `; waits only while there is no valid token.
 *
 * A token that the vendor refused is replaced once, however many requests carried it.
 */
export function withToken(header: string, source: TokenSource, prefix = ""): Authenticate {
  const authenticate = (request: OutgoingRequest) => {
    const sign = (token: string) => request.headers.set(header, prefix + token);
    const token = source.get(request.signal);
    return typeof token === "string" ? sign(token) : token.then(sign);
  };
  return Object.assign(authenticate, {
    renew(request: OutgoingRequest) {
      const token = readToken(request, header, prefix);
      if (token !== undefined) source.refuse(token);
      return token !== undefined;
    },
    expiresAt: () => source.expiresAt,
  });
}

/** The token that {@link withToken} put into a request. */
export function readToken({ headers }: OutgoingRequest, header: string, prefix: string): string | undefined {
  const value = headers.get(header);
  return value?.startsWith(prefix) ? value.slice(prefix.length) : undefined;
}
