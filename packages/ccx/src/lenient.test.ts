import type { ClientEvent } from "@vendor-clients/runtime";
import { createRecordingFetch, json } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { createCcxClient } from "./client.ts";

const STORE = { path: { store_uuid: "9f3c" } };

/** A client that is answered something, and the places of the drift that it tells of. */
function setUp(body: unknown) {
  const drifts: string[] = [];
  const { fetch, sent } = createRecordingFetch(json(body));
  const onEvent = ({ type, attributes: { pointer, converted } }: ClientEvent) => {
    if (type === "drift") drifts.push(`${pointer}${converted ? "" : ", left"}`);
  };
  const ccx = createCcxClient({ baseUrl: "https://ccx.example.com", token: "honey-token", fetch, onEvent });
  return { ccx, sent, drifts };
}

describe("answers of CCX in other types than declared", () => {
  test("a datastore with a quoted number, a code for its region and a time in parts, gets its types", async () => {
    const created_at = { seconds: 1700000000, nanos: 0 };
    const { ccx, sent, drifts } = setUp({ uuid: "9f3c", cluster_id: "42", region: "eu-1", created_at, tags: "a,b" });
    const { data } = await ccx.GET("/api/deployment/v3/data-stores/{store_uuid}", { params: STORE });
    expect(sent.map(({ line }) => line)).toEqual(["GET https://ccx.example.com/api/deployment/v3/data-stores/9f3c"]);
    expect(data).toEqual({
      uuid: "9f3c",
      cluster_id: 42,
      region: { code: "eu-1" },
      created_at: "2023-11-14T22:13:20.000Z",
      tags: ["a", "b"],
    });
    expect(drifts).toEqual(["/cluster_id", "/region", "/created_at", "/tags"]);
  });

  test("a new datastore with an object for its region, gets the code", async () => {
    const { ccx, drifts } = setUp({ uuid: "9f3c", region: { code: "eu-1", name: "EU" } });
    const { data } = await ccx.POST("/api/prov/api/v2/cluster", { body: {} as never });
    expect(data).toEqual({ uuid: "9f3c", region: "eu-1" });
    expect(drifts).toEqual(["/region"]);
  });

  test.each([[""], [5]])("a region %j, of which no object can be made, stays and is told of", async (region) => {
    const { ccx, drifts } = setUp({ region });
    const { data } = await ccx.GET("/api/deployment/v3/data-stores/{store_uuid}", { params: STORE });
    expect(data).toEqual({ region });
    expect(drifts).toEqual(["/region, left"]);
  });

  test("a name that is an object with a code, is no region and stays", async () => {
    const { ccx, drifts } = setUp({ cluster_name: { code: "c" } });
    const { data } = await ccx.POST("/api/prov/api/v2/cluster", { body: {} as never });
    expect(data).toEqual({ cluster_name: { code: "c" } });
    expect(drifts).toEqual(["/cluster_name, left"]);
  });

  test("a VPC with its id in capitals, has it where it is declared", async () => {
    const { ccx, drifts } = setUp({ vpc: { ID: "v1", name: "n", cloud: "aws" } });
    const { data } = await ccx.GET("/api/vpc/api/v2/vpcs/{vpc_id}", { params: { path: { vpc_id: "v1" } } });
    expect(data).toEqual({ vpc: { id: "v1", name: "n", cloud: "aws" } });
    expect(drifts).toEqual(["/vpc/id"]);
  });

  test("the time of a login in parts, which is declared so, stays", async () => {
    const body = { id: "u", login: "me", createdAt: { seconds: 1, nanos: 2 } };
    const { ccx, drifts } = setUp(body);
    const { data } = await ccx.POST("/api/auth/login", { body: { login: "me", password: "p" } });
    expect(data).toEqual(body);
    expect(drifts).toEqual([]);
  });
});
