import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { type ClientEvent, createAltinityAnywhereClient, unwrap } from "./index.ts";

const TOKEN = "t0ken-canary-4711";
const PASSWORD = "9f86d081-canary-password";
const ENCRYPTED = "encrypted-canary-0815";
const NAME = "acme-canary-environment";

const VARIABLES = {
  input: {
    name: NAME,
    updateStrategy: "MERGE" as const,
    spec: {
      datadog: { encApiKey: ENCRYPTED },
      clickHouseClusters: [{ name: "one", users: [{ name: "admin", passwordValue: PASSWORD }] }],
    },
  },
};

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

/** A server that sends back everything it was sent, in every place that it has. */
async function startEcho(status: number, wrap: (echo: string) => string, type = "application/json"): Promise<string> {
  const server = createServer((request, reply) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      // The secrets first: messages are cut, and a secret behind the cut would prove nothing.
      const echo = `${PASSWORD} ${ENCRYPTED} ${request.headers.authorization} ${body}`;
      reply.writeHead(status, { "content-type": type, connection: "close" }).end(wrap(echo));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Everything that a log may show of a value. */
function sinks(value: unknown): string {
  const error =
    value instanceof Error ? `${value.message}\n${value.stack}\n${inspect(value.cause, { depth: 12 })}` : "";
  return `${error}\n${inspect(value, { depth: 12, showHidden: true })}\n${JSON.stringify(value)}`;
}

const asErrors = (echo: string) =>
  JSON.stringify({ errors: [{ message: echo, path: ["x"], extensions: { code: "BAD", request: echo } }] });

describe("an answer that echoes the request", () => {
  it.each([
    200, 400, 401, 429, 500,
  ])("GraphQL errors with status %i, neither result nor exception nor event shows a secret", async (status) => {
    const events: ClientEvent[] = [];
    const client = createAltinityAnywhereClient({
      token: TOKEN,
      baseUrl: await startEcho(status, asErrors),
      onEvent: (event) => events.push(event),
    });
    const error = await client.mutate("updateAWSEnv", VARIABLES).catch((caught: unknown) => caught);
    const thrown = await client
      .mutate("updateAWSEnv", VARIABLES)
      .then(unwrap)
      .catch((caught: unknown) => caught);

    expect(events.map(({ type }) => type).filter((type) => type !== "throttle")).toEqual(["attempt", "attempt"]);
    for (const part of [TOKEN, PASSWORD, ENCRYPTED, NAME, "mutationId"]) expect(sinks(events)).not.toContain(part);
    expect(thrown).toMatchObject({ status, vendorCode: "BAD" });
    for (const secret of [TOKEN, PASSWORD, ENCRYPTED]) {
      expect(sinks(error)).not.toContain(secret);
      expect(sinks(thrown)).not.toContain(secret);
    }
  });

  it.each([
    [502, "text/html"],
    [400, "application/json"],
    [200, "text/html"],
    [200, "application/json"],
  ])("no GraphQL answer with status %i and %s, the exception shows nothing of the request", async (status, type) => {
    const baseUrl = await startEcho(status, (echo) => `<p>${echo}</p>`, type);
    const thrown = await createAltinityAnywhereClient({ token: TOKEN, baseUrl })
      .mutate("updateAWSEnv", VARIABLES)
      .then(unwrap)
      .catch((caught: unknown) => caught);

    expect(thrown).toMatchObject({ operation: "mutation updateAWSEnv", status });
    for (const part of [TOKEN, PASSWORD, ENCRYPTED, NAME, "mutationId"]) expect(sinks(thrown)).not.toContain(part);
  });
});

describe("a request that fails", () => {
  it("no connection, the exception shows nothing of the request", async () => {
    const baseUrl = await startEcho(200, asErrors);
    await new Promise((resolve) => servers.pop()?.close(resolve));
    const thrown = await createAltinityAnywhereClient({ token: TOKEN, baseUrl })
      .mutate("updateAWSEnv", VARIABLES)
      .catch((caught: unknown) => caught);

    expect(thrown).toMatchObject({ code: "NETWORK_ERROR" });
    for (const part of [TOKEN, PASSWORD, ENCRYPTED, NAME, "mutationId"]) expect(sinks(thrown)).not.toContain(part);
  });

  it("a redirect to another address, is not followed", async () => {
    const other = await startEcho(200, asErrors);
    let arrived = 0;
    servers[0]?.on("request", () => {
      arrived += 1;
    });
    const server = createServer((_, reply) => reply.writeHead(307, { location: other, connection: "close" }).end());
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { error } = await createAltinityAnywhereClient({ token: TOKEN, baseUrl }).mutate("updateAWSEnv", VARIABLES);

    expect(error).toMatchObject({ status: 307, message: "server answered 307" });
    expect(arrived).toBe(0);
  });
});
