/**
 * Classes of calls that the matrix tells apart: reads, what ends in the same state however often it is sent, creations that can be
 * looked up by a name, other writes, waiting for a state, and obtaining a token.
 */
export const CALL_CLASSES = ["safe", "idempotent", "write-with-lookup", "write", "poller", "token"] as const;

/** One of {@link CALL_CLASSES}. */
export type CallClass = (typeof CALL_CLASSES)[number];

/** What a fault means to a client; the rows of the matrix. */
export type FaultRow =
  | "unsent"
  | "untrusted"
  | "lost"
  | "limited"
  | "limited-for-long"
  | "server-error"
  | "unauthorized"
  | "refused"
  | "missing"
  | "conflict"
  | "own-conflict"
  | "cut"
  | "unreadable"
  | "empty"
  | "too-large"
  | "redirect"
  | "odd";

/** How long a fault goes on: for a number of requests drawn between two bounds, for a time, on and off, or for ever. */
export type FaultDuration =
  | { readonly requests: readonly [least: number, most: number] }
  | { readonly ms: number }
  | { readonly downMs: number; readonly upMs: number; readonly untilMs: number }
  | "for-ever";

/** One way in which a server, or the way to it, can fail. */
export interface Fault {
  /** Unique, kebab-case. */
  readonly name: string;
  readonly row: FaultRow;
  readonly strike: Strike;
  /** Whether a request that is struck takes effect before the fault strikes; `either` is drawn. */
  readonly effect: "never" | "always" | "either";
  readonly lasts: FaultDuration;
}

/** What happens to one request. */
export type Strike =
  /** No connection comes about, so nothing of the request leaves; `code` is the system's. */
  | { readonly kind: "unsent"; readonly code: string }
  /** The connection ends at some point before a whole head of an answer. */
  | { readonly kind: "broken"; readonly at: BreakPoint; readonly by: "reset" | "end" }
  /** The request is read and never answered. */
  | { readonly kind: "silence" }
  /** Something is sent that is no HTTP, or a head that breaks its rules; `code` is what undici calls it. */
  | { readonly kind: "garbage"; readonly head: string; readonly code?: string }
  /** An answer that differs from what a healthy server sends in what it names. */
  | { readonly kind: "answer"; readonly answer: FaultyAnswer };

/** Where a connection ends: before the request is read, after its first bytes, after all of it, or within the head of the answer. */
export type BreakPoint = "accept" | "request" | "answer" | "head";

/** How an answer differs from the healthy one; what is absent is as it would have been. */
export interface FaultyAnswer {
  readonly status?: number;
  /** Added to the headers; a list is sent as that many lines. `{foreign}`, `{self}` and `{in:seconds}` are filled in. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Content type in place of the healthy one. */
  readonly type?: string;
  readonly body?: FaultyBody;
  /** How the end of the body is announced. @default "length" */
  readonly framing?: "length" | "chunked" | "until-close" | "more-than-sent" | "less-than-sent";
  /** Where and how the body breaks off, after half of it. */
  readonly breaks?: "reset" | "end" | "silence" | "bad-chunk";
  /** Codings of the body, applied one after the other. */
  readonly codings?: readonly ("gzip" | "br" | "deflate")[];
  /** Coded bytes are changed, or their end is left out. */
  readonly spoilt?: "bytes" | "end";
  /** Time before the head is sent, in milliseconds. */
  readonly headDelayMs?: number;
  /** The body comes in this many equal parts, a time apart in milliseconds. */
  readonly drip?: { readonly parts: number; readonly everyMs: number };
}

/** The body of a faulty answer: a text, so many kibibytes of blanks in a JSON text, or the healthy object with one more member. */
export type FaultyBody = { readonly text: string } | { readonly kibibytes: number } | { readonly member: string };
