import type { OperationClass } from "../options.ts";

/**
 * How an attempt failed.
 *
 * `unsent`: no byte left. `cut`: something left and no whole answer came. `throttled`: the vendor put the call off before doing anything.
 * `in-doubt`: the vendor answered with a fault of its own, whatever it had done before. `unreadable`: a success whose body is not what it
 * should be. `too-large`: a success whose body is more than the client reads. `conflict`: 409. `refused`: any other answer.
 */
export type FailureKind =
  | "unsent"
  | "cut"
  | "throttled"
  | "in-doubt"
  | "unreadable"
  | "too-large"
  | "conflict"
  | "refused";

/** What follows a failed attempt. `retry-once` ends like `fail` the second time. */
export type Reaction = "retry" | "retry-once" | "look-up" | "ambiguous" | "fail";

type ReactionRow = Readonly<Record<FailureKind, Reaction>>;

const READ: ReactionRow = {
  unsent: "retry",
  cut: "retry",
  throttled: "retry",
  "in-doubt": "retry",
  unreadable: "retry-once",
  "too-large": "fail",
  conflict: "fail",
  refused: "fail",
};

const WRITE: ReactionRow = {
  ...READ,
  cut: "ambiguous",
  "in-doubt": "ambiguous",
  unreadable: "ambiguous",
  "too-large": "ambiguous",
};

const REACTIONS: Readonly<Record<OperationClass, ReactionRow>> = {
  safe: READ,
  idempotent: { ...READ, "too-large": "ambiguous" },
  write: WRITE,
  token: { ...READ, cut: "retry-once", unreadable: "fail" },
  "write-with-lookup": {
    ...WRITE,
    cut: "look-up",
    "in-doubt": "look-up",
    unreadable: "look-up",
    "too-large": "look-up",
    conflict: "look-up",
  },
  "never-repeat": { ...WRITE, unsent: "fail", throttled: "fail" },
};

/** What follows an attempt of an operation that failed in some way. */
export function chooseReaction(operationClass: OperationClass, kind: FailureKind): Reaction {
  return REACTIONS[operationClass][kind];
}

const IN_DOUBT = [408, 425, 500, 502, 503, 504];

/** The kind of failure that an answer with an error status is. */
export function kindOfStatus(status: number): FailureKind {
  if (status === 429) return "throttled";
  if (status === 409) return "conflict";
  return IN_DOUBT.includes(status) ? "in-doubt" : "refused";
}

/** The class of an operation by its method alone. @see https://www.rfc-editor.org/rfc/rfc9110#section-9.2 */
export function classOfMethod(method: string): OperationClass {
  if (/^(GET|HEAD|OPTIONS)$/.test(method)) return "safe";
  return /^(PUT|DELETE)$/.test(method) ? "idempotent" : "write";
}
