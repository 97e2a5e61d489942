import type { Fault, FaultDuration, FaultyAnswer } from "../fault.ts";

function cut(name: string, answer: FaultyAnswer, lasts: FaultDuration = { requests: [1, 2] }): Fault {
  return { name, row: "cut", strike: { kind: "answer", answer }, effect: "always", lasts };
}

/** A success began and its body did not come whole: it took effect, and what it was is not known. */
export const CUT: readonly Fault[] = [
  cut("length-cut-by-end", { breaks: "end" }),
  cut("length-cut-by-reset", { breaks: "reset" }),
  cut("chunked-cut-by-end", { framing: "chunked", breaks: "end" }),
  cut("chunked-cut-by-reset", { framing: "chunked", breaks: "reset" }),
  cut("bad-chunk-size", { framing: "chunked", breaks: "bad-chunk" }),
  cut("length-of-more-than-sent", { framing: "more-than-sent" }),
  cut("body-stalls", { breaks: "silence" }),
  cut("body-cut-for-ever", { breaks: "reset" }, "for-ever"),
  cut("body-in-drops-for-ever", { drip: { parts: 1_000, everyMs: 1_000 } }, "for-ever"),
  cut("body-in-drops-then-fast", { drip: { parts: 1_000, everyMs: 1_000 } }, { requests: [1, 2] }),
];
