import { createRecordingFetch, json } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { createAcmClient } from "./client.ts";
import { prepareAcmCall } from "./prepare-acm-call.ts";

const setUp = () => {
  const { fetch, sent } = createRecordingFetch(json({ data: {} }));
  return { acm: createAcmClient({ apiKey: "k1", fetch }), sent };
};

describe("prepareAcmCall()", () => {
  test("given a cloud in small letters, sends it in capitals and leaves the caller's body as it is", async () => {
    const { acm, sent } = setUp();
    const body = { name: "acme-test", cloud_provider: "aws", aws_region: "us-east-1" };
    await acm.POST("/environments/request", { body });
    expect(JSON.parse(sent[0]?.body ?? "")).toEqual({ ...body, cloud_provider: "AWS" });
    expect(body.cloud_provider).toBe("aws");
  });

  test("given databases in one text, refuses the user and sends nothing", async () => {
    const { acm, sent } = setUp();
    const body = { login: "u", databases: "a,b" as unknown as string[] };
    const params = { path: { cluster: 1 } };
    await expect(acm.POST("/cluster/{cluster}/users", { params, body })).rejects.toThrow(
      /"databases" has to be a list/,
    );
    expect(sent).toEqual([]);
  });

  test("given databases in a list, sends the list", async () => {
    const { acm, sent } = setUp();
    const body = { login: "u", databases: ["a", "b"], accessManagement: 0 as const };
    await acm.POST("/cluster/{cluster}/users", { params: { path: { cluster: 1 } }, body });
    expect(JSON.parse(sent[0]?.body ?? "")).toEqual(body);
  });

  test.each([
    ["a cloud for another operation", "POST", "/clusters", { cloud_provider: "aws" }],
    ["a cloud that nobody knows", "POST", "/environments/request", { cloud_provider: "awsome" }],
    ["no cloud", "POST", "/environments/request", { name: "x" }],
    ["no body", "POST", "/environments/request", undefined],
    ["another method", "GET", "/environments", { databases: "a" }],
  ] as const)("given %s, leaves the call alone", (_, method, path, body) => {
    expect(prepareAcmCall({ method, path, init: { body } })).toBeUndefined();
  });
});
