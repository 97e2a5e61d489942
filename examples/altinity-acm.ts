import { createAcmClient, HttpError, unwrap } from "@vendor-clients/altinity-acm";

/** Lists environments, launches a cluster, walks through its audit log and handles a failure. */
export async function run(baseUrl: string): Promise<void> {
  const acm = createAcmClient({ baseUrl, apiKey: "an-api-key" });

  const { data: environments, error } = await acm.GET("/environments");
  if (error) throw new Error(`ACM refused: ${error.error ?? "no reason given"}`);
  console.log(`environments: ${environments.map(({ id, name }) => `${id} ${name}`).join(", ")}`);

  const path = { environment: environments[0]?.id ?? 0 };
  const body = {
    name: "api-test",
    adminUser: "admin",
    adminPass: "a-password",
    nodes: 2,
    shards: 1,
    replicas: 2,
    size: 100,
  };
  // The vendor does not describe this answer, so its type is `unknown`; a refusal with HTTP 200 would be thrown here.
  console.log("launched:", unwrap(await acm.POST("/{environment}/cluster-launch", { params: { path }, body })));

  const cluster = unwrap(await acm.op.ClusterShow({ params: { path: { id: 337 } } }));
  console.log(`cluster ${cluster.name}: ${cluster.status}`);

  const query = { limit: 50, order: { by: "created", direction: "desc" } };
  for await (const entry of acm.items.GET("/cluster/{id}/audit", { params: { path: { id: 337 }, query } })) {
    console.log(`audit: ${entry.created} ${entry.action}`);
  }

  try {
    // Only a mock knows this header; it makes the vendor's documented 404 come back.
    unwrap(await acm.call("ClusterListAll", { headers: { Prefer: "code=404" } }));
  } catch (failure) {
    if (!(failure instanceof HttpError)) throw failure;
    console.log(`a failure, thrown by unwrap(): ${failure.status} ${failure.vendorMessage ?? ""}`);
  }
}
