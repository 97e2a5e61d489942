import { inspect } from "node:util";
import { isClientError, type Result, unwrap } from "@vendor-clients/runtime";
import type { CallEnd, Outcome } from "@vendor-clients/testing/faults";

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  HTTP_ERROR: "http",
  NETWORK_ERROR: "network",
  HEADERS_TIMEOUT: "timeout",
  BODY_TIMEOUT: "timeout",
  DEADLINE_EXCEEDED: "timeout",
  RATE_LIMITED: "rate-limited",
  AMBIGUOUS_WRITE: "ambiguous",
  RESPONSE_FORMAT: "unreadable",
  RESPONSE_TOO_LARGE: "too-large",
  AUTH_FAILED: "auth",
  WAIT_FAILED: "waiting",
  WAIT_TIMEOUT: "waiting",
};

/** How a call ended, with what it returned or threw. */
export interface ReadEnd extends CallEnd {
  readonly data?: unknown;
  readonly error?: unknown;
}

/** Reads how a call ends; a failure that is returned counts as what `unwrap` makes of it. */
export async function readEnd(call: () => Promise<unknown>, abortReason: unknown): Promise<ReadEnd> {
  try {
    const value = await call();
    return { outcome: "success", data: isResult(value) ? unwrap(value) : value };
  } catch (error) {
    if (error === abortReason) return { outcome: "aborted" };
    if (!isClientError(error)) return { outcome: "untyped", error };
    const applied = (error as { applied?: "yes" | "unknown" }).applied;
    return { outcome: OUTCOMES[error.code] ?? "untyped", applied, error };
  }
}

function isResult(value: unknown): value is Result<unknown, unknown> {
  return typeof value === "object" && value !== null && "response" in value;
}

/** Everything that an error or an event shows to a log. */
export function showAll(error: unknown): string {
  const { message, stack } = (error ?? {}) as Partial<Error>;
  return [message, stack, JSON.stringify(error), inspect(error, { depth: 12, showHidden: true }), String(error)].join(
    "\n",
  );
}

const BEGINNING = 8;

/** The secrets that a text holds: plain, in base64, encoded for an address, or their beginning. */
export function findSecrets(text: string, secrets: readonly string[]): string[] {
  return secrets.filter((secret) =>
    [secret.slice(0, BEGINNING), btoa(secret).replace(/=+$/, ""), encodeURIComponent(secret)].some((form) =>
      text.includes(form),
    ),
  );
}
