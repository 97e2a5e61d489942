import type { IncomingMessage } from "node:http";
import type { MockClock } from "../behaviour/exchange.ts";
import { FAULTS, findFault } from "../faults/catalogue/catalogue.ts";
import { createSchedule } from "../faults/exchange.ts";
import type { Strike } from "../faults/fault.ts";
import type { ArrivedRequest } from "../faults/ledger.ts";
import { createRandom } from "../faults/random.ts";
import { breakOff } from "../faults/socket/read-requests.ts";
import { writeAnswer } from "../faults/socket/write-answer.ts";
import type { EngineAnswer } from "./prism-answer.ts";
import { readTarget } from "./read-target.ts";

/** A request that a fault strikes. */
export interface Struck {
  readonly strike: Exclude<Strike, { kind: "unsent" }>;
  /** Whether the request takes effect before. */
  readonly isApplied: boolean;
}

/** Decides which requests a fault strikes, and does to their connections what it says. */
export interface FaultGate {
  find(): Struck | undefined;
  spoil(request: IncomingMessage, struck: Struck, answer: EngineAnswer | undefined): Promise<void>;
}

/** Names of the faults that a server which listens can have. */
export function listServedFaults(): string[] {
  return FAULTS.filter(({ strike }) => strike.kind !== "unsent").map(({ name }) => name);
}

/**
 * Creates the gate of a fault.
 *
 * @throws RangeError when there is no such fault, or none that a server which listens can have; the message lists them.
 */
export function createFaultGate(name: string, clock: MockClock, seed: number): FaultGate {
  if (!listServedFaults().includes(name)) {
    throw new RangeError(`Cannot serve fault "${name}": the faults are ${listServedFaults().join(", ")}`);
  }
  const { strike, effect, lasts } = findFault(name);
  const random = createRandom(seed);
  const isDown = createSchedule(lasts, random);
  const startMs = clock.now();
  const wait = (delayMs: number) => new Promise<boolean>((resolve) => clock.setTimer(() => resolve(true), delayMs));
  return {
    find() {
      if (strike.kind === "unsent" || !isDown(clock.now() - startMs)) return undefined;
      return { strike, isApplied: effect === "always" || (effect === "either" && random.next() < 0.5) };
    },
    async spoil(incoming, { strike: found }, answer) {
      const { socket } = incoming;
      if (found.kind === "garbage") socket.end(found.head);
      if (found.kind === "broken") {
        // Let the beginning arrive before the connection goes, which would take it along.
        if (found.at === "head") await new Promise((resolve) => socket.write("HTTP/1.1 200 OK\r\nContent-Le", resolve));
        breakOff(socket, found.by);
      }
      if (found.kind !== "answer") return;
      const request = toArrived(incoming, clock.now());
      const places = {
        origin: `${"encrypted" in socket ? "https" : "http"}://${incoming.headers.host}`,
        foreignAuthority: "foreign.invalid",
        epochMs: Date.now(),
      };
      const isWhole = await writeAnswer(found.answer, { socket, request, healthy: toHealthy(answer), places, wait });
      if (isWhole) socket.end();
    },
  };
}

function toArrived({ method = "GET", url: target = "/", headers }: IncomingMessage, atMs: number): ArrivedRequest {
  const { pathname: path, searchParams: query } = readTarget(target);
  const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return { method, target, path, query, headers: Object.fromEntries(texts), body: "", atMs };
}

function toHealthy(answer: EngineAnswer | undefined) {
  if (answer === undefined || answer.body === undefined) return { status: 200, body: '{"done":true}' };
  const headers = Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return { status: answer.status, headers: Object.fromEntries(headers), body: answer.body };
}
