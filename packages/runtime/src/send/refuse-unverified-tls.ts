import type { ClientOptions } from "../options.ts";

/** What decides whether a client may be created in this environment. */
export interface TlsEnvironmentOptions extends Pick<ClientOptions, "allowUnverifiedTlsFromEnvironment"> {
  readonly baseUrl: string;
}

/**
 * Refuses to send credentials where the environment switches off the check of certificates for the whole process.
 *
 * @throws TypeError when it does, and no option says that this is meant.
 * @see https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue
 */
export function refuseUnverifiedTls({ baseUrl, allowUnverifiedTlsFromEnvironment }: TlsEnvironmentOptions): void {
  const { process } = globalThis as { process?: { env?: Readonly<Record<string, string | undefined>> } };
  if (process?.env?.["NODE_TLS_REJECT_UNAUTHORIZED"] !== "0" || allowUnverifiedTlsFromEnvironment === true) return;
  if (!/^https:/i.test(baseUrl)) return;
  throw new TypeError(
    "Cannot trust any certificate: unset NODE_TLS_REJECT_UNAUTHORIZED=0, or set allowUnverifiedTlsFromEnvironment",
  );
}
