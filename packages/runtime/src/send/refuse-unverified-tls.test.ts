import { afterEach, describe, expect, test, vi } from "vitest";
import { createClient } from "../../test-fixtures/create-client.ts";
import { createClientCredentialsGrant } from "../auth/oauth2.ts";

const SWITCH = "NODE_TLS_REJECT_UNAUTHORIZED";
const create = (baseUrl: string, options: object = {}) => createClient({ baseUrl, ...options });

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment", () => {
  test.each<[string, object]>([
    ["no option", {}],
    ["a fetch of its own", { fetch: async () => Response.json({}) }],
    ["the option set to something else than true", { allowUnverifiedTlsFromEnvironment: 1 }],
  ])("an https client with %s, is refused with what to do", (_, options) => {
    vi.stubEnv(SWITCH, "0");
    expect(() => create("HTTPS://api.example.com", options)).toThrow(TypeError);
    expect(() => create("https://api.example.com", options)).toThrow(
      /unset NODE_TLS_REJECT_UNAUTHORIZED=0, or .*allowUnverifiedTlsFromEnvironment/,
    );
  });

  test("an https token endpoint, is refused too", () => {
    vi.stubEnv(SWITCH, "0");
    const grant = { vendor: "acme", tokenUrl: "https://login.example.com/token", clientId: "i", clientSecret: "s" };
    expect(() => createClientCredentialsGrant(grant)).toThrow(/allowUnverifiedTlsFromEnvironment/);
    createClientCredentialsGrant({ ...grant, allowUnverifiedTlsFromEnvironment: true });
  });

  test("an https client that says that it is meant, and an http client, are created", () => {
    vi.stubEnv(SWITCH, "0");
    create("https://api.example.com", { allowUnverifiedTlsFromEnvironment: true });
    create("http://127.0.0.1:8080");
  });
});

test.each([
  undefined,
  "1",
  "",
])("NODE_TLS_REJECT_UNAUTHORIZED=%s in the environment, an https client, is created", (value) => {
  vi.stubEnv(SWITCH, value);
  create("https://api.example.com");
});
