import { createTrustingFetch } from "@vendor-clients/runtime/tls";
import { failureOf } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { expect, it } from "vitest";
import { readPem, startTlsServer } from "../../runtime/test-fixtures/start-tls-server.ts";
import { createAltinityAnywhereClient, NetworkError } from "./index.ts";

const body = JSON.stringify({ data: { awsEnvs: [] } });
const start = () =>
  startTlsServer("localhost", (response) => response.setHeader("content-type", "application/json").end(body));

it("a certificate authority of one's own, is trusted by the client that was given it", async () => {
  const server = await start();
  const fetch = createTrustingFetch({ ca: readPem("localhost") });
  const client = createAltinityAnywhereClient({ token: "a-token", baseUrl: server.url, fetch });

  expect(await client.query("awsEnvs")).toMatchObject({ data: [] });
  expect(server.seen).toHaveLength(1);
});

it("another authority, is refused at once, and neither token nor document leaves", async () => {
  const server = await start();
  const clock = createFakeClock();
  const fetch = createTrustingFetch({ ca: readPem("elsewhere") });
  const client = createAltinityAnywhereClient({ token: "a-token", baseUrl: server.url, fetch, clock });

  for (const call of [
    () => client.query("awsEnvs"),
    () => client.mutate("deleteAWSEnv", { input: { name: "acme" } }),
  ]) {
    const error = await failureOf(call());
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ attempts: 1, sent: false, retryable: false });
  }
  expect(clock.now()).toBe(0);
  expect(server.seen).toEqual([]);
});
