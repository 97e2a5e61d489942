import { createAltinityAnywhereClient, HttpError, isGone, unwrap } from "@vendor-clients/altinity-anywhere";

/** Lists environments, looks one up, changes it, asks with a document of its own and handles a failure. */
export async function run(url: string): Promise<void> {
  const anywhere = createAltinityAnywhereClient({ baseUrl: url, token: "a-token" });

  const { data, error } = await anywhere.query("awsEnvs");
  if (error) throw new Error(`Altinity refused: ${error.code ?? ""} ${error.message}`);
  for (const { name, spec, specRevision, status } of data) {
    console.log(
      `environment ${name} in ${spec.region}: revision ${specRevision}, applied ${status.appliedSpecRevision}`,
    );
  }

  const found = await anywhere.query("awsEnv", { name: "acme-staging" });
  console.log(
    isGone(found) ? "acme-staging is gone" : `acme-staging has ${found.data?.spec.nodeGroups.length} node groups`,
  );

  const spec = { maintenanceWindows: found.data?.spec.maintenanceWindows ?? [] };
  const updated = unwrap(
    await anywhere.op.updateAWSEnv({ input: { name: "acme-staging", updateStrategy: "MERGE", spec } }),
  );
  console.log(`updated acme-staging: revision ${updated.specRevision}`);

  const document = "query Names($names: [String!]) { k8sEnvs(filter: { names: $names }) { name } }";
  const { k8sEnvs } = unwrap(
    await anywhere.request<{ k8sEnvs: { name: string }[] }>(document, { names: ["one", "two"] }),
  );
  console.log(`a document of one's own: ${k8sEnvs.map(({ name }) => name).join(", ")}`);

  try {
    // Only a mock knows this header; it makes an error with this code come back.
    const headers = { Prefer: "code=CONFLICT" };
    unwrap(await anywhere.mutate("deleteAWSEnv", { input: { name: "acme-staging" } }, { headers }));
  } catch (failure) {
    if (!(failure instanceof HttpError)) throw failure;
    console.log(`a failure, thrown by unwrap(): ${failure.vendorCode ?? failure.status}`);
  }
}
