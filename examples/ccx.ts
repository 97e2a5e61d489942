import { createCcxClient, HttpError, unwrap } from "@vendor-clients/ccx";

/** Lists datastores, walks through pages, acts for an owner, changes a firewall and handles a failure. */
export async function run(baseUrl: string): Promise<void> {
  const ccx = createCcxClient({ baseUrl, clientId: "an-id", clientSecret: "a-secret" });

  const { data, error } = await ccx.GET("/api/content/api/v1/deploy-wizard");
  if (error) throw new Error(`CCX refused: ${error.err ?? error.error ?? "no reason given"}`);
  console.log(`database vendors on offer: ${data.database.vendors.map(({ name }) => name).join(", ")}`);

  const [scope] = unwrap(await ccx.GET("/api/v2/auth/check")).scopes;
  const mine = scope ? ccx.owner(scope) : ccx;
  let uuid = "";
  for await (const store of mine.items.GET("/api/deployment/v3/data-stores", { params: { query: { limit: 50 } } })) {
    uuid = store.uuid;
    console.log(`datastore ${store.cluster_name}: ${store.cluster_status}`);
  }

  const params = { path: { store_uuid: uuid } };
  const rule = { source: "10.0.0.0/8", description: "office" };
  unwrap(await mine.op.createFirewallRule({ params, body: rule }));
  unwrap(await mine.op.deleteFirewallRule({ params, body: { source: rule.source } }));
  console.log(`opened and closed ${rule.source}`);

  try {
    // Only a mock knows this header; it makes a documented 404 come back.
    unwrap(await mine.op.getDatastore({ params, headers: { Prefer: "code=404" } }));
  } catch (failure) {
    if (!(failure instanceof HttpError)) throw failure;
    console.log(`a failure, thrown by unwrap(): ${failure.status} ${failure.vendorMessage ?? ""}`);
  }
}
