import { createEdgeHostClient, HttpError, unwrap } from "@vendor-clients/edge-host";

/** Logs in, reads the host, changes its settings, uploads a file, walks through its audits and handles a failure. */
export async function run(baseUrl: string): Promise<void> {
  // A real host also needs `tls`, because it signs its certificate itself.
  const host = createEdgeHostClient({ baseUrl, login: { username: "a-user", password: "a-password" } });

  const { data, error } = await host.GET("/v1/edge-mgmt/edgehosts/current");
  // Some failures are plain text, even an empty one.
  if (error !== undefined) throw new Error(`The edge host refused: ${JSON.stringify(error)}`);
  console.log(`host ${data.status?.hostName}, agent ${data.status?.agentVersion}`);

  const body = { httpProxy: "http://proxy.example.com:3128", noProxy: "10.0.0.0/8" };
  const accepted = unwrap(await host.PUT("/v1/edge-mgmt/edgehosts/current/configurations", { body }));
  console.log(`settings: ${accepted.message ?? "accepted"}`);

  const form = new FormData();
  form.append("uploadFile", new Blob(["the bytes of a content bundle"]), "content.tar.zst");
  console.log(`uploaded to ${unwrap(await host.op.V1ContentUpload({ body: form })).uploadPath}`);

  let count = 0;
  for await (const audit of host.items.GET("/v1/edge-mgmt/edgehosts/current/audits", {
    params: { query: { limit: 50 } },
  })) {
    count += 1;
    console.log(`audit ${count}: ${audit.spec?.actionType}`);
  }

  try {
    // Only a mock knows this header; it makes the vendor's documented 404 come back.
    unwrap(await host.GET("/v1/edge-mgmt/cluster", { headers: { Prefer: "code=404" } }));
  } catch (failure) {
    if (!(failure instanceof HttpError)) throw failure;
    console.log(`a failure, thrown by unwrap(): ${failure.status} ${failure.vendorMessage ?? ""}`);
  }
}
