import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { hurriedClock } from "../../test-fixtures/hurried-clock.ts";
import { sendJson, startServer } from "../../test-fixtures/start-server.ts";
import { AuthError, NetworkError } from "../errors/client-error.ts";
import { createClientCredentialsGrant } from "./oauth2.ts";

const SECRET = "s3cr3t+&=/of?the client";
const TOKEN = { access_token: "at-1", token_type: "Bearer", expires_in: 300 };

async function ask(answer: (response: ServerResponse) => void) {
  const server = await startServer(answer);
  const grant = createClientCredentialsGrant({
    clock: hurriedClock,
    vendor: "acme",
    tokenUrl: `${server.url}/oauth2/token`,
    clientId: "id 1",
    clientSecret: SECRET,
    maxAttempts: 3,
  });
  return { server, grant };
}

async function fail(answer: (response: ServerResponse) => void): Promise<Error> {
  const { grant } = await ask(answer);
  return grant().then(
    () => new Error("a token was given"),
    (error: Error) => error,
  );
}

const show = (error: Error) =>
  `${inspect(error, { depth: 12, showHidden: true })}${JSON.stringify(error)}${error.stack}`;

describe("createClientCredentialsGrant()", () => {
  test("sends id, secret and grant in a form, and no Authorization header", async () => {
    const { server, grant } = await ask((response) => sendJson(response, TOKEN));
    const token = await grant();
    expect(server.seen).toMatchObject([{ method: "POST", url: "/oauth2/token" }]);
    const [seen] = server.seen;
    expect(seen?.headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
    expect(seen?.headers).not.toHaveProperty("authorization");
    expect(Object.fromEntries(new URLSearchParams(seen?.body))).toEqual({
      grant_type: "client_credentials",
      client_id: "id 1",
      client_secret: SECRET,
    });
    expect(token).toEqual({ value: "at-1", lifetimeMs: 300_000 });
  });

  test("called again, asks again", async () => {
    const { server, grant } = await ask((response) => sendJson(response, TOKEN));
    await grant();
    await grant();
    expect(server.seen.length).toBe(2);
  });

  test.each([
    ["missing", undefined, 300_000],
    ["zero", 0, 0],
    ["a number in text", "300", 300_000],
    ["a fraction", 1.5, 1_500],
  ])("expires_in %s, is understood", async (_, expiresIn, lifetimeMs) => {
    const { grant } = await ask((response) => sendJson(response, { ...TOKEN, expires_in: expiresIn }));
    expect(await grant()).toEqual({ value: "at-1", lifetimeMs });
  });

  test("expires_in missing and a lifetime in the options, takes that", async () => {
    const grant = createClientCredentialsGrant({
      vendor: "acme",
      tokenUrl: "https://login.example.com/token",
      clientId: "i",
      clientSecret: SECRET,
      defaultLifetimeMs: 7_000,
      fetch: async () => Response.json({ ...TOKEN, expires_in: undefined }),
    });
    expect((await grant()).lifetimeMs).toBe(7_000);
  });

  test("a token URL with a query, keeps it on the wire and out of errors", async () => {
    const server = await startServer((response) => sendJson(response, {}, 500));
    const tokenUrl = `${server.url}/token?tenant=query-secret`;
    const client = { clientId: "i", clientSecret: SECRET };
    const grant = createClientCredentialsGrant({ vendor: "acme", tokenUrl, ...client, clock: hurriedClock });
    const error = await grant().catch((thrown: unknown) => thrown as Error);
    expect(server.seen[0]?.url).toBe("/token?tenant=query-secret");
    expect(show(error as Error)).not.toContain("query-secret");
  });

  test("a fetch of the options, is used", async () => {
    const urls: unknown[] = [];
    const grant = createClientCredentialsGrant({
      vendor: "acme",
      tokenUrl: "https://login.example.com/token",
      clientId: "i",
      clientSecret: SECRET,
      fetch: async (url) => {
        urls.push(url);
        return Response.json(TOKEN);
      },
    });
    expect((await grant()).value).toBe("at-1");
    expect(urls).toEqual(["https://login.example.com/token"]);
  });

  test.each([
    ["an empty id", { clientId: "" }],
    ["an empty secret", { clientSecret: "" }],
    ["a secret with a line break", { clientSecret: "hidden\n" }],
    ["an address that is none", { tokenUrl: "hidden" }],
    ["an address with credentials", { tokenUrl: "https://hidden@example.com/token" }],
    ["an address with a fragment", { tokenUrl: "https://example.com/token?a=1#hidden" }],
    ["an address of another scheme", { tokenUrl: "file:///hidden" }],
  ])("%s, throws TypeError that does not repeat it", (_, change) => {
    const options = { vendor: "acme", tokenUrl: "https://example.com/token", clientId: "i", clientSecret: "s" };
    expect(() => createClientCredentialsGrant({ ...options, ...change })).toThrow(TypeError);
    expect(() => createClientCredentialsGrant({ ...options, ...change })).not.toThrow(/hidden/);
  });
});

describe("a token endpoint that refuses", () => {
  const refusal = (body: unknown, status: number, headers?: Record<string, string>) => (response: ServerResponse) =>
    sendJson(response, body, status, headers);
  const raw = (content: string, status: number, type: string) => (response: ServerResponse) =>
    response.writeHead(status, { "content-type": type }).end(content);

  test.each([
    [
      "invalid_client",
      refusal({ error: "invalid_client", error_description: `no ${SECRET}` }, 401),
      "invalid_client, status 401",
    ],
    ["invalid_scope", refusal({ error: "invalid_scope" }, 400), "invalid_scope, status 400"],
    ["an error code that holds the secret", refusal({ error: SECRET }, 400), "status 400"],
    ["an error code that is a sentence", refusal({ error: "no such client id 1" }, 400), "status 400"],
    [
      "a challenge that holds the secret",
      refusal({}, 401, { "www-authenticate": `Bearer error="x", key="${encodeURIComponent(SECRET)}"` }),
      "status 401",
    ],
    ["a failure in JSON", refusal({ message: SECRET }, 503), "status 503"],
    ["a failure as a web page", raw(`<html>${SECRET}`, 502, "text/html"), "status 502"],
    [
      "a redirect",
      (response: ServerResponse) => response.writeHead(302, { location: "/elsewhere" }).end(),
      "status 302",
    ],
    ["a success as a web page", raw(`<html>${SECRET}`, 200, "text/html"), "status 200"],
    ["a success in broken JSON", raw(`{"access_token":"${SECRET}`, 200, "application/json"), "status 200"],
    ["a success without a body", raw("", 204, "application/json"), "status 204"],
    ["a success without a token", refusal({ token_type: "bearer", secret: SECRET }, 200), "status 200"],
    ["an empty token", refusal({ ...TOKEN, access_token: "" }, 200), "status 200"],
    ["a token that is no text", refusal({ ...TOKEN, access_token: { a: SECRET } }, 200), "status 200"],
    ["a token that no header can carry", refusal({ ...TOKEN, access_token: `${SECRET}\r\nx` }, 200), "status 200"],
    ["a token of an unknown type", refusal({ ...TOKEN, token_type: SECRET }, 200), "status 200"],
    ["an expires_in that is no number", refusal({ ...TOKEN, expires_in: SECRET }, 200), "status 200"],
    ["a negative expires_in", refusal({ ...TOKEN, expires_in: -1 }, 200), "status 200"],
  ])("%s, throws AuthError without anything that the server sent", async (_, answer, found) => {
    const error = await fail(answer);
    expect(error).toBeInstanceOf(AuthError);
    expect(error).toMatchObject({
      code: "AUTH_FAILED",
      vendor: "acme",
      operation: "POST /oauth2/token",
      message: `Cannot call acme POST /oauth2/token: the token endpoint did not give a token (${found})`,
    });
    expect(error.cause).toBe(undefined);
    for (const form of [SECRET, encodeURIComponent(SECRET), new URLSearchParams({ a: SECRET }).toString().slice(2)]) {
      expect(show(error)).not.toContain(form);
    }
  });

  test("a token that the client knows, is removed from what went wrong with the next one", async () => {
    const fetch = async () => {
      throw new TypeError("refused behind token at-0-of-the-client");
    };
    const options = { clock: hurriedClock, vendor: "acme", tokenUrl: "https://id.acme.test/token", maxAttempts: 1 };
    const secrets = new Set(["at-0-of-the-client"]);
    const grant = createClientCredentialsGrant({ ...options, fetch, secrets, clientId: "me", clientSecret: SECRET });
    const error = await grant().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NetworkError);
    expect(show(error as Error)).toContain("refused behind token [redacted]");
    expect(show(error as Error)).not.toContain("at-0-of");
    expect([...secrets]).toContain(SECRET);
  });

  test("a secret that looks like an error code, is removed", async () => {
    const server = await startServer((response) => sendJson(response, { error: "only_lower_case" }, 400));
    const grant = createClientCredentialsGrant({
      vendor: "acme",
      tokenUrl: `${server.url}/token`,
      clientId: "i",
      clientSecret: "only_lower_case",
    });
    await expect(grant()).rejects.toThrow("([redacted], status 400)");
  });

  test("a redirect to another origin, sends nothing there", async () => {
    const other = await startServer();
    const error = await fail((response) => response.writeHead(307, { location: `${other.url}/token` }).end());
    expect(error).toBeInstanceOf(AuthError);
    expect(other.seen).toEqual([]);
  });
});

describe("a token endpoint that cannot be reached", () => {
  test.each([
    ["reset", (response: ServerResponse) => void response.socket?.resetAndDestroy()],
    [
      "cut off within the answer",
      (response: ServerResponse) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": 500 });
        response.write(`{"access_token":"${SECRET}`, () => response.destroy());
      },
    ],
  ])("%s, throws NetworkError without the secret", async (_, answer) => {
    const error = await fail(answer);
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ operation: "POST /oauth2/token", cause: expect.any(Error) });
    expect(show(error)).not.toContain(SECRET);
  });
});
