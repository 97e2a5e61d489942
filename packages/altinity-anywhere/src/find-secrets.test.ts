import { describe, expect, it } from "vitest";
import { findSecrets } from "./find-secrets.ts";

describe("findSecrets()", () => {
  it.each([
    ["no variables", undefined, []],
    ["no secret fields", { input: { name: "environment" } }, []],
    ["a secret field at any depth", { input: { spec: { datadog: { encApiKey: "abcdef" } } } }, ["abcdef"]],
    [
      "secret fields in a list",
      { users: [{ passwordValue: "first-one" }, { passwordValue: "second" }] },
      ["first-one", "second"],
    ],
    ["a list of secrets", { passwordValue: ["first-one"] }, ["first-one"]],
    ["a secret too short to look for", { passwordValue: "abc" }, []],
    ["an object under a secret name", { passwordValue: { name: "not-a-secret" } }, []],
  ])("%s, returns the secrets", (_, variables, want) => {
    expect(findSecrets(variables)).toEqual(want);
  });

  it("variables that hold themselves, ends", () => {
    const loop: Record<string, unknown> = { passwordValue: "abcdef" };
    loop["self"] = loop;
    expect(new Set(findSecrets(loop))).toEqual(new Set(["abcdef"]));
  });
});
