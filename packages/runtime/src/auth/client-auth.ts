import type { Authenticate } from "../options.ts";

/** What a client tells of its credentials. */
export interface ClientAuth {
  /**
   * When the credentials end, by the wall clock; those that the client obtains are renewed before.
   *
   * `undefined` when that is not known, before the first call that needed them, or when they never end.
   */
  readonly expiresAt: Date | undefined;
}

/** A client with credentials. */
export interface AuthenticatedClient {
  readonly auth: ClientAuth;
}

/** Adds to a client what it tells of its credentials. */
export function withAuth<T extends object>(client: T, authenticate: Authenticate): T & AuthenticatedClient {
  const auth: ClientAuth = {
    get expiresAt() {
      return authenticate.expiresAt?.();
    },
  };
  return Object.assign(client, { auth });
}
