import { createServer, type Socket } from "node:net";
import { connect, createServer as createTlsServer } from "node:tls";
import { afterEach, describe, expect, test } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { listen, sendJson, startServer } from "../../test-fixtures/start-server.ts";
import { readPem, readPin, startTlsServer } from "../../test-fixtures/start-tls-server.ts";
import { NetworkError } from "../errors/client-error.ts";
import { createTrustingFetch, type TlsTrust } from "./tls.ts";

const CA: TlsTrust = { ca: readPem("localhost") };
const PIN: TlsTrust = { certificateSha256: readPin("localhost") };

const thrownBy = (call: Promise<unknown>): Promise<Error> =>
  call.then(
    () => new Error("nothing was thrown"),
    (error: Error) => error,
  );

describe.each([
  ["the right authority", CA],
  ["the right authority in a list", { ca: [readPem("elsewhere"), readPem("localhost")] }],
  ["the right pin", PIN],
  [
    "the right pin in lower case without colons",
    { certificateSha256: readPin("localhost").replaceAll(":", "").toLowerCase() },
  ],
] satisfies [string, TlsTrust][])("a client with %s", (_, trust) => {
  test("sends method, path, headers and body, and reads the answer", async () => {
    const server = await startTlsServer("localhost", (response) => sendJson(response, { ok: 1 }, 201, { "x-a": "b" }));
    const client = createClient({ baseUrl: server.url, fetch: createTrustingFetch(trust) });
    const { data, response } = await client.POST("/v1/x", { body: { name: "é" }, headers: { Cookie: "a=b" } });
    expect(server.seen).toMatchObject([
      {
        method: "POST",
        url: "/v1/x",
        headers: { cookie: "a=b", "content-type": "application/json", "content-length": "13" },
        body: Buffer.from('{"name":"é"}').toString("latin1"),
      },
    ]);
    expect([data, response.status, response.headers.get("x-a")]).toEqual([{ ok: 1 }, 201, "b"]);
    expect(response.url).toBe(`${server.url}/v1/x`);
  });

  test.each([200, 204, 304, 404, 500])("given status %d, answers as fetch does", async (status) => {
    const server = await startTlsServer("localhost", (response) => response.writeHead(status).end());
    const { response } = await createClient({ baseUrl: server.url, fetch: createTrustingFetch(trust) }).GET("/");
    expect([response.status, response.ok]).toEqual([status, status < 300]);
  });

  test("redirected, does not follow", async () => {
    const other = await startServer();
    const server = await startTlsServer("localhost", (response) =>
      response.writeHead(302, { location: other.url }).end(),
    );
    const { response } = await createClient({ baseUrl: server.url, fetch: createTrustingFetch(trust) }).GET("/");
    expect([response.status, response.headers.get("location")]).toEqual([302, other.url]);
    expect(other.seen).toEqual([]);
  });

  test("reads the beginning of a streamed answer before its end", async () => {
    let end = () => {};
    const server = await startTlsServer("localhost", (response) => {
      response.writeHead(200).write("first");
      end = () => response.end("last");
    });
    const response = await createTrustingFetch(trust)(server.url);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe("first");
    end();
    expect((await reader?.read())?.value).toBe("last");
    expect((await reader?.read())?.done).toBe(true);
  });

  test("aborted while waiting and inside the body, rethrows the reason", async () => {
    for (const hasBegun of [false, true]) {
      const controller = new AbortController();
      const server = await startTlsServer("localhost", (response) => {
        if (hasBegun) response.writeHead(200, { "content-type": "application/json" }).write("[1,");
        setTimeout(() => controller.abort("enough"), 10);
      });
      const client = createClient({ baseUrl: server.url, fetch: createTrustingFetch(trust) });
      await expect(client.GET("/", { signal: controller.signal })).rejects.toBe("enough");
    }
  });

  test("aborted before the call, opens no connection", async () => {
    const server = await startTlsServer();
    const call = createTrustingFetch(trust)(server.url, { signal: AbortSignal.abort("enough") });
    await expect(call).rejects.toBe("enough");
    expect(server.countConnections()).toBe(0);
  });

  test("aborted within a handshake that hangs, rethrows the reason and closes the connection", async () => {
    const closed = Promise.withResolvers<void>();
    const controller = new AbortController();
    const port = await listen(
      createServer((socket) => {
        socket.on("error", () => {}).on("close", () => closed.resolve());
        socket.resume();
        controller.abort("enough");
      }),
    );
    const call = createTrustingFetch(trust)(`https://127.0.0.1:${port}`, { signal: controller.signal });
    await expect(call).rejects.toBe("enough");
    await closed.promise;
  });

  test("given an answer that breaks off, throws NetworkError", async () => {
    const server = await startTlsServer("localhost", (response) => {
      response.writeHead(200, { "content-length": 100 }).write("part", () => response.destroy());
    });
    const call = createClient({ baseUrl: server.url, fetch: createTrustingFetch(trust) }).GET("/");
    expect(await thrownBy(call)).toBeInstanceOf(NetworkError);
  });

  test("given an answer that fetch could not express, throws NetworkError and stays alive", async () => {
    const pem = readPem("localhost");
    const server = createTlsServer({ key: pem, cert: pem }, (socket) => {
      socket.on("error", () => {}).once("data", () => socket.end("HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n"));
    });
    const baseUrl = `https://127.0.0.1:${await listen(server)}`;
    const call = createClient({ baseUrl, fetch: createTrustingFetch(trust) }).GET("/");
    expect(await thrownBy(call)).toBeInstanceOf(NetworkError);
  });

  test("to a server that is not there, throws NetworkError with the system's code", async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const call = createClient({ baseUrl: `https://127.0.0.1:${port}`, fetch: createTrustingFetch(trust) }).GET("/");
    expect((await thrownBy(call)).message).toBe("Cannot call acme GET /: the connection failed with ECONNREFUSED");
  });

  test("to plain http, throws TypeError and sends nothing", async () => {
    const server = await startServer();
    await expect(createTrustingFetch(trust)(server.url)).rejects.toThrow(
      new TypeError("Cannot send: a TLS trust needs an https URL"),
    );
    expect(server.seen).toEqual([]);
  });
});

describe("a server that is not trusted", () => {
  afterEach(() => {
    delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
  });

  const CASES = [
    ["the wrong pin", "localhost", { certificateSha256: readPin("elsewhere") }, "127.0.0.1", "ERR_CERTIFICATE_PIN"],
    ["another authority", "localhost", { ca: readPem("elsewhere") }, "127.0.0.1", "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["another name", "elsewhere", { ca: readPem("elsewhere") }, "127.0.0.1", "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["another name by name", "elsewhere", { ca: readPem("elsewhere") }, "localhost", "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["a certificate out of date", "expired", { ca: readPem("expired") }, "127.0.0.1", "CERT_HAS_EXPIRED"],
  ] as const;

  test.each(CASES)("by %s, gets no byte of the request", async (_, certificate, trust, host, code) => {
    const server = await startTlsServer(certificate);
    const client = createClient({ baseUrl: `https://${host}:${server.port}`, fetch: createTrustingFetch(trust) });
    const error = await thrownBy(client.POST("/v1/x", { body: { secret: 1 } }));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error.message).toBe(`Cannot call acme POST /v1/x: the connection failed with ${code}`);
    expect(server.countConnections()).toBe(1);
    expect(server.seen).toEqual([]);
  });

  test.each(
    CASES,
  )("by %s, is refused also where the process trusts everything", async (_, certificate, trust, host) => {
    const server = await startTlsServer(certificate);
    process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    expect(await thrownBy(createTrustingFetch(trust)(`https://${host}:${server.port}`))).toBeInstanceOf(TypeError);
    expect(server.seen).toEqual([]);
  });

  test("by the global fetch, is refused while another client trusts it", async () => {
    const server = await startTlsServer();
    expect((await createTrustingFetch(PIN)(server.url)).status).toBe(204);
    await expect(fetch(server.url)).rejects.toThrow("fetch failed");
    expect(server.seen.length).toBe(1);
  });

  test("by the wrong pin, is told which pin it has", async () => {
    const server = await startTlsServer();
    const { cause } = await thrownBy(createTrustingFetch({ certificateSha256: "0".repeat(64) })(server.url));
    expect(String(cause)).toContain(readPin("localhost").replaceAll(":", "").toLowerCase());
  });
});

describe("a right pin", () => {
  test.each([
    "elsewhere",
    "expired",
  ] as const)("of the certificate %s, is enough: nothing else is checked", async (name) => {
    const server = await startTlsServer(name);
    expect((await createTrustingFetch({ certificateSha256: readPin(name) })(server.url)).status).toBe(204);
  });

  test("of a host with a name, sends the name in the handshake", async () => {
    const names: unknown[] = [];
    const pem = readPem("localhost");
    const server = createTlsServer({ key: pem, cert: pem }, (socket) => {
      names.push(Reflect.get(socket, "servername"));
      socket.on("error", () => {}).once("data", () => socket.end("HTTP/1.1 204 No Content\r\n\r\n"));
    });
    const port = await listen(server);
    await createTrustingFetch(PIN)(`https://localhost:${port}`);
    await createTrustingFetch(PIN)(`https://127.0.0.1:${port}`);
    expect(names).toEqual(["localhost", false]);
  });
});

describe("createTrustingFetch()", () => {
  test.each([
    ["nothing", {}],
    ["both", { ca: readPem("localhost"), certificateSha256: readPin("localhost") }],
    ["a pin too short", { certificateSha256: "00:11" }],
    ["a pin that is no hex", { certificateSha256: "z".repeat(64) }],
    ["a pin of SHA-1", { certificateSha256: "0".repeat(40) }],
    ["an authority that is no PEM", { ca: "MIIB" }],
    ["an empty authority", { ca: "" }],
    ["no authority in the list", { ca: [] }],
  ])("given %s, throws TypeError", (_, trust) => {
    expect(() => createTrustingFetch(trust)).toThrow(/^Cannot set up TLS: /);
  });
});

test("100 calls, leave no connection open", async () => {
  const open = new Set<Socket>();
  const pem = readPem("localhost");
  const server = createTlsServer({ key: pem, cert: pem }, (socket) => {
    open.add(socket);
    socket.on("error", () => {}).on("close", () => open.delete(socket));
    socket.once("data", () => socket.end("HTTP/1.1 204 No Content\r\n\r\n"));
  });
  const port = await listen(server);
  const fetches = [
    createTrustingFetch(PIN),
    createTrustingFetch(CA),
    createTrustingFetch({ certificateSha256: "0".repeat(64) }),
  ];
  for (let i = 0; i < 100; i++) await fetches[i % 3]?.(`https://127.0.0.1:${port}`).catch(() => {});
  const probe = connect({ port, host: "127.0.0.1", rejectUnauthorized: false });
  await new Promise((resolve) => probe.once("secureConnect", resolve));
  probe.destroy();
  await expect.poll(() => open.size).toBe(0);
});
