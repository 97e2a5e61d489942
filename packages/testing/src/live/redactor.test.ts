import { describe, expect, test } from "vitest";
import { createRedactor, listCredentials } from "./redactor.ts";

describe("createRedactor()", () => {
  test.each([
    ...["RUNNING", "half-up", "KAFKA_3", "STANDARD_D8S_V3", "APACHE_CASSANDRA", "v1alpha1", "us-east-1"],
  ])("shows the value %s", (text) => {
    expect(createRedactor([]).isPlainValue(text)).toBe(true);
  });

  test.each([
    ...["", "two words", "1st", "a@b.invalid", "10.0.0.1", "a".repeat(65), "x".repeat(40)],
    ...["eyJhbGciOi", "ghp_abcdef", "sk-live", "AKIAABCDEF", "tok9f8e7d6c", "e3b0c44298fc1c14", "id-0a1b2c3d4e"],
  ])("does not show the value %s", (text) => {
    expect(createRedactor([]).isPlainValue(text)).toBe(false);
  });

  test.each([
    ["metadata", "metadata"],
    ["@type", "@type"],
    ["app.example/name", "*"],
    ["a@b.invalid c", "*"],
    ["x9y8z7w6v5u4", "*"],
  ])("shows the name %s as %s", (text, want) => {
    expect(createRedactor([]).toMemberName(text)).toBe(want);
  });

  test("does not show what the request carried, in any case and inside of other text", () => {
    const { isPlainValue, toMemberName } = createRedactor(["OpenSesame", "any"]);
    expect([isPlainValue("opensesame"), toMemberName("xOpenSesamex"), isPlainValue("many")]).toEqual([
      false,
      "*",
      true,
    ]);
  });

  test("does not show what a member of a telling name holds, but names below it", () => {
    const { isPlainValue } = createRedactor([], {
      list: [{ clientSecret: "plain" }],
      tokens: [{ state: "ACTIVE" }],
      tokenType: "jwt4",
    });
    expect(["plain", "ACTIVE", "jwt4"].map(isPlainValue)).toEqual([false, true, true]);
  });
});

describe("listCredentials()", () => {
  test("takes headers of credentials apart, Basic ones decoded", () => {
    const authorization = `Basic ${btoa("me:p4ss")}`;
    const found = listCredentials({ authorization, cookie: "sid=abc; other=d", "x-auth-token": ["t"], accept: "no" });
    expect(found).toEqual(expect.arrayContaining([btoa("me:p4ss").replaceAll("=", ""), "me", "p4ss", "abc", "t"]));
    expect(found).not.toContain("no");
  });
});
