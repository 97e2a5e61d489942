import { describe, expect, test } from "vitest";
import type { CallInit } from "../options.ts";
import { findCallSecrets } from "./find-call-secrets.ts";

const form = new FormData();
form.set("password", "in-a-form");
form.set("name", "no-secret");

describe("findCallSecrets()", () => {
  test.each<[string, CallInit, readonly string[]]>([
    ["nothing", {}, []],
    ["a password in a body", { body: { user: "someone", password: "hunter22" } }, ["hunter22"]],
    [
      "whatever stands below a secret's name",
      { body: { credentials: { key: ["k-123456", { id: "i-123456" }] } } },
      ["k-123456", "i-123456"],
    ],
    [
      "names of other spellings",
      { body: { apiKey: "a-123456", private_key: "b-123456", refreshToken: "c-123456" } },
      ["a-123456", "b-123456", "c-123456"],
    ],
    ["a form", { body: form }, ["in-a-form"]],
    [
      "a form in an address",
      { body: new URLSearchParams({ client_secret: "s-123456", scope: "everything" }) },
      ["s-123456"],
    ],
    ["a query", { params: { query: { token: "q-123456", limit: 5, search: "something" } } }, ["q-123456"]],
    ["a path", { params: { path: { token: "p-123456", uid: "u-123456" } } }, ["p-123456"]],
    ["headers of the call", { headers: { authorization: "Bearer h-123456", "x-empty": null } }, ["h-123456"]],
    ["headers that hold no secret", { headers: { Accept: "application/json", "Content-Type": "text/plain" } }, []],
    ["headers of the document", { params: { header: { "x-key": "d-123456" } } }, ["d-123456"]],
    ["a list of headers", { headers: [["x-key", "l-123456"]] }, ["l-123456"]],
    ["a word of everyday under a secret's name", { body: { password: "none" } }, []],
    ["bytes", { body: new Uint8Array(8) }, []],
  ])("given %s, finds the texts that are secret", (_, init, want) => {
    expect(findCallSecrets(init)).toEqual(want);
  });

  test("given a body that holds itself, comes to an end", () => {
    const body: Record<string, unknown> = { password: "hunter22" };
    body["self"] = body;
    expect(findCallSecrets({ body })).toEqual(["hunter22"]);
  });
});
