import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { withPollutedPrototype } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { createRuleFetch, on, type Rule, sessionAnswer } from "../contract/rule-fetch.ts";
import { createCcxClient } from "./client.ts";
import { HttpError, ResponseFormatError, unwrap } from "./index.ts";

const STORE = { path: { store_uuid: "9f3c" } };

function setUp(...answers: readonly Rule[]) {
  const { fetch, sent } = createRuleFetch(...answers);
  return { sent, ccx: createCcxClient({ baseUrl: "https://ccx.example.com/", token: "t1", fetch }) };
}

describe("requests", () => {
  test("list with a query, GET, is sent to the installation of the base URL", async () => {
    const { ccx, sent } = setUp();
    await ccx.GET("/api/deployment/v3/data-stores", { params: { query: { limit: 10, offset: 20 } } });
    expect(sent[0]?.method).toBe("GET");
    expect(sent[0]?.url).toBe("https://ccx.example.com/api/deployment/v3/data-stores?limit=10&offset=20");
    expect(sent[0]?.redirect).toBe("manual");
  });

  test("deletions that are told what to delete, op, carry a JSON body", async () => {
    const { ccx, sent } = setUp();
    await ccx.op.deleteFirewallRule({ params: STORE, body: { source: "10.0.0.0/8" } });
    await ccx.op.deleteDatabase({ params: STORE, body: { database_name: "shop" } });
    await ccx.op.deleteDbUser({ params: STORE, body: { database_username: "ann", database_host: "%" } });
    expect(sent.map(({ method, url, body }) => [method, new URL(url).pathname, body])).toEqual([
      ["DELETE", "/api/firewall/api/v1/firewall/9f3c", '{"source":"10.0.0.0/8"}'],
      ["DELETE", "/api/userdb/api/v1/database/9f3c", '{"database_name":"shop"}'],
      ["DELETE", "/api/userdb/api/v1/user/9f3c", '{"database_username":"ann","database_host":"%"}'],
    ]);
    expect(sent.map(({ headers }) => headers.get("content-type"))).toEqual(Array(3).fill("application/json"));
  });

  test("base URL missing, createCcxClient(), throws TypeError", () => {
    expect(() => createCcxClient({ token: "t1" } as never)).toThrow(/Cannot use base URL/);
  });
});

describe("owner", () => {
  const ownersOf = (sent: readonly { headers: Headers }[]) => sent.map(({ headers }) => headers.get("ccx-owner"));

  test("none, call, sends no CCX-Owner", async () => {
    const { ccx, sent } = setUp();
    await ccx.GET("/api/deployment/v3/data-stores");
    expect(ownersOf(sent)).toEqual([null]);
  });

  test("option, call, sends it with the headers of the caller", async () => {
    const { fetch, sent } = createRuleFetch();
    const ccx = createCcxClient({
      baseUrl: "https://ccx.example.com",
      session: "s1",
      owner: "user:6f1c",
      headers: { "X-Trace": "1" },
      fetch,
    });
    await ccx.GET("/api/deployment/v3/data-stores");
    expect(ownersOf(sent)).toEqual(["user:6f1c"]);
    expect(sent[0]?.headers.get("x-trace")).toBe("1");
  });

  test("scope of a login, owner(), acts for it in one session and leaves the client as it was", async () => {
    const { fetch, sent } = createRuleFetch(on("/api/v2/auth/login", () => sessionAnswer("s1")));
    const login = { login: "a@b.example", password: "p1" };
    const ccx = createCcxClient({ baseUrl: "https://ccx.example.com", login, fetch });
    await ccx.owner({ type: "org", id: "77" }).GET("/api/deployment/v3/data-stores");
    await ccx.GET("/api/deployment/v3/data-stores");
    expect(sent).toHaveLength(3);
    expect(ownersOf(sent)).toEqual([null, "org:77", null]);
  });

  test.each(["", "user", "user:", ":1", "user:1\nX: 1", "user:a b"])("%j, owner(), throws TypeError", (owner) => {
    const { ccx } = setUp();
    expect(() => ccx.owner(owner)).toThrow(TypeError);
  });
});

describe("answers", () => {
  test("CSV, billing, is text", async () => {
    const csv = () => new Response("a,b\n1,2\n", { headers: { "Content-Type": "text/csv" } });
    const { fetch } = createRuleFetch(on("/api/admin/datastores/billing/usage/csv", csv));
    const ccx = createCcxClient({ baseUrl: "https://ccx.example.com", session: "s1", fetch });
    const { data } = await ccx.op.adminBillingUsage({ params: { path: { type: "csv" } } });
    expect(data).toBe("a,b\n1,2\n");
  });

  test("change without a body in the answer, updateDatastore, is a success", async () => {
    const { ccx } = setUp(on("/api/prov/api/v2/cluster/9f3c", () => new Response(null, { status: 200 })));
    const result = await ccx.op.updateDatastore({ params: STORE, body: { cluster_name: "renamed" } });
    expect(result.error).toBeUndefined();
    expect(unwrap(result)).toBeUndefined();
  });

  test("web page with status 200, call, rejects with ResponseFormatError", async () => {
    const page = () => new Response("<!doctype html>", { headers: { "Content-Type": "text/html" } });
    const { ccx } = setUp(on("/api/v2/auth/check", page));
    await expect(ccx.GET("/api/v2/auth/check")).rejects.toBeInstanceOf(ResponseFormatError);
  });

  test("datastore that is gone with status 500, unwrap(), throws HttpError 404", async () => {
    const err = "rpc error: code = NotFound desc = no rows";
    const { fetch } = createRuleFetch(on("/api/admin/datastores/9f3c", () => Response.json({ err }, { status: 500 })));
    const ccx = createCcxClient({ baseUrl: "https://ccx.example.com", session: "s1", fetch });
    const result = await ccx.op.adminGetDatastore({ params: { path: { id: "9f3c" } } });
    expect(result.error).toEqual({ err });
    expect(() => unwrap(result)).toThrow(HttpError);
    expect(() => unwrap(result)).toThrow(expect.objectContaining({ status: 404, vendorMessage: err }));
  });

  test("job that runs already, unwrap(), throws HttpError with the vendor's code and message", async () => {
    const { ccx } = setUp(
      on("/api/prov/api/v2/cluster/9f3c", () => Response.json({ code: 409, err: "", error: "busy" }, { status: 409 })),
    );
    const result = await ccx.op.deleteDatastore({ params: STORE });
    expect(() => unwrap(result)).toThrow(
      expect.objectContaining({ status: 409, vendorCode: "409", vendorMessage: "busy" }),
    );
  });

  test("JWT login by redirect, real server, is a success that is not followed", async () => {
    const paths: (string | undefined)[] = [];
    const server = createServer((request, answer) => {
      paths.push(request.url);
      answer.writeHead(303, { Location: "/ui", "Set-Cookie": "ccx-session=s1" }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const ccx = createCcxClient({ baseUrl, token: "t1" });
      const result = await ccx.op.jwtLoginRedirect({ params: { query: { issuer: "i", jwt: "j" } } });
      expect(paths).toEqual(["/api/auth/jwt-login?issuer=i&jwt=j"]);
      expect(unwrap(result)).toBeUndefined();
      expect(result.response.headers.get("location")).toBe("/ui");
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

test("a client created while Object.prototype is polluted, sends what its own options say", async () => {
  const { fetch, sent } = createRuleFetch(on("/api/v2/auth/login", () => sessionAnswer("s1")));
  const members = {
    baseUrl: "https://evil.example",
    headers: { "X-Evil": "1" },
    owner: "user:evil",
    token: "evil",
    version: "v1",
  };
  const client = withPollutedPrototype(members, () =>
    createCcxClient({ baseUrl: "https://ccx.example.com", login: { login: "a", password: "p" }, fetch }),
  );
  await client.GET("/api/v2/auth/check");
  expect(sent.map(({ line }) => line)).toEqual([
    "POST https://ccx.example.com/api/v2/auth/login",
    "GET https://ccx.example.com/api/v2/auth/check",
  ]);
  expect(Object.fromEntries(sent[1]?.headers ?? [])).toEqual({ cookie: "ccx-session=s1" });
});
