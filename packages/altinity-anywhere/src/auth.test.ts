import { afterEach, describe, expect, it, vi } from "vitest";
import { TOKEN_VARIABLE } from "./auth.ts";
import { type AltinityAnywhereOptions, createAltinityAnywhereClient, DEFAULT_BASE_URL } from "./index.ts";

const SECRET = "s3cr3t-canary";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

async function sendOne(options: AltinityAnywhereOptions): Promise<{ url: string; authorization: string | null }> {
  let url = "";
  let authorization: string | null = null;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    url = String(input);
    authorization = new Headers(init?.headers).get("authorization");
    return Response.json({ data: { awsEnvs: [] } });
  };
  await createAltinityAnywhereClient({ ...options, fetch }).query("awsEnvs");
  return { url, authorization };
}

describe("token", () => {
  it("given, goes to the vendor's endpoint as a bearer token and beats the environment", async () => {
    vi.stubEnv(TOKEN_VARIABLE, "from-environment");
    expect(await sendOne({ token: "given" })).toEqual({ url: DEFAULT_BASE_URL, authorization: "Bearer given" });
  });

  it("not given, is that of the environment", async () => {
    vi.stubEnv(TOKEN_VARIABLE, "from-environment");
    expect(await sendOne({})).toMatchObject({ authorization: "Bearer from-environment" });
  });

  it("a header of the client's options, does not replace it", async () => {
    const headers = { authorization: "other", "X-Trace": "1" };
    expect(await sendOne({ token: "given", headers })).toMatchObject({ authorization: "Bearer given" });
  });

  it("neither given nor in the environment, throws TypeError that names both", () => {
    vi.stubEnv(TOKEN_VARIABLE, undefined);
    const refusal =
      'Cannot create the Altinity.Cloud Anywhere client: expected "token" or the environment variable ALTINITYCLOUD_API_TOKEN';
    expect(() => createAltinityAnywhereClient()).toThrow(new TypeError(refusal));
  });

  it("not given in a runtime without process, throws the same TypeError", () => {
    vi.stubGlobal("process", undefined);
    expect(() => createAltinityAnywhereClient()).toThrow(TypeError);
  });

  it.each([
    ["empty", ""],
    ["a line break", `${SECRET}\r\nX-Evil: 1`],
    ["a newline at the end", `${SECRET}\n`],
    ["a blank at the end", `${SECRET} `],
    ["an en dash", `${SECRET}\u2013x`],
    ["a NUL", `${SECRET}\0`],
  ])("%s, throws TypeError that does not repeat it", (_, token) => {
    expect(() => createAltinityAnywhereClient({ token })).toThrow(TypeError);
    expect(() => createAltinityAnywhereClient({ token })).not.toThrow(SECRET);
  });
});

describe("base URL", () => {
  it.each([
    ["credentials", `https://user:${SECRET}@example.com/graphql`],
    ["a query", `https://example.com/graphql?key=${SECRET}`],
    ["a fragment", `https://example.com/graphql#${SECRET}`],
    ["another scheme", `file:///${SECRET}`],
    ["no scheme", `${SECRET}.example.com`],
    ["dot segments", `https://example.com/${SECRET}/..`],
  ])("%s, throws TypeError that does not repeat it", (_, baseUrl) => {
    expect(() => createAltinityAnywhereClient({ token: "t", baseUrl })).toThrow(TypeError);
    expect(() => createAltinityAnywhereClient({ token: "t", baseUrl })).not.toThrow(SECRET);
  });

  it("a slash at the end, is taken off", async () => {
    expect(await sendOne({ token: "t", baseUrl: "https://example.com/graphql/" })).toMatchObject({
      url: "https://example.com/graphql",
    });
  });
});

describe("an environment that accepts any certificate", () => {
  it("an https endpoint, throws TypeError that says what to do, unless the option says that it is meant", () => {
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    expect(() => createAltinityAnywhereClient({ token: "t" })).toThrow(TypeError);
    expect(() => createAltinityAnywhereClient({ token: "t" })).toThrow("allowUnverifiedTlsFromEnvironment");
    createAltinityAnywhereClient({ token: "t", allowUnverifiedTlsFromEnvironment: true });
    createAltinityAnywhereClient({ token: "t", baseUrl: "http://127.0.0.1:8080" });
  });
});

it("a header of the client's options that HTTP cannot carry, throws TypeError that does not repeat its value", () => {
  const create = () => createAltinityAnywhereClient({ token: "t", headers: { "X-Note": `${SECRET}\nX-Evil: 1` } });
  expect(create).toThrow(new TypeError('Cannot send header "X-Note": found characters that HTTP cannot carry'));
});
