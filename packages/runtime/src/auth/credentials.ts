import type { Authenticate } from "../options.ts";
import type { OutgoingRequest } from "../request/outgoing-request.ts";
import { isHeaderText } from "./header-text.ts";

/**
 * Checks a secret that is going to stand in a header.
 *
 * @throws TypeError when it is empty or holds characters that a header cannot. The message never repeats it.
 */
export function checkSecret(name: string, value: unknown): string {
  if (typeof value !== "string" || value === "") throw new TypeError(`Cannot use ${name}: expected a non-empty string`);
  if (!isHeaderText(value)) {
    throw new TypeError(
      `Cannot use ${name}: found characters that an HTTP header cannot carry (line break, blank at an end or not ASCII)`,
    );
  }
  return value;
}

/** Sends a fixed secret in a header. */
export function withHeader(header: string, value: string): Authenticate {
  return (request) => request.headers.set(header, value);
}

/** Signs by something that is loaded when the first request needs it, as a login is that most clients never make. */
export function withLater(load: () => Promise<Authenticate>): Authenticate {
  let loading: Promise<Authenticate> | undefined;
  let loaded: Authenticate | undefined;
  const sign = async (request: OutgoingRequest) => {
    loading ??= load();
    try {
      loaded = await loading;
    } catch (error) {
      // The next call loads again: whoever serves the code may be back.
      loading = undefined;
      throw error;
    }
    return loaded(request);
  };
  return Object.assign((request: OutgoingRequest) => (loaded ?? sign)(request), {
    renew: (request: OutgoingRequest) => loaded?.renew?.(request) ?? false,
    expiresAt: () => loaded?.expiresAt?.(),
  });
}

/** Leaves requests alone that need no credentials, such as public operations and the login itself. */
export function exceptFor(isPublic: (operation: string) => boolean, authenticate: Authenticate): Authenticate {
  return Object.assign(
    (request: OutgoingRequest) => (isPublic(request.operation) ? undefined : authenticate(request)),
    authenticate,
  );
}

/** The value of an `Authorization: Basic` header. @see https://www.rfc-editor.org/rfc/rfc7617#section-2 */
export function basicValue(user: string, password: string): string {
  if (user.includes(":"))
    throw new TypeError("Cannot use user name: found a colon, which Basic authentication cannot carry");
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${user}:${password}`)))}`;
}
