import {
  type ArrivedRequest,
  answerJson,
  type HealthyAnswer,
  type TakeEffect,
  type World,
} from "@vendor-clients/testing/faults";

/** A thing that a vendor keeps. */
export interface Kept {
  readonly name: string;
  readonly id: string;
  /** What it was created with. */
  readonly content: Readonly<Record<string, unknown>>;
  /** When, by the clock of the world. */
  readonly sinceMs: number;
}

/** What a route sees. */
export interface RouteCall {
  readonly request: ArrivedRequest;
  /** What the path holds in its places. */
  readonly places: readonly string[];
  readonly takeEffect: TakeEffect;
  /** Everything that the vendor keeps, in the order of creation. */
  readonly kept: Kept[];
}

/** Method, path with `*` for each place, and what a healthy vendor does. */
export type Route = readonly [method: string, path: string, answer: (call: RouteCall) => HealthyAnswer];

/** How a vendor gives out tokens. */
export interface TokenRoute {
  readonly path: string;
  readonly lifetimeMs: number;
  readonly answer: (token: string) => HealthyAnswer;
}

/** What makes a vendor's server. */
export interface VendorWorldOptions {
  readonly routes: readonly Route[];
  /** Absent where a fixed secret is all there is. */
  readonly login?: TokenRoute | undefined;
  /** The header that a request must have, given the token; or the fixed secret. */
  readonly credential: (token: string) => readonly [header: string, value: string];
  readonly fixedSecret?: string | undefined;
  /** Names of what is there already. */
  readonly existing?: readonly string[];
  /** What tokens begin with, so that they are found where they should not be. */
  readonly tokenPrefix: string;
}

/** A vendor's healthy server, and what it noticed of credentials. */
export interface VendorWorld {
  readonly world: World;
  readonly tokenCalls: number;
  /** Requests that carried a token after its end. */
  readonly expiredTokens: number;
  /** Ends all tokens that were given out. */
  revoke(): void;
}

/** Creates a vendor's healthy server. */
export function createVendorWorld(options: VendorWorldOptions): VendorWorld {
  const { routes, login, credential, fixedSecret, existing = [], tokenPrefix } = options;
  const kept: Kept[] = existing.map((name) => ({ name, id: toId(name), content: {}, sinceMs: 0 }));
  const compiled = routes.map(([method, path, answer]) => ({ method, pattern: toPattern(path), answer }));
  const ends = new Map<string, number>();
  let tokenCalls = 0;
  let expiredTokens = 0;
  const isKnown = ({ headers, atMs }: ArrivedRequest) => {
    if (fixedSecret !== undefined) return headers[credential(fixedSecret)[0]] === credential(fixedSecret)[1];
    for (const [token, endMs] of ends) {
      const [header, value] = credential(token);
      if (headers[header] !== value) continue;
      if (atMs < endMs) return true;
      expiredTokens++;
    }
    return false;
  };
  const world: World = (request, takeEffect) => {
    if (login && request.path === login.path && request.method === "POST") {
      const token = `${tokenPrefix}${++tokenCalls}`;
      ends.set(token, request.atMs + login.lifetimeMs);
      return login.answer(token);
    }
    if (!isKnown(request)) return answerJson({ code: "Unauthorized", message: "no" }, 401);
    for (const { method, pattern, answer } of compiled) {
      const match = method === request.method ? pattern.exec(request.path) : null;
      if (match) return answer({ request, places: match.slice(1).map(decodeURIComponent), takeEffect, kept });
    }
    return answerJson({ code: "NoSuchRoute", message: `${request.method} ${request.path}` }, 404);
  };
  return {
    world,
    get tokenCalls() {
      return tokenCalls;
    },
    get expiredTokens() {
      return expiredTokens;
    },
    revoke: () => ends.clear(),
  };
}

function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.+?()[\]|^$]/g, "\\$&").replaceAll("*", "([^/]+)")}/?$`);
}

/** The id under which a vendor keeps a name. */
export function toId(name: string): string {
  return `id-${name}`;
}

/** How long a vendor takes to list what it created, in milliseconds. */
const LIST_LAG_MS = 3_000;

/** What the vendor's lists show; what was created a moment ago is not among it yet. */
export function list({ kept, request }: RouteCall): Kept[] {
  return kept.filter(({ sinceMs }) => sinceMs === 0 || request.atMs - sinceMs >= LIST_LAG_MS);
}

/** Keeps a new thing and lets that take effect. */
export function keep({ request, takeEffect, kept }: RouteCall, name: string, content: unknown): Kept {
  takeEffect("create", name);
  const thing = { name, id: toId(name), content: content as Kept["content"], sinceMs: request.atMs };
  kept.push(thing);
  return thing;
}

/** Answers of a vendor to a deletion: done, or not found. */
export function remove(
  { takeEffect, kept }: RouteCall,
  id: string,
  done: HealthyAnswer,
  missing: HealthyAnswer,
): HealthyAnswer {
  const index = kept.findIndex((thing) => thing.id === id);
  if (index < 0) return missing;
  const [thing] = kept.splice(index, 1);
  takeEffect("delete", thing?.name ?? "");
  return done;
}

/** The thing of an id. */
export function find({ kept }: RouteCall, id: string | undefined): Kept | undefined {
  return kept.find((thing) => thing.id === id);
}
