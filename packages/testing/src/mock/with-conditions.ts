import type { IncomingMessage, ServerResponse } from "node:http";
import type { MockClock } from "../behaviour/exchange.ts";
import { createRandom } from "../faults/random.ts";
import { createFaultGate, type FaultGate, type Struck } from "./fault-gate.ts";
import { groupPairs } from "./group-pairs.ts";
import type { HttpHandler } from "./handler.ts";
import type { EngineAnswer } from "./prism-answer.ts";
import { readTarget } from "./read-target.ts";
import type { ArrivedRequest } from "./recorder.ts";

/** Under which conditions a mock is reached. */
export interface Conditions {
  /**
   * Time before each answer in milliseconds, or the least and the most of it.
   *
   * @default 0
   */
  readonly latencyMs?: number | readonly [least: number, most: number];
  /**
   * Name of a fault of `FAULTS` that strikes as long as the fault lasts.
   *
   * @default none
   */
  readonly fault?: string;
}

interface Surroundings {
  readonly clock: MockClock;
  readonly seed: number;
  /** Told of requests that a fault kept from the mock. */
  readonly record: (request: ArrivedRequest) => void;
}

/**
 * A handler that answers under conditions.
 *
 * @throws RangeError when there is no such fault, or the latency is no time.
 */
export function withConditions(
  handler: HttpHandler,
  { latencyMs = 0, fault }: Conditions,
  around: Surroundings,
): HttpHandler {
  const [least, most] = typeof latencyMs === "number" ? [latencyMs, latencyMs] : latencyMs;
  if (!(least >= 0 && most >= least && most < 2 ** 31)) {
    throw new RangeError(`Cannot wait for ${least} to ${most} ms: expected times of 0 or more, the smaller one first`);
  }
  const gate = fault === undefined ? undefined : createFaultGate(fault, around.clock, around.seed);
  if (most === 0 && gate === undefined) return handler;
  const random = createRandom(around.seed);
  return async (request, reply) => {
    if (most > 0) await pause(around.clock, random.between(least, most), request);
    const struck = gate?.find();
    if (gate && struck) await spoil(gate, struck, { handler, request, reply, record: around.record });
    else await handler(request, reply);
  };
}

/** Waits unless the caller goes away first. */
function pause(clock: MockClock, delayMs: number, { socket }: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      cancel();
      socket.off("close", finish);
      resolve();
    };
    const cancel = clock.setTimer(finish, delayMs);
    socket.once("close", finish);
  });
}

interface SpoiltRequest {
  readonly handler: HttpHandler;
  readonly request: IncomingMessage;
  readonly reply: ServerResponse;
  readonly record: Surroundings["record"];
}

async function spoil(gate: FaultGate, struck: Struck, { handler, request, record }: SpoiltRequest): Promise<void> {
  if (struck.isApplied) {
    const captured = captureAnswer();
    await handler(request, captured.reply);
    await gate.spoil(request, struck, captured.read());
    return;
  }
  record(toRecord(request));
  await gate.spoil(request, struck, undefined);
}

/** A reply that is kept instead of sent. */
function captureAnswer(): { readonly reply: ServerResponse; readonly read: () => EngineAnswer } {
  const headers: Record<string, unknown> = {};
  let body: string | undefined;
  const reply = {
    statusCode: 200,
    setHeader(name: string, value: unknown) {
      headers[name.toLowerCase()] = value;
      return reply;
    },
    hasHeader: (name: string) => Object.hasOwn(headers, name.toLowerCase()),
    writeHead(status: number, more: Record<string, unknown> = {}) {
      reply.statusCode = status;
      for (const [name, value] of Object.entries(more)) headers[name.toLowerCase()] = value;
      return reply;
    },
    end(text?: string) {
      body = text;
      return reply;
    },
  };
  return {
    reply: reply as unknown as ServerResponse,
    read() {
      const { "content-length": _, ...sent } = headers;
      return { status: reply.statusCode, headers: sent, body, operation: undefined, violations: [] };
    },
  };
}

function toRecord({ method = "GET", url = "/", headers }: IncomingMessage): ArrivedRequest {
  const { pathname, searchParams } = readTarget(url);
  return {
    ...{ method, url, headers, path: pathname, query: groupPairs(searchParams) },
    ...{ body: "", operationId: undefined, operation: undefined, status: 0, answer: "", violations: [] },
  };
}
