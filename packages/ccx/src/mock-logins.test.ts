import { failureOf } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { useMock } from "../contract/mock-bench.ts";
import type { CcxCredentials } from "./auth.ts";
import { AuthError, unwrap } from "./index.ts";

const { clock, run, play, mock, sent } = useMock();

describe("logins", () => {
  const user = { login: "a@b.example", password: "honey" };
  const check = (ccx: ReturnType<typeof play>["ccx"]) => run(ccx.GET("/api/deployment/v3/data-stores").then(unwrap));
  const statuses = () => sent("/data-stores").map(({ status }) => status);

  test("login, an OAuth2 token, is renewed in its last minute, and nobody is refused", async () => {
    const { ccx } = play(["login"], { clientId: "id", clientSecret: "honey-secret" });
    await check(ccx);
    await clock.advance(3_600_000 - 30_000);
    await check(ccx);
    await clock.advance(60_000);
    await check(ccx);
    expect(sent("/oauth2/token")).toHaveLength(2);
    expect(statuses()).toEqual([200, 200, 200]);
    const [first, , last] = sent("/data-stores").map(({ headers }) => headers["authorization"]);
    expect(first).toMatch(/^Bearer token-/);
    expect(last).not.toBe(first);
  });

  test("login, an OAuth2 token that was ended, is replaced once, and the call sent once more", async () => {
    const { ccx } = play(["login"], { clientId: "id", clientSecret: "honey-secret" });
    await check(ccx);
    mock().use("login");
    await check(ccx);
    expect(sent("/oauth2/token")).toHaveLength(2);
    expect(statuses()).toEqual([200, 401, 200]);
  });

  test.each<[string, CcxCredentials, string]>([
    ["of the second service", { login: user }, "/api/v2/auth/login"],
    ["of the first service", { login: { ...user, version: "v1" } }, "/api/auth/login"],
  ])("login, a session %s that ends early, is replaced by one login, and the call sent once more", async (_, credentials, path) => {
    const { ccx } = play(["login"], credentials);
    await check(ccx);
    await clock.advance(1_800_000);
    await check(ccx);
    expect(sent(path).map(({ body }) => JSON.parse(body))).toEqual([user, user]);
    expect(statuses()).toEqual([200, 401, 200]);
    const cookies = sent("/data-stores").map(({ headers }) => headers["cookie"]);
    expect(cookies[1]).toBe(cookies[0]);
    expect(cookies[2]).not.toBe(cookies[0]);
  });

  test("login, a session of an administrator, opens the admin API", async () => {
    const { ccx } = play(["login"], { adminLogin: user });
    unwrap(await run(ccx.GET("/api/admin/cmon/version")));
    expect(sent("/version")[0]?.headers["cookie"]).toMatch(/^ccx-session=session-/);
  });

  test("login, a token that nobody handed out, is an AuthError", async () => {
    const { ccx } = play(["login"]);
    expect(await failureOf(check(ccx))).toBeInstanceOf(AuthError);
    expect(statuses()).toEqual([401]);
  });

  test("rotating-session, six calls, follow the session from answer to answer with one login", async () => {
    const { ccx } = play(["rotating-session"], { login: user });
    for (let count = 0; count < 6; count++) await check(ccx);
    expect(sent("/login")).toHaveLength(1);
    expect(statuses()).toEqual(Array(6).fill(200));
    const cookies = sent("/data-stores").map(({ headers }) => headers["cookie"]);
    expect(cookies).toEqual(Array.from({ length: 6 }, (_, index) => `ccx-session=rotated-1-${index + 1}`));
  });

  test("old-installation, the second login service, is not there, and the first is", async () => {
    const { ccx } = play(["old-installation"], { login: user });
    expect(await failureOf(check(ccx))).toBeInstanceOf(AuthError);
    expect(sent("/api/v2/auth/login")[0]?.status).toBe(404);
    await check(play([], { login: { ...user, version: "v1" } }).ccx);
    expect(sent("/api/auth/login")[0]?.status).toBe(200);
  });
});
