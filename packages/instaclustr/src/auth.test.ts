import { inspect } from "node:util";
import { createRecordingFetch, json } from "@vendor-clients/testing";
import { createFakeClock } from "@vendor-clients/testing/clock";
import { describe, expect, test } from "vitest";
import { createInstaclustrAuth } from "./auth.ts";
import { createInstaclustrClient, type InstaclustrOptions } from "./client.ts";
import { HttpError, NetworkError, unwrap } from "./index.ts";

const HONEY = "honey/pot+42";

describe("createInstaclustrAuth()", () => {
  test("key, keeps it and its encoded form among the secrets", () => {
    const { secrets, isReadOnly } = createInstaclustrAuth({ username: "me", apiKey: "k1" });
    expect([...secrets]).toEqual(["k1", btoa("me:k1")]);
    expect(isReadOnly).toBe(false);
  });

  test("read-only key, keeps both forms and says so", () => {
    const { secrets, isReadOnly } = createInstaclustrAuth({ username: "me", readOnlyKey: "k1" });
    expect([...secrets]).toEqual(["k1", btoa("me:k1")]);
    expect(isReadOnly).toBe(true);
  });
});

describe("credentials", () => {
  test.each([
    ["apiKey", "me", "bWU6azE="],
    ["readOnlyKey", "me", "bWU6azE="],
    ["apiKey", "zoë", "em/DqzprMQ=="],
  ])("%s of user %s, call, are sent as HTTP Basic in UTF-8", async (name, username, encoded) => {
    const { fetch, sent } = createRecordingFetch(json([]));
    const options = { username, [name]: "k1", fetch } as unknown as InstaclustrOptions;
    await createInstaclustrClient(options).GET("/cluster-management/v2/data-sources/clusters/v2");
    expect(sent[0]?.headers.get("authorization")).toBe(`Basic ${encoded}`);
  });

  test.each<[string, object, RegExp]>([
    ["no key", { username: "me" }, /expected "apiKey" or "readOnlyKey", found neither$/],
    ["both keys", { username: "me", apiKey: "honey", readOnlyKey: "honey" }, /found both$/],
    ["an empty key", { username: "me", apiKey: "" }, /Cannot use apiKey/],
    ["a key with a line break", { username: "me", apiKey: "honey\nX: 1" }, /Cannot use apiKey/],
    ["a read-only key with a blank", { username: "me", readOnlyKey: "honey " }, /Cannot use readOnlyKey/],
    ["no user name", { apiKey: "honey" }, /Cannot use username/],
    ["an empty user name", { username: "", apiKey: "honey" }, /Cannot use username/],
    ["a user name with a line break", { username: "honey\n", apiKey: "honey" }, /Cannot use username/],
    ["a user name with a colon", { username: "honey:1", apiKey: "honey" }, /found a colon/],
  ])("%s, createInstaclustrClient(), throws TypeError that names no secret", (_, credentials, message) => {
    const create = () => createInstaclustrClient(credentials as InstaclustrOptions);
    expect(create).toThrow(TypeError);
    expect(create).toThrow(message);
    expect(create).not.toThrow(/honey/);
  });
});

describe("secrets", () => {
  const FORMS = [HONEY, encodeURIComponent(HONEY), btoa(HONEY), btoa(`me:${HONEY}`)];

  test.each(["apiKey", "readOnlyKey"])("%s, server echoes it in every form, stays out of the error", async (name) => {
    const text = FORMS.join(" ");
    const { fetch } = createRecordingFetch(json({ errors: [{ name: text, message: text }] }, 403));
    const options = { username: "me", [name]: HONEY, fetch } as unknown as InstaclustrOptions;
    const failure = await createInstaclustrClient(options)
      .GET("/cluster-management/v2/data-sources/clusters/v2")
      .then(unwrap)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(HttpError);
    expect(String(failure)).toContain("[redacted]");
    for (const form of FORMS) expect(inspect(failure, { depth: 9 })).not.toContain(form);
  });

  test("key, connection fails with the whole request in the error, stays out of it", async () => {
    const fetch = async (_: unknown, init?: RequestInit): Promise<Response> => {
      throw Object.assign(new Error(`failed with ${new Headers(init?.headers).get("authorization")}`), { init });
    };
    const clock = createFakeClock();
    const call = createInstaclustrClient({ username: "me", apiKey: HONEY, fetch, clock }).GET("/provisioning/v1/");
    const failure = await clock.runUntil(call).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NetworkError);
    for (const form of FORMS) expect(inspect(failure, { depth: 9 })).not.toContain(form);
  });
});

test.each([
  undefined,
  null,
  {},
])("createInstaclustrClient(), options %j, throws TypeError that says what is expected", (options) => {
  expect(() => createInstaclustrClient(options as never)).toThrow(TypeError);
  expect(() => createInstaclustrClient(options as never)).toThrow('expected "apiKey" or "readOnlyKey"');
});
