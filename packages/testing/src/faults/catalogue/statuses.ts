import type { Fault, FaultDuration, FaultRow, FaultyAnswer } from "../fault.ts";

const ERROR_BODY = {
  type: "application/json",
  body: { text: '{"code":"Unavailable","message":"try later {secret}"}' },
};

interface Given {
  readonly headers?: FaultyAnswer["headers"];
  readonly effect?: Fault["effect"];
  readonly lasts?: FaultDuration;
}

function status(row: FaultRow, name: string, code: number, given: Given = {}): Fault {
  const { headers, effect = "never", lasts = { requests: [1, 3] } } = given;
  const answer = { ...ERROR_BODY, status: code, ...(headers && { headers }) };
  return { name, row, strike: { kind: "answer", answer }, effect, lasts };
}

/** Statuses that leave a write in doubt and that pass. */
const PASSING = [408, 425, 500, 502, 503, 504].map((code) =>
  status("server-error", `status-${code}-then-up`, code, { effect: "either" }),
);

/** Statuses that say what is wrong with the request: sent once. */
const FINAL = [400, 403, 422, 501, 505].map((code) => status("refused", `status-${code}`, code, { lasts: "for-ever" }));

/** Forms of `Retry-After` that no client may take for a delay of less than its own. */
const UNUSABLE = {
  negative: "-1",
  "not-a-number": "soon",
  fraction: "0x10",
  "past-date": "Sun, 06 Nov 1994 08:49:37 GMT",
};

const LIMITED: readonly Fault[] = [
  status("limited", "limited-for-seconds", 429, { headers: { "Retry-After": "7" } }),
  status("limited", "limited-until-a-date", 429, { headers: { "Retry-After": "{in:9}" } }),
  status("limited", "limited-for-no-time", 429, { headers: { "Retry-After": "0" } }),
  status("limited", "limited-twice-told", 429, { headers: { "Retry-After": ["3", "5"] } }),
  status("limited", "limited-without-a-word", 429),
  ...Object.entries(UNUSABLE).map(([name, value]) =>
    status("limited", `limited-${name}`, 429, { headers: { "Retry-After": value } }),
  ),
  status("limited-for-long", "limited-for-a-month", 429, { headers: { "Retry-After": "3000000" }, lasts: "for-ever" }),
  status("limited-for-long", "limited-beyond-timers", 429, {
    ...{ headers: { "Retry-After": "9999999999" }, lasts: "for-ever" as const },
  }),
  status("limited", "limited-for-ever", 429, { headers: { "Retry-After": "20" }, lasts: "for-ever" }),
];

/** Everything that a status says. */
export const STATUSES: readonly Fault[] = [
  ...PASSING,
  status("server-error", "status-503-with-retry-after", 503, {
    ...{ headers: { "Retry-After": "4" }, effect: "either" as const },
  }),
  status("server-error", "status-500-for-ever", 500, { effect: "either", lasts: "for-ever" }),
  status("server-error", "status-503-for-ever", 503, { lasts: "for-ever" }),
  status("server-error", "outage-of-3-minutes-503", 503, { lasts: { ms: 180_000 } }),
  ...LIMITED,
  status("unauthorized", "unauthorized-once", 401, { lasts: { requests: [1, 1] } }),
  status("unauthorized", "unauthorized-for-ever", 401, { lasts: "for-ever" }),
  ...FINAL,
  status("missing", "status-404", 404, { lasts: "for-ever" }),
  status("conflict", "status-409", 409, { lasts: "for-ever" }),
  // As a proxy answers that sent the request twice.
  status("own-conflict", "status-409-for-what-it-made", 409, { effect: "always", lasts: { requests: [1, 1] } }),
];
