import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { describeCcxFailure, findCredentialKinds, formatCcxOwner, interpretCcxAnswer } from "./quirks.ts";

interface Operation {
  readonly security: readonly Readonly<Record<string, unknown>>[];
}

/** What the document says of each operation's credentials, by `GET /path`. */
function readDocument(): readonly (readonly [string, readonly string[]])[] {
  const file = new URL("../../../specs/ccx/openapi.json", import.meta.url);
  const document = JSON.parse(readFileSync(file, "utf8")) as {
    paths: Record<string, Record<string, Operation>>;
  };
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { security }]) => {
      const schemes = security.flatMap((one) => Object.keys(one));
      return [`${method.toUpperCase()} ${path}`, schemes.map((name) => (name === "oauth2" ? "bearer" : name))] as const;
    }),
  );
}

test("every operation of the document, findCredentialKinds(), agrees with its security", () => {
  const wanted = readDocument();
  expect(wanted.length).toBeGreaterThan(0);
  expect(wanted.map(([operation]) => [operation, findCredentialKinds(operation)])).toEqual(wanted);
});

describe("describeCcxFailure()", () => {
  test.each<[string, unknown, object]>([
    ["code as a number", { code: 401 }, { code: "401" }],
    ["code as a string", { code: "not_ready", error: "wait" }, { code: "not_ready", message: "wait" }],
    ["short and long form", { err: "short", error: "long" }, { message: "short", details: [{ message: "long" }] }],
    ["the same in both forms", { err: "no", error: "no" }, { message: "no" }],
    ["empty short form", { err: "", error: "long" }, { message: "long" }],
    ["members of other types", { code: {}, err: 5, error: null }, {}],
    ["plain text", "permission denied", { message: "permission denied" }],
    ["web page", " <html><body>Bad gateway</body></html>", {}],
    ["nothing", undefined, {}],
    ["null", null, {}],
  ])("%s, error body, returns what it holds", (_, body, want) => {
    expect(describeCcxFailure(body)).toEqual(want);
  });
});

describe("interpretCcxAnswer()", () => {
  const answer = (status: number, url = "https://ccx.example.com/api/v2/auth/check") =>
    Object.defineProperty(new Response(null, { status }), "url", { value: url });

  test.each<[string, unknown, Response, object]>([
    ["success", { a: 1 }, answer(200), { data: { a: 1 } }],
    ["failure", { err: "no" }, answer(500), { error: { err: "no" } }],
    [
      "not found as 500",
      { err: "x code = NotFound y" },
      answer(500),
      { error: { err: "x code = NotFound y" }, status: 404 },
    ],
    [
      "the same text with another status",
      { err: "code = NotFound" },
      answer(400),
      { error: { err: "code = NotFound" } },
    ],
    ["redirect of the JWT login", "", answer(303, "https://h/api/auth/jwt-login?jwt=j"), { data: undefined }],
    ["redirect of anything else", "", answer(303), { error: "" }],
    ["redirect without a URL", "", answer(303, ""), { error: "" }],
  ])("%s, answer, returns data or error", (_, body, response, want) => {
    expect(interpretCcxAnswer(body, response)).toEqual(want);
  });
});

describe("formatCcxOwner()", () => {
  test("text and scope, owner, return the same header", () => {
    expect(formatCcxOwner("admin-user:6f1c-22")).toBe("admin-user:6f1c-22");
    expect(formatCcxOwner({ type: "admin-user", id: "6f1c-22" })).toBe("admin-user:6f1c-22");
  });
});
