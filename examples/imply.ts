import { createImplyClient, HttpError, readClusters, unwrap } from "@vendor-clients/imply";

/** Obtains a token, lists clusters, reads an old version of one, stops it and handles a failure. */
export async function run(baseUrl: string): Promise<void> {
  const imply = createImplyClient({
    baseUrl,
    clientId: "an-api-client",
    clientSecret: "its-secret",
    tokenUrl: `${baseUrl}/auth/realms/acme/protocol/openid-connect/token`,
  });

  for (const cluster of readClusters(unwrap(await imply.GET("/clusters")))) {
    console.log(`cluster: ${cluster.metadata.name}, Imply ${cluster.spec.version}`);
  }

  const clusterId = "6f1c2a8e-5d6b-4f0a-9d57-0c8a3a1b2c3d";
  const { data, error } = await imply.op.getClusterByVersion({ params: { path: { clusterId, resourceVersion: 1 } } });
  if (error) throw new Error(`Imply refused: ${error.error.message}`);
  console.log(`in version 1 it had ${data.spec.query.replicas} query servers`);

  const stop = { params: { path: { clusterId } }, body: { spec: { desiredState: "STOPPED" } } };
  const { response } = await imply.PATCH("/clusters/{clusterId}", stop);
  console.log(`stopping it was answered with ${response.status}`);

  try {
    // Only a mock knows this header; it makes the vendor's documented 404 come back.
    unwrap(
      await imply.GET("/clusters/{clusterId}", { params: { path: { clusterId } }, headers: { Prefer: "code=404" } }),
    );
  } catch (failure) {
    if (!(failure instanceof HttpError)) throw failure;
    console.log(`a failure, thrown by unwrap(): ${failure.status} ${failure.vendorCode ?? ""}`);
  }
}
