import type { Fault } from "../fault.ts";

/** What keeps a connection from coming about, by the code that the system gives it. */
const CODES = {
  refused: "ECONNREFUSED",
  "name-unknown": "ENOTFOUND",
  "name-service-busy": "EAI_AGAIN",
  "host-unreachable": "EHOSTUNREACH",
  "connect-timeout": "UND_ERR_CONNECT_TIMEOUT",
} as const;

/** Nothing of the request leaves: every class may be sent again. */
export const UNSENT: readonly Fault[] = [
  ...Object.entries(CODES).map(
    ([name, code]): Fault => ({
      name: `${name}-then-up`,
      row: "unsent",
      strike: { kind: "unsent", code },
      effect: "never",
      lasts: { requests: [1, 3] },
    }),
  ),
  {
    name: "certificate-expired",
    row: "untrusted",
    strike: { kind: "unsent", code: "CERT_HAS_EXPIRED" },
    effect: "never",
    lasts: "for-ever",
  },
  {
    name: "refused-for-ever",
    row: "unsent",
    strike: { kind: "unsent", code: CODES.refused },
    effect: "never",
    lasts: "for-ever",
  },
  {
    name: "outage-of-3-minutes-refused",
    row: "unsent",
    strike: { kind: "unsent", code: CODES.refused },
    effect: "never",
    lasts: { ms: 180_000 },
  },
];
