import type { BreakPoint, Fault, FaultDuration, Strike } from "../fault.ts";

const broken = (name: string, at: BreakPoint, by: "reset" | "end", effect: Fault["effect"]): Fault =>
  lost(name, { kind: "broken", at, by }, effect, { requests: [1, 2] });

function lost(name: string, strike: Strike, effect: Fault["effect"], lasts: FaultDuration): Fault {
  return { name, row: "lost", strike, effect, lasts };
}

const GARBAGE = {
  "no-http": { head: "220 mail.example.test ready\r\n\r\n" },
  "two-lengths": {
    head: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    code: "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
  },
  "head-too-long": {
    head: `HTTP/1.1 200 OK\r\nX-Fill: ${"x".repeat(20_000)}\r\n`,
    code: "UND_ERR_HEADERS_OVERFLOW",
  },
};

const silence: Strike = { kind: "silence" };

/** The request left and no answer came, or none in time: nobody but the server knows whether it took effect. */
export const LOST: readonly Fault[] = [
  broken("reset-before-reading", "accept", "reset", "never"),
  broken("reset-within-request", "request", "reset", "never"),
  broken("reset-before-answer", "answer", "reset", "either"),
  broken("reset-within-head", "head", "reset", "either"),
  broken("end-before-answer", "answer", "end", "either"),
  broken("end-within-head", "head", "end", "either"),
  lost("reset-for-ever", { kind: "broken", at: "answer", by: "reset" }, "either", "for-ever"),
  lost("flapping", { kind: "broken", at: "answer", by: "reset" }, "either", {
    ...{ downMs: 1_000, upMs: 1_000, untilMs: 240_000 },
  }),
  ...Object.entries(GARBAGE).map(([name, given]) =>
    lost(name, { kind: "garbage", ...given }, "either", { requests: [1, 2] }),
  ),
  lost("silence-then-up", silence, "either", { requests: [1, 2] }),
  lost("silence-for-ever", silence, "either", "for-ever"),
  lost("outage-of-3-minutes-silent", silence, "either", { ms: 180_000 }),
  lost("head-after-80-seconds", { kind: "answer", answer: { headDelayMs: 80_000 } }, "always", { requests: [1, 2] }),
];
