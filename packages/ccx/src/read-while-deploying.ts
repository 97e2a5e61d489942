import type { CallOptions, Result } from "@vendor-clients/runtime";
import type { CcxClient } from "./client.ts";
import type { FirewallRuleSet, Node } from "./generated/types.ts";

type Reader = Pick<CcxClient, "GET">;

/**
 * The nodes of a datastore; none where CCX answers 404 while the datastore is there, as it does during a deployment.
 *
 * @see https://github.com/severalnines/terraform-provider-ccx/blob/main/internal/ccx/datastore_read.go
 */
export async function readNodes(
  client: Reader,
  storeUuid: string,
  call: CallOptions = {},
): Promise<Result<readonly Node[], unknown>> {
  const params = { path: { store_uuid: storeUuid } };
  const nodes = await client.GET("/api/deployment/v2/data-stores/{store_uuid}/nodes", { params, ...call });
  if (nodes.error !== undefined) return orNone(client, storeUuid, nodes, call);
  return { data: nodes.data?.database_nodes ?? [], response: nodes.response };
}

/** The firewall rules of a datastore; none where CCX answers 404 while the datastore is there. */
export async function readFirewallRules(
  client: Reader,
  storeUuid: string,
  call: CallOptions = {},
): Promise<Result<readonly FirewallRuleSet[], unknown>> {
  const params = { path: { store_uuid: storeUuid } };
  const rules = await client.GET("/api/firewall/api/v1/firewalls/{store_uuid}", { params, ...call });
  if (rules.error !== undefined) return orNone(client, storeUuid, rules, call);
  return { data: rules.data ?? [], response: rules.response };
}

async function orNone(
  client: Reader,
  storeUuid: string,
  refusal: { readonly error: unknown; readonly response: Response },
  call: CallOptions,
): Promise<Result<readonly never[], unknown>> {
  if (refusal.response.status !== 404) return refusal;
  const params = { path: { store_uuid: storeUuid } };
  const store = await client.GET("/api/deployment/v3/data-stores/{store_uuid}", { params, ...call });
  return store.error === undefined ? { data: [], response: store.response } : store;
}
