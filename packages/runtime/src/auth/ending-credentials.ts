import { type EventListener, emit } from "../events/client-event.ts";
import type { Authenticate } from "../options.ts";

const HOUR_MS = 60 * 60_000;

/** When credentials end that the client cannot renew, and who is told before. */
export interface KnownEnd {
  /** Name of the option in errors. */
  readonly name: string;
  /** Name of the vendor in events. */
  readonly vendor: string;
  /** A moment; a text as `Date` understands it. */
  readonly expiresAt: Date | string;
  readonly onEvent?: EventListener | undefined;
  /** @default 3_600_000 */
  readonly warnBeforeMs?: number;
}

/**
 * Tells once, by an event of the first call in the last hour, that credentials end.
 *
 * By the wall clock, because the end was read off a page.
 *
 * @throws TypeError when the end is no moment.
 */
export function withKnownEnd(authenticate: Authenticate, end: KnownEnd): Authenticate {
  const { name, vendor, expiresAt, onEvent, warnBeforeMs = HOUR_MS } = end;
  const endEpochMs = new Date(expiresAt).getTime();
  if (Number.isNaN(endEpochMs)) {
    throw new TypeError(`Cannot use ${name}: expected a Date, or a text such as "2030-01-31T12:00:00Z"`);
  }
  let isTold = false;
  const sign: Authenticate = (request) => {
    if (!isTold && Date.now() >= endEpochMs - warnBeforeMs) {
      isTold = true;
      const attributes = {
        "credentials.state": "ending",
        "credentials.expires_at": new Date(endEpochMs).toISOString(),
      };
      emit(onEvent, { type: "credentials", vendor, operation: request.operation, attributes });
    }
    return authenticate(request);
  };
  return Object.assign(sign, authenticate, { expiresAt: () => new Date(endEpochMs) });
}
