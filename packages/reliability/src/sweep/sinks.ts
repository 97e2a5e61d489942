import { inspect } from "node:util";
import { PROCESS_SINKS, type ProcessSink } from "./spies.ts";

/** Places of an error that a log may show. */
const ERROR_SINKS = [
  "message",
  "stack",
  "cause",
  "string",
  "json",
  "to-json",
  "inspect",
  "reconcile",
  "history",
  "cursor",
] as const;

/** Places of a call beside its error. */
const CALL_SINKS = ["events-json", "events-inspect", "progress", "report", "url"] as const;

/** Everywhere that is looked. */
export const SINKS = [...ERROR_SINKS, ...CALL_SINKS, ...PROCESS_SINKS] as const;

/** One of {@link SINKS}. */
export type Sink = (typeof ERROR_SINKS)[number] | (typeof CALL_SINKS)[number] | ProcessSink;

/** What stood in one place. */
export type SinkText = readonly [sink: Sink, text: string];

const show = (value: unknown) => inspect(value, { depth: 12, showHidden: true });

/** What an error shows, place by place. */
export function readError(error: unknown): SinkText[] {
  const { message, stack, toJSON, reconcile, history, cursor } = (error ?? {}) as Readonly<Record<string, unknown>>;
  return [
    ["message", String(message)],
    ["stack", String(stack)],
    ["cause", showCauses(error)],
    ["string", String(error)],
    ["json", stringify(error)],
    ["to-json", typeof toJSON === "function" ? show(toJSON.call(error)) : ""],
    ["inspect", show(error)],
    ["reconcile", show(reconcile)],
    ["history", show(history)],
    ["cursor", show(cursor)],
  ];
}

/** What listeners were told, what a doctor said and what stood in addresses. */
export function readCall(
  seen: Readonly<Record<"events" | "steps" | "reports" | "urls", readonly unknown[]>>,
): SinkText[] {
  return [
    ["events-json", stringify(seen.events)],
    ["events-inspect", show(seen.events)],
    ["progress", show(seen.steps)],
    ["report", `${stringify(seen.reports)}\n${seen.reports.join("\n")}`],
    ["url", seen.urls.join("\n")],
  ];
}

/** Every cause with all of its own members, enumerable or not. */
function showCauses(error: unknown): string {
  const texts: string[] = [];
  let cause = (error as { cause?: unknown } | undefined)?.cause;
  for (let depth = 0; cause !== undefined && cause !== null && depth < 12; depth++) {
    const holder = cause;
    texts.push(String(holder), stringify(holder), show(holder));
    if (typeof holder !== "object") break;
    for (const key of Reflect.ownKeys(holder)) texts.push(String(key), show(Reflect.get(holder, key)));
    cause = (holder as { cause?: unknown }).cause;
  }
  return texts.join("\n");
}

function stringify(value: unknown): string {
  return JSON.stringify(value) ?? "";
}
