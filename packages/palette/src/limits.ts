import type { RateLimit } from "@vendor-clients/runtime";

/**
 * Requests per second that one source address may send to a prefix of a path, where it is not 10 for the whole resource; `*` is a parameter. The
 * first that fits counts, so longer ones stand first.
 */
const PREFIXES: readonly (readonly [perSecond: number, prefixes: string])[] = [
  [2, "auth/user/password/reset"],
  [
    50,
    "clusterprofiles/*/packs/*/manifests clusterprofiles/*/packs/manifests clusterprofiles/validate/packs clusterprofiles/*/packs " +
      "clusterprofiles/*/validate/packs spectroclusters/*/profiles",
  ],
  [
    10,
    "auth/authenticate auth/services/login auth/services/edge/login git/webhook events/components cloudconfigs/*/*/machinePools/*/machines/* " +
      "cloudconfigs/*/*/machinePools/*/machines cloudconfigs/*/*/machinePools edgehosts/registers edgehosts/*/health edgehosts/*/spc/download " +
      "spectroclusters/features/logFetcher spectroclusters/cost spectroclusters/usage spectroclusters/acquire spectroclusters/*/assets " +
      "spectroclusters/*/download",
  ],
  [50, "clusterprofiles spectroclusters"],
];

/**
 * The vendor's burst size. It multiplies the rate to what may come before the first 429 (50 of 10, 250 of 50, 10 of 2); only the size itself is
 * used here, because one address may hold other processes, and a process forgets at its end what it has used.
 */
const BURST = 5;

/** A part more than the vendor's interval, for clocks that differ: 97 % of the rate. */
const SPACING = 1.03;

/**
 * The limit that an operation counts against: that of the longest prefix of its path in the vendor's table, else of its resource.
 *
 * @see https://docs.spectrocloud.com/api/introduction/#rate-limits
 */
export function limitOf(operation: string): RateLimit {
  for (const [perSecond, prefixes] of PREFIXES) {
    const prefix = prefixes.split(" ").find((one) => isPrefix(one, operation));
    if (prefix) return toLimit(prefix, perSecond);
  }
  return toLimit(operation.split("/")[2] ?? "", 10);
}

function isPrefix(prefix: string, operation: string): boolean {
  return new RegExp(` /v1/${prefix.replaceAll("*", "[^/]+")}(/|$)`, "i").test(operation);
}

function toLimit(prefix: string, perSecond: number): RateLimit {
  return { key: `/v1/${prefix}`, intervalMs: (1000 / perSecond) * SPACING, burst: BURST };
}
