import { createPaletteClient, HttpError, unwrap } from "@vendor-clients/palette";

/** Lists packs, walks through pages, acts in a project and handles a failure. */
export async function run(baseUrl: string): Promise<void> {
  const palette = createPaletteClient({ baseUrl, apiKey: "an-api-key" });

  const { data, error } = await palette.GET("/v1/packs", { params: { query: { limit: 10 } } });
  if (error) throw new Error(`Palette refused: ${error.message}`);
  console.log(`packs on the first page: ${data.items?.length ?? 0}`);

  let count = 0;
  for await (const pack of palette.items.GET("/v1/packs")) {
    count += 1;
    console.log(`pack ${count}: ${pack.spec?.name ?? "without a name"}`);
    if (count === 3) break;
  }

  const project = palette.project("5f8e0f1e9d1c2a0001a1b2c3");
  const created = unwrap(
    await project.POST("/v1/apiKeys", { body: { metadata: { name: "ci" }, spec: { expiry: "2027-01-01T00:00:00Z" } } }),
  );
  console.log(`created an API key: ${created.uid ?? "without an id"}`);

  try {
    // Only a mock knows this header; it makes the vendor's documented 404 come back.
    unwrap(await palette.op.v1PacksSummaryList({ headers: { Prefer: "code=404" } }));
  } catch (failure) {
    if (!(failure instanceof HttpError)) throw failure;
    console.log(`a failure, thrown by unwrap(): ${failure.status} ${failure.vendorCode ?? ""}`);
  }
}
