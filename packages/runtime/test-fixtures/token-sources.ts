import { createTokenSource, type Token, type TokenSourceOptions } from "../src/auth/token-source.ts";

/** What token sources of tests call themselves. */
export const CONTEXT = { vendor: "acme", operation: "POST /token" };

/** A source whose tokens are obtained by hand, with a clock that stands still until it is set. */
export function createManual(options: Partial<TokenSourceOptions> = {}) {
  const flights: { resolve: (token: Token) => void; reject: (error: unknown) => void }[] = [];
  const clock = { nowMs: 1_000, now: () => clock.nowMs };
  const source = createTokenSource({
    ...CONTEXT,
    obtain: () => new Promise((resolve, reject) => flights.push({ resolve, reject })),
    secrets: new Set(),
    clock,
    ...options,
  });
  return { source, flights, clock };
}

/** A source that obtains token 1, 2, 3 and so on at once, all with one lifetime. */
export function createCounting(lifetimeMs: number | undefined, options: Partial<TokenSourceOptions> = {}) {
  let count = 0;
  const clock = { nowMs: 1_000, now: () => clock.nowMs };
  const obtain = async () => ({ value: `token-${++count}`, lifetimeMs });
  const secrets = new Set<string>();
  return { source: createTokenSource({ ...CONTEXT, obtain, secrets, clock, ...options }), secrets, clock };
}
