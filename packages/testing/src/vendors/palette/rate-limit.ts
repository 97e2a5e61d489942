import type { MockClock } from "../../behaviour/exchange.ts";
import type { Scenario } from "../../behaviour/scenario.ts";
import { failure } from "./failure.ts";

/** How often the rate may come at once. */
const BURST = 5;

/**
 * Requests per second to what is below a prefix, where it is not 10 for a whole resource; `*` is a parameter, the longest prefix counts.
 *
 * @see https://docs.spectrocloud.com/api/introduction/#rate-limits
 */
const RATES: readonly (readonly [perSecond: number, prefixes: string])[] = [
  [2, "auth/user/password/reset"],
  [
    10,
    "auth/authenticate auth/services/login auth/services/edge/login git/webhook events/components cloudconfigs/*/*/machinePools " +
      "cloudconfigs/*/*/machinePools/*/machines cloudconfigs/*/*/machinePools/*/machines/* edgehosts/registers edgehosts/*/health " +
      "edgehosts/*/spc/download spectroclusters/features/logFetcher spectroclusters/cost spectroclusters/usage spectroclusters/acquire " +
      "spectroclusters/*/assets spectroclusters/*/download",
  ],
  [
    50,
    "clusterprofiles clusterprofiles/*/packs clusterprofiles/*/packs/manifests clusterprofiles/*/packs/*/manifests " +
      "clusterprofiles/*/validate/packs clusterprofiles/validate/packs spectroclusters spectroclusters/*/profiles",
  ],
];

interface Rate {
  readonly prefix: string;
  readonly perSecond: number;
}

const RULES = RATES.flatMap(([perSecond, prefixes]) =>
  prefixes.split(" ").map((prefix) => ({
    prefix,
    perSecond,
    pattern: new RegExp(`^/v1/${prefix.replaceAll("*", "[^/]+")}(/|$)`, "i"),
  })),
).sort((one, other) => other.prefix.split("/").length - one.prefix.split("/").length);

/** The rate that a path counts against. */
export function findRate(path: string): Rate {
  const rule = RULES.find(({ pattern }) => pattern.test(path));
  return rule ?? { prefix: path.split("/")[2] ?? "", perSecond: 10 };
}

interface Bucket {
  left: number;
  atMs: number;
}

/** Takes a turn from a bucket that fills at the rate; tells whether there was one. */
function take(buckets: Map<string, Bucket>, { prefix, perSecond }: Rate, clock: MockClock): boolean {
  const nowMs = clock.now();
  const last = buckets.get(prefix) ?? { left: perSecond * BURST, atMs: nowMs };
  const left = Math.min(last.left + ((nowMs - last.atMs) * perSecond) / 1000, perSecond * BURST);
  const hasTurn = left >= 1;
  buckets.set(prefix, { left: hasTurn ? left - 1 : left, atMs: nowMs });
  return hasTurn;
}

/** Palette's limits; it says in no header how much is left or when to come again. */
export const rateLimit: Scenario = {
  name: "rate-limit",
  summary:
    "More than 10, 50 or 2 requests a second to a prefix, after a burst of five times as many, are refused with 429.",
  quirk: "limits",
  start: ({ clock }) => {
    const buckets = new Map<string, Bucket>();
    return {
      before: ({ request }) =>
        take(buckets, findRate(request.path), clock) ? undefined : failure(429, "TooManyRequests", "Too many requests"),
    };
  },
};
