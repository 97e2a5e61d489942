import { inspect } from "node:util";
import { createRecordingFetch, failureOf, json, withPollutedPrototype } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { createEdgeHostClient, type EdgeHostOptions } from "./client.ts";
import { AuthError, HttpError, unwrap } from "./index.ts";

const baseUrl = "https://10.0.0.5:5080";

function setUp(...answers: (() => Response)[]) {
  const { fetch, sent } = createRecordingFetch(...answers);
  return { host: createEdgeHostClient({ baseUrl, token: "t1", fetch }), sent };
}

describe("createEdgeHostClient() with a token", () => {
  test("calling by path, by id and by method, sends the same request with the token as a cookie", async () => {
    const { host, sent } = setUp(json({ status: { hostName: "edge-1" } }));
    const { data } = await host.GET("/v1/edge-mgmt/edgehosts/current");
    await host.call("v1EdgeHostInfo");
    await host.op.v1EdgeHostInfo();
    expect(sent.map(({ line }) => line)).toEqual(Array(3).fill(`GET ${baseUrl}/v1/edge-mgmt/edgehosts/current`));
    expect(sent.map(({ headers }) => headers.get("Cookie"))).toEqual(Array(3).fill("Authorization=t1"));
    expect(sent.some(({ headers }) => headers.has("Authorization"))).toBe(false);
    expect(data).toEqual({ status: { hostName: "edge-1" } });
  });

  test("logging in by hand, sends no cookie", async () => {
    const { host, sent } = setUp(json({ Token: { Authorization: "t2" } }));
    await host.POST("/v1/users/default/login", { body: { username: "me", password: "p" } });
    expect(sent[0]?.headers.has("Cookie")).toBe(false);
  });

  test("given a file's path with slashes, sends it as one segment", async () => {
    const { host, sent } = setUp(
      () => new Response("bytes", { headers: { "content-type": "application/octet-stream" } }),
    );
    const params = { path: { filePath: "/opt/spectro cloud/a.tar" } };
    const { data } = await host.GET("/v1/edge-mgmt/edgehosts/current/file-download/{filePath}", { params });
    expect(sent[0]?.line).toBe(
      `GET ${baseUrl}/v1/edge-mgmt/edgehosts/current/file-download/%2Fopt%2Fspectro%20cloud%2Fa.tar`,
    );
    expect(await data?.text()).toBe("bytes");
  });

  test("given a form, sends its files with the boundary that fetch chooses", async () => {
    const uploads: Request[] = [];
    const host = createEdgeHostClient({
      baseUrl,
      token: "t1",
      fetch: async (...request) => {
        uploads.push(new Request(...request));
        return Response.json({ uploadPath: "/opt/a.tar" }, { status: 201 });
      },
    });
    const body = new FormData();
    body.append("uploadFile", new Blob(["bytes"]), "a.tar");
    body.append("signature", new Blob(["signed"]), "a.sig");
    const { data } = await host.POST("/v1/edge-mgmt/edgehosts/current/actions/upload-content", { body });
    expect(data).toEqual({ uploadPath: "/opt/a.tar" });
    expect(uploads[0]?.headers.get("Content-Type")).toMatch(/^multipart\/form-data; boundary=/);
    const arrived = await uploads[0]?.formData();
    expect([...(arrived?.keys() ?? [])]).toEqual(["uploadFile", "signature"]);
    expect(await (arrived?.get("uploadFile") as File).text()).toBe("bytes");
  });

  test("unlinking a peer, sends its id in the query", async () => {
    const { host, sent } = setUp(json({ message: "accepted" }));
    await host.POST("/v1/edge-mgmt/edgehosts/current/unlink", { params: { query: { peerId: "a b" } } });
    expect(sent[0]?.line).toBe(`POST ${baseUrl}/v1/edge-mgmt/edgehosts/current/unlink?peerId=a%20b`);
  });
});

describe("createEdgeHostClient() options", () => {
  test.each([
    [""],
    ["a; b=honey"],
    ["honey\r\nX: y"],
    ["hönig"],
    ["honey bee"],
  ])("given the token %j, refuses it without repeating it", (token) => {
    const create = () => createEdgeHostClient({ baseUrl, token });
    expect(create).toThrow(TypeError);
    expect(create).toThrow(/^Cannot use token: (?!.*(honey|hönig))/);
  });

  test.each<[string, object]>([
    ["none", {}],
    ["a login without a password", { login: { username: "me" } }],
    ["a login without a user", { login: { password: "honey" } }],
    ["both kinds", { token: "honey", login: { username: "me", password: "honey" } }],
  ])("given as credentials %s, says what it takes", (_, credentials) => {
    const create = () => createEdgeHostClient({ baseUrl, ...credentials } as EdgeHostOptions);
    expect(create).toThrow(TypeError);
    expect(create).toThrow('Cannot create the edge host client: expected either "token" or "login"');
    expect(create).not.toThrow("honey");
  });

  test("without a base URL, refuses: every host has its own", () => {
    expect(() => createEdgeHostClient({ token: "t1" } as EdgeHostOptions)).toThrow(TypeError);
  });
});

describe("failures of an edge host", () => {
  test.each<[string, () => Response, object]>([
    [
      "an object with code and message",
      json({ code: "ClusterNotFound", message: "no cluster", details: {}, ref: "r" }, 404),
      { status: 404, vendorCode: "ClusterNotFound", vendorMessage: "no cluster", requestId: "r" },
    ],
    ["a text in JSON", json("no space left", 500), { status: 500, vendorMessage: "no space left" }],
    [
      "a plain text",
      () => new Response("no space left", { status: 500 }),
      { status: 500, vendorMessage: "no space left" },
    ],
    ["an object without fields", json({}, 401), { status: 401, vendorCode: undefined, vendorMessage: undefined }],
    ["an object with a message", json({ message: "none" }, 404), { status: 404, vendorMessage: "none" }],
    ["no body", () => new Response(null, { status: 502 }), { status: 502, vendorMessage: undefined }],
  ])("given as %s, are thrown by unwrap() with what they say", async (_, answer, expected) => {
    const { host } = setUp(answer);
    const result = await host.GET("/v1/edge-mgmt/cluster", { maxAttempts: 1 });
    expect(result.data).toBeUndefined();
    expect(result.error).toBeDefined();
    const failure = await failureOf(Promise.resolve(result).then(unwrap));
    expect(failure).toBeInstanceOf(result.response.status === 401 ? AuthError : HttpError);
    expect(failure).toMatchObject({ ...expected, vendor: "edge-host", operation: "GET /v1/edge-mgmt/cluster" });
  });

  test.each([
    ["plain", (token: string) => token],
    ["URL-encoded", encodeURIComponent],
    ["base64", btoa],
  ])("that echo the token %s, are thrown without it", async (_, encode) => {
    const token = "honey/7f3a+token=";
    const { fetch } = createRecordingFetch(json({ message: `bad ${encode(token)} given` }, 401));
    const failure = await failureOf(createEdgeHostClient({ baseUrl, token, fetch }).GET("/v1/ping").then(unwrap));
    expect(failure).toMatchObject({ status: 401, vendorMessage: expect.stringContaining("bad [redacted]") });
    expect(inspect(failure, { depth: 12 })).not.toContain(encode(token));
  });
});

test("a client created while Object.prototype is polluted, sends what its own options say", async () => {
  const { fetch, sent } = createRecordingFetch(json({ Token: { Authorization: "t1" } }));
  const login = { username: "me", password: "p" };
  const members = {
    baseUrl: "https://evil.example",
    headers: { "X-Evil": "1" },
    token: "evil",
    tls: { ca: "evil" },
    extendedSession: true,
  };
  const client = withPollutedPrototype(members, () =>
    createEdgeHostClient({ baseUrl: "https://10.0.0.5:5080", login, fetch }),
  );
  await client.GET("/v1/ping");
  expect(sent.map(({ line }) => line)).toEqual([
    "POST https://10.0.0.5:5080/v1/users/default/login?setCookie=false&extendedSession=false",
    "GET https://10.0.0.5:5080/v1/ping",
  ]);
  expect(Object.fromEntries(sent[1]?.headers ?? [])).toEqual({ cookie: "Authorization=t1" });
});
