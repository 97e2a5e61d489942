import { type ErrorContext, NetworkError } from "./client-error.ts";

/** Codes that only a connection which was never made has, so that nothing of a request can have left. */
const UNSENT = /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|UND_ERR_CONNECT_TIMEOUT)$/;

/** What the system was doing: an unreachable host is told of connections that stand, too. */
const CONNECTING = /^(connect|bind|getaddrinfo)$/;

/** The verdict of a certificate check: it comes before the request, and waiting does not change it. */
const UNTRUSTED = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT|ERR_CERTIFICATE_|HOSTNAME_MISMATCH)/;

/** A failed connection as the platform describes it, the innermost last. */
interface SystemFailure {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly cause?: SystemFailure;
  readonly errors?: readonly SystemFailure[];
}

/** What a `fetch` threw, as a NetworkError that names the system's code, such as `ECONNREFUSED`. */
export function toNetworkError(cause: unknown, context: ErrorContext): NetworkError {
  const outer = cause as SystemFailure | undefined;
  const failure = outer?.cause ?? outer;
  const given = failure?.code ?? outer?.code;
  const code = typeof given === "string" && /^\w+$/.test(given) ? given : "";
  const isUntrusted = UNTRUSTED.test(code);
  return new NetworkError(`the connection failed${code && ` with ${code}`}`, {
    ...context,
    cause,
    sent: !(isUntrusted || isUnsent(failure)),
    retryable: !isUntrusted,
  });
}

function isUnsent(failure: SystemFailure | undefined): boolean {
  if (!failure) return false;
  // One failure for each address of a host that has several.
  if (failure.errors?.length) return failure.errors.every(isUnsent);
  return UNSENT.test(String(failure.code)) || CONNECTING.test(String(failure.syscall));
}
