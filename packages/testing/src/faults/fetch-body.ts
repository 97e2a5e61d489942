import type { FetchClock } from "./fault-fetch.ts";

/** How the body of an answer comes. */
export interface BodyPlan {
  readonly parts?: readonly string[];
  /** Time between two parts, in milliseconds. @default all at once */
  readonly everyMs?: number;
  /** What it ends with, when not well. */
  readonly failure?: Error;
  /** It never ends. */
  readonly stalls?: boolean;
  /** In place of parts: a JSON text with so many kibibytes of blanks. */
  readonly kibibytes?: number;
}

const LIST = ['{"items":[]', "}"] as const;

/** What stands around the blanks of a large body, in bytes. */
export const LIST_BYTES: number = LIST.join("").length;

const KIBIBYTES_AT_ONCE = 64;
const BLANKS = new Uint8Array(KIBIBYTES_AT_ONCE * 1024).fill(32);
const encoder = new TextEncoder();

/** A body that is there at once. */
export function textStream(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      if (text !== "") controller.enqueue(encoder.encode(text));
      controller.close();
    },
  });
}

/** A body that comes in parts, breaks off, stalls or is large; an abort of the request breaks it off, too. */
export function bodyStream(
  plan: BodyPlan & { clock: FetchClock; signal: AbortSignal | undefined },
): ReadableStream<Uint8Array> {
  const { clock, signal } = plan;
  let stop: () => void = () => {};
  let sent = 0;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const abort = () => {
          stop();
          controller.error(signal?.reason);
        };
        if (signal?.aborted) abort();
        else signal?.addEventListener("abort", abort, { once: true });
      },
      pull(controller) {
        const step = () => {
          if (sendPart(plan, sent++, controller)) return;
          if (plan.failure) controller.error(plan.failure);
          else if (!plan.stalls) controller.close();
        };
        if (plan.everyMs === undefined || sent === 0) {
          // A body that stalls leaves its reader waiting for ever.
          const isOver = sent >= (plan.parts?.length ?? Number.POSITIVE_INFINITY);
          if (isOver && plan.stalls) return new Promise<void>(() => {});
          return step();
        }
        return new Promise<void>((resolve) => {
          stop = clock.setTimer(() => {
            step();
            resolve();
          }, plan.everyMs ?? 0);
        });
      },
      cancel: () => stop(),
    },
    { highWaterMark: 0 },
  );
}

/** Sends one part; whether there was one. */
function sendPart(
  { parts = [], kibibytes }: BodyPlan,
  index: number,
  controller: ReadableStreamDefaultController<Uint8Array>,
): boolean {
  if (kibibytes !== undefined) {
    const last = Math.ceil(kibibytes / KIBIBYTES_AT_ONCE);
    if (index === 0) controller.enqueue(encoder.encode(LIST[0]));
    else if (index <= last) controller.enqueue(BLANKS.slice());
    else if (index === last + 1) controller.enqueue(encoder.encode(LIST[1]));
    else return false;
    return true;
  }
  const part = parts[index];
  if (part === undefined) return false;
  controller.enqueue(encoder.encode(part || " "));
  return true;
}
