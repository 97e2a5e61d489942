import { createFakeClock } from "@vendor-clients/testing/clock";
import {
  type ArrivedRequest,
  createFaultFetch,
  createLedger,
  createRandom,
  type Fault,
  toSeed,
  type World,
} from "@vendor-clients/testing/faults";
import { createEcho, echoBody, echoHeaders, type Shape, toHeaderText } from "./echo.ts";
import { type Live, toLiveFault } from "./live-fault.ts";
import { readCall, readError, type SinkText } from "./sinks.ts";
import type { Spies } from "./spies.ts";
import type { Scene, SweepSetup, SweepSubject } from "./sweep-subject.ts";

/** One place of the sweep. */
export interface SweepCase {
  readonly subject: SweepSubject;
  readonly scene: Scene;
  /** Which requests the fault strikes; before `renewals`, everything else is refused with 401. */
  readonly target: "calls" | "logins" | "renewals";
  readonly fault: Fault;
  readonly shape: Shape;
  readonly seed: number;
}

/** What a case showed. */
export interface CaseReport {
  readonly texts: readonly SinkText[];
  /** Whether it ended with an error that was looked at. */
  readonly hasFailed: boolean;
  readonly foreignBytes: number;
}

const ORIGIN = "https://api.example.test";

/** What a server knows of a client's secrets, and repeats. */
export interface EchoServer {
  readonly fault: Fault;
  readonly world: World;
  /** Notes what a request carries, before it is answered. */
  readonly isTarget: (request: ArrivedRequest) => boolean;
  /** What it repeats now. */
  readonly read: () => string;
}

/** A server that repeats a client's secrets wherever it can: those that were given, and the token once it was used. */
export function createEchoServer({ subject, target, fault, shape, seed }: SweepCase): EchoServer {
  const { given, issued = "", isLogin, answer, answerLogin, refuse, refuseLogin = refuse } = subject;
  const write = createEcho(createRandom(toSeed(subject.vendor, subject.credential, fault.name, shape, seed)));
  let live: Live = { echo: write(given), shape, body: refuse(write(given)) };
  let isUsed = false;
  const note = (request: ArrivedRequest) => {
    // A token that no request has carried is not known to the client: its answer may have been lost.
    isUsed ||= issued !== "" && Object.values(request.headers).some((value) => value.includes(issued));
    const echo = write(isUsed ? [...given, issued] : given);
    live = { echo, shape, body: (isLogin(request) ? refuseLogin : refuse)(echo) };
  };
  return {
    read: () => live.echo,
    fault: toLiveFault(fault, () => live),
    isTarget(request) {
      note(request);
      return isLogin(request) === (target !== "calls") && (isUsed || target !== "renewals");
    },
    world: (request) => {
      const { echo } = live;
      const isRefused = target === "renewals" && !isLogin(request);
      if (isRefused) {
        const { type, text } = echoBody(shape, live.body, echo);
        return { status: 401, body: text, headers: { ...echoHeaders(echo), "Content-Type": type } };
      }
      const healthy = isLogin(request) ? answerLogin(issued, echo) : answer(request, echo);
      return { ...healthy, headers: { ...echoHeaders(echo), ...healthy.headers } };
    },
  };
}

/** Runs one case on a clock of its own, and reads everything that it showed. */
export async function runCase(one: SweepCase, spies: Spies): Promise<CaseReport> {
  const { subject, scene, seed, fault } = one;
  const server = createEchoServer(one);
  const random = createRandom(toSeed(subject.vendor, subject.credential, fault.name, seed));
  const clock = { ...createFakeClock(), random: random.next };
  const ledger = createLedger();
  const { world, isTarget } = server;
  const faulty = createFaultFetch({
    ...{ fault: server.fault, world, ledger, clock, isTarget, origins: [ORIGIN] },
    seed: random.between(0, 2 ** 31),
  });
  const urls: string[] = [];
  const events: unknown[] = [];
  const steps: unknown[] = [];
  const setup: SweepSetup = {
    ...{ origin: ORIGIN, clock, maxBodyBytes: 2 ** 20 },
    fetch: spoilFetch(faulty, server.read, urls),
    onEvent: (event) => void events.push(event),
    onProgress: (step) => void steps.push(step),
  };
  const act = subject.scenes[scene];
  const { errors, reports } = await clock.runUntil(readEnd(subject, async () => act?.(setup)));
  // Rejections that nobody handles are told a turn later.
  await new Promise((resolve) => setImmediate(resolve));
  const texts = [...errors.flatMap(readError), ...readCall({ events, steps, reports, urls }), ...spies.take()];
  return { texts, hasFailed: errors.length > 0, foreignBytes: ledger.foreignBytes };
}

/** How a scene ended: what it threw, what its failure becomes when it is unwrapped, and what a doctor said. */
export async function readEnd(
  subject: Pick<SweepSubject, "unwrap" | "hasOwnErrors">,
  act: () => Promise<unknown>,
): Promise<{ readonly errors: readonly unknown[]; readonly reports: readonly unknown[] }> {
  try {
    const value = await act();
    if (Array.isArray(value)) return { errors: value.filter((one) => one instanceof Error), reports: [] };
    if (typeof value !== "object" || value === null) return { errors: [], reports: [] };
    if ("report" in value && "text" in value) return { errors: [], reports: [value.report, value.text] };
    if (!("response" in value) || !("error" in value) || value.error === undefined) return { errors: [], reports: [] };
    const own = subject.hasOwnErrors ? [value.error] : [];
    try {
      subject.unwrap(value);
    } catch (error) {
      return { errors: [error, ...own], reports: [] };
    }
    return { errors: own, reports: [] };
  } catch (error) {
    return { errors: [error], reports: [] };
  }
}

/**
 * A `fetch` whose answers and failures repeat what a server, an agent or an adapter may put there: the text of the status, the address, and
 * in errors the request with its headers, as some adapters keep it.
 */
export function spoilFetch(
  fetch: typeof globalThis.fetch,
  read: () => string,
  urls: string[],
): typeof globalThis.fetch {
  const spoilt = async (input: string | URL, init?: RequestInit): Promise<Response> => {
    urls.push(String(input));
    try {
      const response = await fetch(input, init);
      Object.defineProperty(response, "statusText", { value: toHeaderText(read()) });
      return response;
    } catch (error) {
      if (error instanceof Error && error !== init?.signal?.reason) spoilError(error, read(), init);
      throw error;
    }
  };
  return spoilt as typeof globalThis.fetch;
}

function spoilError(error: Error, echo: string, init: RequestInit | undefined): void {
  const { cause } = error;
  const request = { headers: Object.fromEntries(new Headers(init?.headers)), body: init?.body };
  Object.assign(error, { message: `${error.message}: ${echo}`, config: request, request, data: echo });
  if (!(cause instanceof Error)) return;
  const inner = Object.assign(new Error(echo, { cause: echo }), {
    code: /\w{8,50}/.exec(echo)?.[0],
    headers: request.headers,
  });
  Object.assign(cause, { message: `${cause.message}: ${echo}`, data: echo, config: request, cause: inner });
}
