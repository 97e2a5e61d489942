import {
  findQuantile,
  type LimitFigure,
  type OutageFigure,
  type RealTimeFigure,
  type Tally,
  type TokenFigure,
} from "../../packages/reliability/src/index.ts";
import type { Goal } from "./report.ts";

/** Everything that was measured. */
export interface Measured {
  readonly tally: Tally;
  readonly unhandled: number;
  readonly outages: readonly OutageFigure[];
  readonly tokens: readonly TokenFigure[];
  readonly limits: readonly LimitFigure[];
  readonly realTime: RealTimeFigure;
}

/** A figure, its goal, and what it is a part of. */
export interface Figure extends Goal {
  /** Out of how many; told with the bound that follows when none was found. */
  readonly of?: number;
  readonly unit?: string;
}

/** Runs that the long form has to make. */
export const GOAL_RUNS = 300_000;

/** Every figure, in the order of the table. */
export function toFigures({ tally, unhandled, outages, tokens, limits, realTime }: Measured): Figure[] {
  const { runs, writes, counts, overrunsMs } = tally;
  const count = (kind: string) => counts[kind] ?? 0;
  return [
    { figure: "runs: faults x classes x vendors x seeds", value: runs, bound: ">=", limit: GOAL_RUNS },
    none("writes that took effect twice", count("duplicated"), writes),
    none("successes that never happened", count("lost"), writes),
    none("writes in doubt or done, reported as failed, or the reverse", count("misreported"), writes),
    none("errors outside the family of the client", count("untyped"), runs),
    none("unhandled rejections", unhandled, runs),
    none("secrets shown by an error or an event", count("secret"), runs),
    none("requests with a byte to another origin", count("off-origin"), runs),
    none("ends that the matrix does not allow", count("unexpected"), runs),
    none("calls that ended later than 50 ms after their caller's abort", count("late-abort"), runs),
    none("calls that left a timer", count("timers-left"), runs),
    most("late past the time of the call, 99.9 % of the runs", findQuantile(overrunsMs, runs, 0.999), 250, "ms"),
    most("the same by the machine's clock over sockets", realTime.overrunMs, 250, "ms", realTime.calls),
    ...toOutageFigures(outages),
    most(
      "token calls for 1,000 calls when the token ends",
      worst(tokens, (one) => one.tokenCallsAtExpiry),
      1,
    ),
    none(
      "requests with an ended token, wall clock off by 2 min or jumping by 1 h",
      worst(tokens, (one) => one.expiredTokens),
      tokens.reduce((sum, one) => sum + one.requests, 0),
    ),
    ...toLimitFigures(limits),
  ];
}

function toOutageFigures(outages: readonly OutageFigure[]): Figure[] {
  const calls = outages.reduce((sum, one) => sum + one.calls, 0);
  const successes = outages.reduce((sum, one) => sum + one.successes, 0);
  const sent = outages.filter(({ callClass }) => callClass !== "poller");
  return [
    {
      figure: "calls that got through an outage of 3 min",
      value: (successes / calls) * 100,
      bound: ">=",
      limit: 100,
      unit: "%",
    },
    most(
      "until the last of 100 calls got through, slowest vendor",
      worst(sent, (one) => one.recoveryMs) / 1000,
      30,
      "s",
    ),
    most(
      "the same of waiters, without the time between two looks",
      worst(outages, (one) => (one.callClass === "poller" ? one.recoveryMs : 0)) / 1000,
      ...([30, "s"] as const),
    ),
    most(
      "requests per call in the outage, 100 callers, most",
      worst(sent, (one) => one.attemptsPerCall),
      1.2,
    ),
  ];
}

function toLimitFigures(limits: readonly LimitFigure[]): Figure[] {
  const [v1] = limits;
  return [
    {
      ...{ figure: "Instaclustr v1, shortest gap at arrival", value: v1?.leastGapMs ?? 0, unit: "ms" },
      ...{ bound: ">=", limit: 2500, of: v1?.requests ?? 0 },
    },
    none(
      "requests over a vendor's limit",
      limits.reduce((sum, one) => sum + one.refused, 0),
      limits.reduce((sum, one) => sum + one.requests, 0),
    ),
    {
      ...{
        figure: "part of the allowed rate that is used, least",
        value: Math.min(...limits.map((one) => one.utilisation)),
      },
      ...{ bound: ">=", limit: 95, unit: "%" },
    },
  ];
}

/** A figure that has to be none of so many. */
function none(figure: string, value: number, of: number): Figure {
  return { figure, value, bound: "<=", limit: 0, of };
}

function most(figure: string, value: number, limit: number, unit?: string, of?: number): Figure {
  return { figure, value, bound: "<=", limit, ...(unit && { unit }), ...(of && { of }) };
}

function worst<T>(all: readonly T[], read: (one: T) => number): number {
  return Math.max(0, ...all.map(read));
}

/** How a figure reads, such as `0 of 302,400, below 0.001 %`; three in n is the 95 % bound of none in n. */
export function formatFigure({ value, of, unit, limit, bound }: Figure): string {
  const text = `${value.toLocaleString("en", { maximumFractionDigits: 2 })}${unit ? ` ${unit}` : ""}`;
  if (of === undefined) return text;
  // Only what has to be none is counted; everything else is measured on so many.
  if (limit !== 0 || bound !== "<=") return `${text}, ${of.toLocaleString("en")} requests`;
  const share =
    value === 0 ? `, below ${((3 / of) * 100).toLocaleString("en", { maximumSignificantDigits: 1 })} %` : "";
  return `${text} of ${of.toLocaleString("en")}${share}`;
}
