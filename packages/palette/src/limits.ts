import type { RateLimit } from "@vendor-clients/runtime";

/** Requests per second that each path prefix allows from one source address; the prefixes as the vendor writes them, without `/v1/`. */
const PREFIXES: Readonly<Record<number, string>> = {
  2: "auth/user/password/reset",
  10:
    "auth auth/authenticate auth/services/login auth/services/edge/login nats users userprofiles permissions roles teams tenants projects plans " +
    "payments audits apiKeys datasinks notifications events events/components crypto async errlogs jobs health cache cloudaccounts packs " +
    "workspaces installers git/webhook registries services overlords cluster cloudconfigs cloudconfigs/{cloudType}/{uid}/machinePools " +
    "cloudconfigs/{cloudType}/:uid/machinePools/{machinePoolName}/machines " +
    "cloudconfigs/{cloudType}/:uid/machinePools/{machinePoolName}/machines/:machineUid edgehosts edgehosts/registers edgehosts/:uid/health " +
    "edgehosts/:uid/spc/download metrics system mgmt oidc clouds dashboard files spectroclusters/features/logFetcher " +
    "spectroclusters/:uid/assets spectroclusters/cost spectroclusters/usage spectroclusters/:uid/download spectroclusters/acquire",
  50:
    "clusterprofiles clusterprofiles/:uid/packs clusterprofiles/:uid/packs/manifests clusterprofiles/:uid/packs/{packName}/manifests " +
    "clusterprofiles/validate/packs clusterprofiles/:uid/validate/packs spectroclusters spectroclusters/:uid/profiles",
};

/**
 * The vendor's burst size. It multiplies the rate to what may come before the first 429 (50 of 10, 250 of 50, 10 of 2); only the size itself is
 * used here, because one address may hold other processes, and a process forgets at its end what it has used.
 */
const BURST = 5;

/** A part more than the vendor's interval, for clocks that differ: 97 % of the rate. */
const SPACING = 1.03;

/** Resources that the vendor's table does not name. */
const OTHER_PER_SECOND = 10;

interface Row {
  readonly segments: readonly string[];
  readonly limit: RateLimit;
}

const MOST_OPERATIONS = 4096;
const known = new Map<string, RateLimit>();
let rows: readonly Row[] | undefined;

/**
 * The limit that an operation counts against: that of the longest prefix of its path in the vendor's table, else of its resource.
 *
 * Whatever follows a prefix counts with it.
 *
 * @see https://docs.spectrocloud.com/api/introduction/#rate-limits
 */
export function limitOf(operation: string): RateLimit {
  const found = known.get(operation);
  if (found) return found;
  const limit = findLimit(operation);
  if (known.size < MOST_OPERATIONS) known.set(operation, limit);
  return limit;
}

function findLimit(operation: string): RateLimit {
  rows ??= Object.entries(PREFIXES)
    .flatMap(([rate, prefixes]) => prefixes.split(" ").map((one) => toRow(one, +rate)))
    .sort((a, b) => b.segments.length - a.segments.length || countNames(b) - countNames(a));
  const [, , ...path] = operation.split("/");
  const row = rows.find(({ segments }) => segments.every((segment, index) => matches(segment, path[index])));
  return (row ?? toRow(path[0] ?? "", OTHER_PER_SECOND)).limit;
}

function countNames({ segments }: Row): number {
  return segments.filter((segment) => !isParameter(segment)).length;
}

function toRow(prefix: string, perSecond: number): Row {
  const intervalMs = (1000 / perSecond) * SPACING;
  return { segments: prefix.split("/"), limit: { key: `/v1/${prefix}`, intervalMs, burst: BURST } };
}

function matches(segment: string, actual: string | undefined): boolean {
  return actual !== undefined && (isParameter(segment) || segment.toLowerCase() === actual.toLowerCase());
}

function isParameter(segment: string): boolean {
  return /^[:{]/.test(segment);
}
