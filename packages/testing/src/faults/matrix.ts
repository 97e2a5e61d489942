import type { CallClass, Fault, FaultRow } from "./fault.ts";

/**
 * How a call ends for its caller.
 *
 * `http`: the vendor's own failure. `network`, `timeout`, `rate-limited`, `ambiguous`, `unreadable`, `too-large`, `auth`, `waiting`: the
 * client's errors. `aborted`: the caller's own reason. `untyped`: anything else.
 */
export type Outcome =
  | "success"
  | "http"
  | "network"
  | "timeout"
  | "rate-limited"
  | "ambiguous"
  | "unreadable"
  | "too-large"
  | "auth"
  | "waiting"
  | "aborted"
  | "untyped";

/** What is right for a call under a fault: when the fault passes in time, and when it does not. */
interface Cell {
  readonly passing: readonly Outcome[];
  readonly lasting: readonly Outcome[];
}

type Row = Readonly<Record<CallClass, Cell>>;

const cell = (passing: string, lasting: string): Cell => ({
  passing: passing.split(" ") as Outcome[],
  lasting: lasting.split(" ") as Outcome[],
});

function row(...cells: readonly (readonly [passing: string, lasting: string])[]): Row {
  const [safe, idempotent, lookUp, write, poller, token] = cells.map((given) => cell(...given));
  const none = cell("untyped", "untyped");
  return {
    safe: safe ?? none,
    idempotent: idempotent ?? none,
    "write-with-lookup": lookUp ?? none,
    write: write ?? none,
    poller: poller ?? none,
    token: token ?? none,
  };
}

const OK = "success";
const GONE = "network timeout";
const WAITED = "waiting network timeout";
const NO_TOKEN = "auth network timeout http";
const ANSWERED = "http rate-limited auth";

/** One row of cells per kind of fault: safe, idempotent, write-with-lookup, write, poller, token. */
const MATRIX: Readonly<Record<FaultRow, Row>> = {
  unsent: row(
    ...([
      [OK, GONE],
      // A connection that was still being made when the time was over may have come about.
      [OK, `ambiguous ${GONE}`],
      [OK, `ambiguous ${GONE}`],
      [OK, `ambiguous ${GONE}`],
      [OK, WAITED],
      [OK, NO_TOKEN],
    ] as const),
  ),
  untrusted: row([OK, GONE], [OK, GONE], [OK, GONE], [OK, GONE], [OK, WAITED], [OK, NO_TOKEN]),
  lost: row(
    ...([
      [OK, GONE],
      [OK, `ambiguous ${GONE}`],
      [OK, "ambiguous"],
      ["ambiguous", "ambiguous"],
      [OK, WAITED],
      // A login that left is repeated once at most.
      [`${OK} ${NO_TOKEN}`, NO_TOKEN],
    ] as const),
  ),
  limited: row(
    ...(["", "", "", "", "waiting ", ""] as const).map((more) => [OK, `${more}timeout ${ANSWERED}`] as const),
  ),
  "limited-for-long": row(...(["", "", "", "", "waiting ", ""] as const).map((more) => [OK, more + ANSWERED] as const)),
  "server-error": row(
    ...([
      [OK, "http timeout"],
      [OK, "ambiguous http timeout"],
      [OK, "ambiguous"],
      ["ambiguous", "ambiguous"],
      [OK, "waiting http timeout"],
      [`${OK} auth`, NO_TOKEN],
    ] as const),
  ),
  unauthorized: row(
    ...(["", "", "", "", "waiting ", ""] as const).map((more) => [`${OK} http auth`, `${more}http auth`] as const),
  ),
  refused: row(...(["", "", "", "", "waiting ", "auth "] as const).map((more) => [OK, `${more}http auth`] as const)),
  missing: row(...(["", "", "", "", "waiting ", "auth "] as const).map((more) => [OK, `${more}http`] as const)),
  conflict: row(...(["", "", "", "", "waiting ", "auth "] as const).map((more) => [OK, `${more}http`] as const)),
  "own-conflict": row(
    ...([
      ["http", "http"],
      ["http", "http"],
      [OK, "ambiguous"],
      ["http", "http"],
      [`${OK} waiting http`, "waiting http"],
      [`${OK} ${NO_TOKEN}`, NO_TOKEN],
    ] as const),
  ),
  cut: row(
    ...([
      [OK, GONE],
      [OK, `ambiguous ${GONE}`],
      [OK, "ambiguous"],
      ["ambiguous", "ambiguous"],
      [OK, WAITED],
      [`${OK} ${NO_TOKEN}`, NO_TOKEN],
    ] as const),
  ),
  unreadable: row(
    ...([
      [OK, "unreadable"],
      [OK, "unreadable ambiguous"],
      [OK, "ambiguous"],
      ["ambiguous", "ambiguous"],
      [OK, "waiting unreadable"],
      [`${OK} auth unreadable`, "auth unreadable"],
    ] as const),
  ),
  empty: row(
    ...([
      [OK, "unreadable"],
      // Where the document allows an answer without a body, it is one.
      [OK, `${OK} unreadable ambiguous`],
      [OK, "ambiguous"],
      ["ambiguous", "ambiguous"],
      [OK, "waiting unreadable"],
      [`${OK} auth unreadable`, "auth unreadable"],
    ] as const),
  ),
  "too-large": row(
    ...([
      [OK, "too-large network timeout"],
      [OK, "too-large ambiguous"],
      [OK, "ambiguous"],
      ["ambiguous", "ambiguous"],
      [OK, "waiting too-large network timeout"],
      [OK, "auth too-large network timeout"],
    ] as const),
  ),
  redirect: row(...(["", "", "", "", "waiting ", "auth "] as const).map((more) => [OK, `${more}http`] as const)),
  odd: row([OK, OK], [OK, OK], [OK, OK], [OK, OK], [OK, OK], [OK, OK]),
};

/** How a call of a class may end under a fault. */
export function findDemand({ row: name, lasts }: Fault, callClass: CallClass): readonly Outcome[] {
  const { passing, lasting } = MATRIX[name][callClass];
  if (lasts === "for-ever") return lasting;
  // Sent again while the server comes and goes, a write may be lost a second time.
  const isLong = !("requests" in lasts) && name !== "unsent";
  return isLong && callClass === "write-with-lookup" ? [...passing, "ambiguous"] : passing;
}
