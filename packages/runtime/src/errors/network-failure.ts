import { type ErrorContext, NetworkError } from "./client-error.ts";

/** What a `fetch` threw, as a NetworkError that names the system's code, such as `ECONNREFUSED`. */
export function toNetworkError(cause: unknown, context: ErrorContext): NetworkError {
  const failure = cause as { code?: unknown; cause?: { code?: unknown } } | undefined;
  const code = failure?.cause?.code ?? failure?.code;
  const found = typeof code === "string" && /^\w+$/.test(code) ? ` with ${code}` : "";
  return new NetworkError(`the connection failed${found}`, { ...context, cause });
}
