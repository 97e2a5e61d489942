import { failureOf } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { NAME, SPEC, TOKEN, useMock } from "../contract/mock-bench.ts";
import {
  AnywhereHttpError,
  AuthError,
  isBlockedByClusters,
  isGone,
  unwrap,
  waitForEnvironmentApplied,
  waitForEnvironmentDeleted,
} from "./index.ts";

const { clock, run, play, mock, create, remove, asked, watch } = useMock();

describe("a deletion", () => {
  test("pending-mfa, somebody who confirms after three minutes, lets the wait go on to the end", async () => {
    const client = play(["pending-mfa"]);
    const { states, wait } = watch();
    await create(client);
    expect(await remove(client)).toMatchObject({ pendingMFA: true });
    const startMs = clock.now();
    expect(await run(waitForEnvironmentDeleted(client, "awsEnv", NAME, wait))).toBe("deleted");
    expect(states).toEqual(["pending confirmation", "pending delete", "gone"]);
    expect(clock.now() - startMs).toBeGreaterThanOrEqual(600_000);
  });

  test("nobody-confirms, a wait, says so after five minutes, and the environment is there", async () => {
    const client = play(["nobody-confirms"]);
    await create(client);
    expect(await remove(client)).toMatchObject({ pendingMFA: true });
    const startMs = clock.now();
    expect(await run(waitForEnvironmentDeleted(client, "awsEnv", NAME, { clock }))).toBe("unconfirmed");
    expect(clock.now() - startMs).toBe(300_000);
    expect(unwrap(await run(client.op.awsEnv({ name: NAME })))).toMatchObject({ name: NAME });
  });

  test("deletion-errors, errors on the way, are not taken for the end", async () => {
    const client = play(["deletion-errors"]);
    const { states, wait } = watch();
    await create(client);
    await remove(client);
    expect(await run(waitForEnvironmentDeleted(client, "awsEnv", NAME, wait))).toBe("deleted");
    expect(states.slice(0, 3)).toEqual(["error without a code", "pending delete", "error without a code"]);
    expect(states.at(-1)).toBe("gone");
  });

  test("clusters-left, the refusal, says which flag is missing, and with it the deletion begins", async () => {
    const client = play(["clusters-left"]);
    await create(client);
    const refused = await run(client.op.deleteAWSEnv({ input: { name: NAME } }));
    expect(refused.error && isBlockedByClusters(refused.error)).toBe(true);
    expect(refused.error).toMatchObject({ code: "CONFLICT", status: 200, path: ["deleteAWSEnv"] });
    const input = { name: NAME, forceDestroyClusters: true };
    expect(unwrap(await run(client.op.deleteAWSEnv({ input })))).toMatchObject({ pendingMFA: false });
    expect(asked()).toEqual(["mutation createAWSEnv", "mutation deleteAWSEnv", "mutation deleteAWSEnv"]);
  });

  test("null-environment, an environment, is gone for isGone() and for the waiters", async () => {
    const client = play();
    await create(client);
    mock().use("null-environment");
    const result = await run(client.op.awsEnv({ name: NAME }));
    expect(JSON.parse(mock().requests.at(-1)?.answer ?? "")).toEqual({ data: { awsEnv: null } });
    expect(isGone(result)).toBe(true);
    expect(await run(waitForEnvironmentDeleted(client, "awsEnv", NAME, { clock }))).toBe("deleted");
    const failure = await failureOf(run(waitForEnvironmentApplied(client, "awsEnv", NAME, { clock })));
    expect(failure).toMatchObject({ code: "WAIT_FAILED", lastState: "not found" });
  });
});

describe("states", () => {
  test("never-connected, a wait, ends with its time and the history of states", async () => {
    const client = play(["never-connected"]);
    const { specRevision } = await create(client);
    const failure = await failureOf(run(waitForEnvironmentApplied(client, "awsEnv", NAME, { clock })));
    expect(specRevision).toBe(1);
    expect(failure).toMatchObject({ code: "WAIT_TIMEOUT", lastState: "revision 0 of 1, DISCONNECTED" });
    expect(clock.now()).toBeGreaterThanOrEqual(3_600_000);
  });

  test("apply-fails, an error that is no missing connection, ends the wait", async () => {
    const client = play(["apply-fails"]);
    await create(client);
    const failure = await failureOf(run(waitForEnvironmentApplied(client, "awsEnv", NAME, { clock })));
    expect(failure).toMatchObject({
      code: "WAIT_FAILED",
      lastState: "revision 0 of 1, DISCONNECTED CLOUD_PROVIDER_QUOTA_EXCEEDED",
    });
  });

  test("list-order, lists, come as they were sent, each time in another order", async () => {
    const client = play(["list-order"]);
    await create(client);
    const names = async () => unwrap(await run(client.op.awsEnvs())).map(({ name }) => name);
    const [first, second] = [await names(), await names()];
    expect(first).not.toEqual(second);
    expect(first.toSorted()).toEqual(second.toSorted());
    const zones = unwrap(await run(client.op.awsEnv({ name: NAME })))?.spec.zones;
    expect(zones?.toSorted()).toEqual(SPEC.zones.toSorted());
  });
});

describe("errors", () => {
  test("error-codes, each class, is the code of the error, and only a refused token is an AuthError", async () => {
    const client = play(["error-codes"]);
    const found: unknown[] = [];
    for (let count = 0; count < 5; count++) {
      const result = await run(client.op.awsEnv({ name: NAME }));
      const failure = await failureOf(Promise.resolve(result).then(unwrap));
      found.push([
        result.error?.code,
        failure instanceof AuthError,
        failure instanceof AnywhereHttpError,
        isGone(result),
      ]);
    }
    expect(asked()).toHaveLength(5);
    expect(found).toEqual([
      ["NOT_FOUND", false, true, true],
      ["CONFLICT", false, true, false],
      ["FORBIDDEN", false, true, false],
      ["UNAUTHORIZED", true, false, false],
      ["INTERNAL", false, true, false],
    ]);
  });

  test("error-texts, errors without a class, get the one that their text stands for", async () => {
    const client = play(["error-texts"]);
    const codes: unknown[] = [];
    for (let count = 0; count < 3; count++) codes.push((await run(client.op.awsEnvsHosted())).error?.code);
    expect(mock().requests[0]?.answer).not.toContain("extensions");
    expect(codes).toEqual(["CONFLICT", "UNAUTHORIZED", "FORBIDDEN"]);
  });

  test.each([
    ["FORBIDDEN", 2],
    ["UNAUTHORIZED", 3],
  ])("error-codes, %s, ends a wait for a deletion with the refusal", async (vendorCode, before) => {
    const client = play(["error-codes"]);
    for (let count = 0; count < before; count++) await run(client.op.awsEnvs());
    const failure = await failureOf(run(waitForEnvironmentDeleted(client, "awsEnv", NAME, { clock })));
    expect(failure).toMatchObject({ vendorCode });
    expect(asked()).toHaveLength(before + 1);
  });

  test("mixed-path, a part that fails, leaves the rest, and its path has names and numbers", async () => {
    const { data, error } = await run(play(["mixed-path"]).op.awsEnvs());
    expect(data?.map(({ name }) => name)).toEqual(["name-1", "name-2"]);
    expect(error).toMatchObject({ code: "INTERNAL", path: ["awsEnvs", 1, "spec"], status: 200 });
    expect(error?.errors).toHaveLength(1);
  });

  test("token-replaced, a token that was taken before, is refused, and the error says that a newer one may be why", async () => {
    const client = play(["token-replaced"]);
    unwrap(await run(client.op.awsEnvs()));
    unwrap(await run(play([], { token: "newer-token" }).op.awsEnvs()));
    const failure = await failureOf(run(client.op.awsEnvs()).then(unwrap));
    expect(failure).toBeInstanceOf(AuthError);
    expect(String(failure)).toContain("newer token");
    unwrap(await run(play([], { token: "newer-token" }).op.awsEnvs()));
    expect(mock().requests.map(({ answer }) => answer.includes("UNAUTHORIZED"))).toEqual([false, false, true, false]);
  });

  test("echoed-request, an error that repeats the request, shows the token nowhere", async () => {
    const client = play(["echoed-request"]);
    const result = await run(client.op.createAWSEnv({ input: { name: NAME, spec: SPEC } }));
    const failure = await failureOf(Promise.resolve(result).then(unwrap));
    expect(mock().requests[0]?.answer).toContain(TOKEN);
    expect(failure).toMatchObject({ status: 400 });
    expect(JSON.stringify([result.error, failure]) + String(failure)).not.toContain(TOKEN);
    expect(asked()).toEqual(["mutation createAWSEnv"]);
  });
});
