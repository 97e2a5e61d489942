import { describe, expect, it } from "vitest";
import { createScene, type Step, status, text } from "../contract/scene.ts";
import { AuthError, unwrap } from "./index.ts";

const VARIABLES = { input: { name: "acme" } };
const DATA = { data: { awsEnvs: [], deleteAWSEnv: { mutationId: "1", pendingMFA: false } } };

describe("a token that is refused", () => {
  const invalid = text('{"errors":[{"message":"Invalid API token"}]}');

  it("from the first call on, throws AuthError that does not speak of another token", async () => {
    const scene = createScene(invalid);
    const result = await scene.client.query("awsEnvs");
    expect(result.error).not.toHaveProperty("tokenWasAccepted");
    expect(() => unwrap(result)).toThrow(AuthError);
    expect(() => unwrap(result)).toThrow(
      expect.objectContaining({
        code: "AUTH_FAILED",
        status: 200,
        vendorCode: "UNAUTHORIZED",
        vendorMessage: "Invalid API token",
      }),
    );
    expect(() => unwrap(result)).not.toThrow("newer");
  });

  it.each<[string, Step]>([
    ["by its message", invalid],
    ["by 401", status(401)],
    [
      "by 401 with errors of another class",
      text('{"errors":[{"message":"no","extensions":{"code":"BAD"}}]}', { status: 401 }),
    ],
    ["by 401 with errors of no class", text('{"errors":[{"message":"no"}]}', { status: 401 })],
  ])("%s after it was taken, throws AuthError that says a newer one may have replaced it", async (_, step) => {
    const scene = createScene(DATA, step, step);
    await scene.client.query("awsEnvs");
    for (const result of [await scene.client.query("awsEnvs"), await scene.client.mutate("deleteAWSEnv", VARIABLES)]) {
      expect(result.error).toMatchObject({ tokenWasAccepted: true });
      const open = () => unwrap<unknown>(result);
      expect(open).toThrow(AuthError);
      expect(open).toThrow("a newer token of the account may have replaced it");
    }
    expect(scene.sentAtMs).toHaveLength(3);
  });

  it("a failure that says nothing of the token, does not count as having taken it", async () => {
    const scene = createScene(status(404), status(401));
    await scene.client.query("awsEnvs");
    expect((await scene.client.query("awsEnvs")).error).not.toHaveProperty("tokenWasAccepted");
  });

  it("its end, is not known", () => {
    expect(createScene(DATA).client.auth).toEqual({ expiresAt: undefined });
  });
});
