import type { Fault, FaultDuration, FaultRow, FaultyAnswer } from "../fault.ts";

const ONCE: FaultDuration = { requests: [1, 1] };

function content(row: FaultRow, name: string, answer: FaultyAnswer, lasts: FaultDuration = "for-ever"): Fault {
  return { name, row, strike: { kind: "answer", answer }, effect: "always", lasts };
}

const LOGIN_PAGE = "<!doctype html><title>Sign in</title><form action=/login></form>";
const SIX_CODINGS = ["gzip", "gzip", "gzip", "gzip", "gzip", "gzip"] as const;

/** A success whose body cannot be what was asked for. */
const UNREADABLE: readonly Fault[] = [
  content("unreadable", "json-cut-short", { body: { text: '{"items":[{"na' } }),
  content("unreadable", "json-cut-short-once", { body: { text: '{"items":[{"na' } }, ONCE),
  content("unreadable", "length-of-less-than-sent", { framing: "less-than-sent" }),
  content("unreadable", "body-until-close-cut", { framing: "until-close", breaks: "end" }, ONCE),
  content("unreadable", "gzip-with-wrong-bytes", { codings: ["gzip"], spoilt: "bytes" }),
  content("unreadable", "gzip-without-its-end", { codings: ["gzip"], spoilt: "end" }, ONCE),
  content("unreadable", "web-page", { type: "text/html; charset=utf-8", body: { text: LOGIN_PAGE } }),
  content("unreadable", "web-page-once", { type: "text/html; charset=utf-8", body: { text: LOGIN_PAGE } }, ONCE),
  content("unreadable", "web-page-called-json", { body: { text: LOGIN_PAGE } }),
  content("unreadable", "image-in-place-of-json", { type: "image/png", body: { text: "\u0089PNG\r\n" } }),
  content("empty", "empty-answer", { body: { text: "" } }),
  content("empty", "empty-answer-once", { body: { text: "" } }, ONCE),
  content("empty", "no-content-where-there-is-one", { status: 204, body: { text: "" } }),
];

/** More than a client reads, as told by the client's limit. */
const TOO_LARGE: readonly Fault[] = [
  content("too-large", "too-large", { body: { kibibytes: 2_048 } }),
  content("too-large", "too-large-without-length", { framing: "chunked", body: { kibibytes: 2_048 } }),
  content("too-large", "gzip-bomb", { codings: ["gzip"], body: { kibibytes: 16_384 } }),
  content("too-large", "brotli-bomb", { codings: ["br"], body: { kibibytes: 16_384 } }),
  content("too-large", "six-codings", { codings: SIX_CODINGS }),
];

const DEPTH = 50_000;
const MEMBERS = {
  "member-proto": '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}',
  "member-very-deep": `"x-deep":${"[".repeat(DEPTH)}${"]".repeat(DEPTH)}`,
  "member-odd-numbers": '"x-numbers":[9007199254740993,1e999,-0,1.0000000000000000001],"x-numbers":[]',
};

/** Nothing is wrong, though it is rare: the call must succeed. */
const ODD: readonly Fault[] = [
  content("odd", "gzip", { codings: ["gzip"] }),
  content("odd", "brotli", { codings: ["br"] }),
  content("odd", "deflate", { codings: ["deflate"] }),
  content("odd", "five-codings", { codings: SIX_CODINGS.slice(1) }),
  content("odd", "chunked", { framing: "chunked" }),
  content("odd", "body-until-close", { framing: "until-close" }),
  ...Object.entries(MEMBERS).map(([name, member]) => content("odd", name, { body: { member } })),
  content("odd", "slow-head", { headDelayMs: 20_000 }),
  content("odd", "slow-body", { drip: { parts: 20, everyMs: 1_000 } }),
];

/** Everything that is the matter with the content of a success. */
export const CONTENT: readonly Fault[] = [...UNREADABLE, ...TOO_LARGE, ...ODD];
