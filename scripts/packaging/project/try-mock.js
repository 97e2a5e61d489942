import { createPaletteClient } from "@vendor-clients/palette";
import { startMock } from "@vendor-clients/testing";

/** What a mock does from its start to its end, for the test runners to compare with `WANTED`. */
export async function tryMock() {
  const mock = await startMock("palette");
  const palette = createPaletteClient({ baseUrl: mock.url, apiKey: "any" });
  const { data } = await palette.op.v1ProjectsCreate({ body: { metadata: { name: "red" } } });
  const params = { path: { uid: data?.uid ?? "" } };
  const read = async () => await palette.GET("/v1/projects/{uid}", { params });
  const name = (await read()).data?.metadata?.name;
  await palette.DELETE("/v1/projects/{uid}", { params });
  const gone = (await read()).response.status;
  mock.use("not-found-with-500");
  const played = (await read()).response.status;
  await fetch(`${mock.url}/v1/packs?limit=ten`, { headers: { ApiKey: "any" } });
  const requests = mock.requests.map(({ operationId }) => operationId);
  const violations = mock.violations.map(({ pointer, rule }) => `${pointer} ${rule}`);
  mock.reset();
  const forgotten = [mock.requests.length, mock.items("project").length, mock.scenarios.length];
  await mock.close();
  return { requests, violations, name, gone, played, forgotten };
}

export const WANTED = {
  requests: [
    "v1ProjectsCreate",
    "v1ProjectsUidGet",
    "v1ProjectsUidDelete",
    "v1ProjectsUidGet",
    "v1ProjectsUidGet",
    "v1PacksSummaryList",
  ],
  violations: ["/query/limit type"],
  name: "red",
  gone: 404,
  played: 500,
  forgotten: [0, 0, 0],
};
