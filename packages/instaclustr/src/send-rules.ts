import type { LookUp, SendRules } from "@vendor-clients/runtime";

const CREATE_RULE = "POST /cluster-management/v2/resources/network-firewall-rules/v2";
const RULES = "/cluster-management/v2/data-sources/cluster/{clusterId}/network-firewall-rules/v2";
const CLUSTERS = "/cluster-management/v2/data-sources/clusters/v2";

interface FirewallRule {
  readonly clusterId?: unknown;
  readonly network?: unknown;
  readonly type?: unknown;
}

interface FirewallRules {
  readonly clusterId?: unknown;
  readonly firewallRules?: unknown;
}

/**
 * The firewall rule of a creation: a cluster has one of each type for a network, the vendor refuses a second with 409. Such a rule holds
 * nothing else, so whoever made it, it is what was asked for.
 *
 * @see https://instaclustr.redoc.ly/Current/tag/Cluster-Network-Firewall-Rule-V2 (409)
 */
const findFirewallRule: LookUp = async ({ init, send }) => {
  const { clusterId, network, type } = (init.body ?? {}) as FirewallRule;
  if (typeof clusterId !== "string" || typeof network !== "string" || typeof type !== "string") return "unclear";
  const { data, error } = await send("GET", RULES, { params: { path: { clusterId } } });
  const rules = error === undefined ? readRules(data, clusterId) : undefined;
  if (rules === undefined) return "unclear";
  const matches = rules.filter((rule) => withMask(rule.network) === withMask(network) && rule.type === type);
  if (matches.length === 0) return "absent";
  return matches.length === 1 ? { data: matches[0] } : "unclear";
};

/** The rules of a cluster; `undefined` for a list in another form, in which the rule may stand as well. */
function readRules(data: unknown, clusterId: string): readonly FirewallRule[] | undefined {
  const clusters = Array.isArray(data) ? (data as (FirewallRules | null)[]) : [null];
  const isKnown = clusters.every(
    (one) => Array.isArray(one?.firewallRules) && (one.clusterId ?? clusterId) === clusterId,
  );
  const rules = isKnown ? clusters.flatMap((one) => one?.firewallRules as (FirewallRule | null)[]) : [null];
  const isRule = (rule: FirewallRule | null) => typeof rule?.network === "string" && typeof rule.type === "string";
  return rules.every(isRule) ? (rules as readonly FirewallRule[]) : undefined;
}

/** A single address may be shown with the mask of one. */
function withMask(network: unknown): string {
  const text = String(network).trim().toLowerCase();
  if (text.includes("/")) return text;
  return text + (text.includes(":") ? "/128" : "/32");
}

/** Where what a lost creation may have made is to be found. */
const CHECKS: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [
    /^POST \/provisioning\/v1\/(extended\/)?$/,
    "look for the name in GET /provisioning/v1/; two clusters may have the same",
  ],
  [
    /^POST .*\/applications\/[\w-]+\/clusters\/v2\/?$/,
    `look for the name in GET ${CLUSTERS}; two clusters may have the same`,
  ],
  [/^POST .*\/network-firewall-rules\/v2$/, `look for network and type in GET ${RULES}`],
  [
    /^POST \/provisioning\/v1\/{clusterId}\/firewallRules$/,
    "look for the network in GET /provisioning/v1/{clusterId}/firewallRules",
  ],
  [/^POST .*\/{cdcId}\/resize$/, "look at the node sizes in GET /provisioning/v1/{clusterId}"],
  [/^POST .*\/trigger-backup\/v2\/?$/, "look for it in the list of the cluster's backups"],
  [/^POST .*\/restore\/v2$/, `look for the restored cluster in GET ${CLUSTERS}`],
];

/** What sending an operation of Instaclustr again may do: beside firewall rules of v2, nothing that it creates is known to be unique. */
export const sendRules: SendRules = {
  classOf: (operation) => (operation === CREATE_RULE ? "write-with-lookup" : undefined),
  lookUps: { [CREATE_RULE]: findFirewallRule },
  reconcile: (operation) => CHECKS.find(([pattern]) => pattern.test(operation))?.[1],
};
