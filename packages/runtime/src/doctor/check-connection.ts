import type { Finding } from "./doctor-report.ts";
import { explainCode } from "./explain-code.ts";
import { findSystemCode } from "./read-failure.ts";
import { type Bounds, within } from "./within.ts";

/** What became of one request without credentials. */
export interface CheckedConnection {
  readonly finding: Finding;
  /** Code of the system, where the connection failed. */
  readonly systemCode?: string | undefined;
  /** The header Date and, by this machine's wall clock, the middle of the request; absent without an answer. */
  readonly times?: ServerTimes;
}

/** The server's time and this machine's at the same moment. */
export interface ServerTimes {
  readonly date: string | null;
  /** How long a cache had kept the answer, in seconds. */
  readonly ageSeconds: number;
  readonly localEpochMs: number;
}

/** Sends one GET to the base URL, without credentials; any answer will do. */
export async function checkConnection(
  url: URL,
  fetch: typeof globalThis.fetch,
  bounds: Bounds,
): Promise<CheckedConnection> {
  const { clock, signal } = bounds;
  const startMs = clock.now();
  const startEpochMs = Date.now();
  try {
    const { status, headers } = await within(bounds, async (own) => {
      const response = await fetch(url.href, { method: "GET", redirect: "manual", signal: own });
      // Nobody reads it; a body that cannot be given up is no failure.
      response.body?.cancel().catch(() => {});
      return response;
    });
    const times: ServerTimes = {
      date: headers.get("date"),
      ageSeconds: Number(headers.get("age") ?? 0) || 0,
      localEpochMs: (startEpochMs + Date.now()) / 2,
    };
    const found = `answered without credentials, with ${status}, in ${Math.round(clock.now() - startMs)} ms`;
    return { times, finding: { outcome: "ok", found } };
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    const systemCode = findSystemCode(error);
    return { systemCode, finding: { outcome: "failed", ...explainCode(systemCode) } };
  }
}
