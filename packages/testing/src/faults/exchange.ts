import type { Fault, FaultDuration, FaultyAnswer, Strike } from "./fault.ts";
import type { ArrivedRequest, LedgerBook } from "./ledger.ts";
import { createRandom, type Random } from "./random.ts";
import type { HealthyAnswer, World } from "./world.ts";

/** What a faulty server is made of, whether it stands behind a socket or in the place of `fetch`. */
export interface ExchangeOptions {
  /** A healthy server without one. */
  readonly fault?: Fault | undefined;
  /** Strikes whatever the first one no longer does. */
  readonly nextFault?: Fault | undefined;
  readonly world: World;
  readonly ledger: LedgerBook;
  /** Draws what a fault leaves open. */
  readonly seed: number;
  /** Which requests the fault can strike. @default all */
  readonly isTarget?: ((request: ArrivedRequest) => boolean) | undefined;
}

/** What is to be done with a request that arrived. */
export interface Exchange {
  /** Absent when nothing goes wrong. */
  readonly strike?: Strike | undefined;
  /** What a healthy server answers; absent when the request took no effect. */
  readonly healthy?: HealthyAnswer | undefined;
}

/** In place of nothing, of which nothing can be cut off. */
const SOMETHING: HealthyAnswer = { status: 200, body: '{"done":true}' };

/** Decides request by request what goes wrong. */
export interface Exchanges {
  /** Asked before a connection is made: the code of the system when none comes about. */
  refuse(request: ArrivedRequest): string | undefined;
  /** Told of a request that arrived: lets it take effect unless the fault is against it, and writes it down. */
  take(request: ArrivedRequest): Exchange;
}

/** Creates the exchanges of one server. */
export function createExchanges(options: ExchangeOptions): Exchanges {
  const { fault, nextFault, world, ledger, seed, isTarget = () => true } = options;
  const random = createRandom(seed);
  const faults = [fault, nextFault]
    .filter((one) => one !== undefined)
    .map((one) => ({ fault: one, isDown: createSchedule(one.lasts, random) }));
  /** A fault that keeps connections from being made is asked about before there is one, all others after. */
  const findStrike = (request: ArrivedRequest, isUnsent: boolean): Fault | undefined => {
    if (!isTarget(request)) return undefined;
    for (const one of faults) {
      if ((one.fault.strike.kind === "unsent") !== isUnsent) continue;
      if (one.isDown(request.atMs)) return one.fault;
    }
    return undefined;
  };
  /** Takes effect where it may, and gives what a healthy server answers. */
  const serve = (request: ArrivedRequest, isApplied: boolean, struck?: Fault) => {
    const before = ledger.effects.length;
    const healthy = isApplied ? world(request, ledger.addEffect) : undefined;
    const given = struck?.strike.kind === "answer" ? struck.strike.answer.status : undefined;
    const hasAnswer = !struck || struck.strike.kind === "answer";
    const status = hasAnswer ? (given ?? healthy?.status) : undefined;
    ledger.write({ request, fault: struck?.name, status, effect: ledger.effects[before] });
    return healthy;
  };
  return {
    refuse(request) {
      const { strike } = findStrike(request, true) ?? {};
      if (strike?.kind !== "unsent") return undefined;
      ledger.addUnsent();
      return strike.code;
    },
    take(request) {
      const struck = findStrike(request, false);
      if (!struck) return { healthy: serve(request, true) };
      const isApplied = struck.effect === "always" || (struck.effect === "either" && random.next() < 0.5);
      const healthy = serve(request, isApplied, struck);
      return { strike: struck.strike, healthy: healthy?.status === 204 ? SOMETHING : healthy };
    },
  };
}

/** Whether a fault still strikes, by the requests that it could strike and by the time. */
export function createSchedule(lasts: FaultDuration, random: Random): (nowMs: number) => boolean {
  if (lasts === "for-ever") return () => true;
  if ("requests" in lasts) {
    let left = random.between(...lasts.requests);
    return () => left-- > 0;
  }
  let startMs: number | undefined;
  return (nowMs) => {
    startMs ??= nowMs;
    const sinceMs = nowMs - startMs;
    if ("ms" in lasts) return sinceMs < lasts.ms;
    return sinceMs < lasts.untilMs && sinceMs % (lasts.downMs + lasts.upMs) < lasts.downMs;
  };
}

/** What the headers of a faulty answer may name. */
export interface Places {
  /** Origin of the request itself, such as `http://127.0.0.1:8080`. */
  readonly origin: string;
  /** Host and port of the listener that must receive nothing. */
  readonly foreignAuthority: string;
  /** Wall time in milliseconds since 1970. */
  readonly epochMs: number;
}

/** The head of an answer, in the order in which it is sent. */
export interface AnswerHead {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** The head of a faulty answer: the healthy one with what differs. The secrets that the request carried are echoed where `{secret}` stands. */
export function toHead(
  answer: FaultyAnswer,
  healthy: HealthyAnswer | undefined,
  places: Places,
  target: string,
): AnswerHead {
  const fill = (text: string) =>
    text
      .replace("{self}", () => `${places.origin}${target}`)
      .replace("{foreign:host}", `http://${places.foreignAuthority.replace("127.0.0.1", "localhost")}`)
      .replace("{foreign:port}", `http://${places.foreignAuthority}`)
      .replace("{foreign:scheme}", `https://${places.foreignAuthority}`)
      .replace("{foreign:authority}", places.foreignAuthority)
      .replace(/\{in:(\d+)\}/, (_, seconds) => new Date(places.epochMs + 1000 * Number(seconds)).toUTCString());
  const extra = Object.entries(answer.headers ?? {}).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, fill(value)] as const),
  );
  const { "content-type": healthyType = "application/json", ...others } = healthy?.headers ?? {};
  const status = answer.status ?? healthy?.status ?? 200;
  const type = status === 204 ? [] : [["Content-Type", answer.type ?? healthyType] as const];
  return { status, headers: [...type, ...Object.entries(others), ...extra] };
}

/** The text of a faulty answer; `undefined` when it is made of kibibytes instead. */
export function toText({ body }: FaultyAnswer, healthy: HealthyAnswer | undefined, request: ArrivedRequest): string {
  const healthyText = healthy?.body ?? "";
  if (!body || "kibibytes" in body) return healthyText;
  if ("text" in body) return body.text.replace("{secret}", () => findSecrets(request));
  return healthyText.startsWith("{") && healthyText !== "{}" ? `{${body.member},${healthyText.slice(1)}` : healthyText;
}

const SECRET_HEADERS = ["apikey", "authorization", "x-auth-token", "cookie"];

/** The credentials of a request, as some servers echo them. */
function findSecrets({ headers }: ArrivedRequest): string {
  return SECRET_HEADERS.flatMap((name) => headers[name] ?? [])
    .map((text) => text.replace(/[^\x20-\x7e]|["\\]/g, "?"))
    .join(" ");
}
