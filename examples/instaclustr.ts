import {
  createInstaclustrClient,
  HttpError,
  type InstaclustrReadOnlyClient,
  unwrap,
} from "@vendor-clients/instaclustr";

/** Lists clusters and reads one with a read-only key, opens a firewall with the full one and handles a failure. */
export async function run(baseUrl: string): Promise<void> {
  const reader = createInstaclustrClient({ baseUrl, username: "me", readOnlyKey: "a-read-only-key" });
  const clusterId = "6f1c2a8e-5d6b-4f0a-9d57-0c8a3a1b2c3d";
  await show(reader, clusterId);

  const instaclustr = createInstaclustrClient({ baseUrl, username: "me", apiKey: "an-api-key", source: "example" });
  const rule = { clusterId, network: "203.0.113.0/24", type: "KAFKA" as const };
  const path = "/cluster-management/v2/resources/network-firewall-rules/v2";
  const { data, error, response } = await instaclustr.POST(path, { body: rule });
  if (error) throw new Error(`Instaclustr refused with ${response.status}`);
  console.log(`firewall rule for ${data.network}: ${data.status ?? "accepted"}`);

  try {
    // Only a mock knows this header; it makes the vendor's documented 404 come back.
    const init = { params: { path: { clusterId } }, headers: { Prefer: "code=404" } };
    unwrap(await reader.op.getProvisioningV1ByClusterId(init));
  } catch (failure) {
    if (!(failure instanceof HttpError)) throw failure;
    console.log(`a failure, thrown by unwrap(): ${failure.status} ${failure.vendorCode ?? ""}`);
  }
}

/** Takes a client with either key. */
async function show(reader: InstaclustrReadOnlyClient, clusterId: string): Promise<void> {
  for (const account of unwrap(await reader.GET("/cluster-management/v2/data-sources/clusters/v2"))) {
    for (const { id, application } of account.clusters ?? []) console.log(`cluster ${id}: ${application}`);
  }
  const cluster = unwrap(await reader.GET("/provisioning/v1/{clusterId}", { params: { path: { clusterId } } }));
  console.log(`${cluster.clusterName} is ${cluster.clusterStatus}`);
}
