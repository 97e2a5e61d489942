import type { ClientEvent } from "@vendor-clients/runtime";
import { createRecordingFetch, json } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { createAcmClient } from "./client.ts";

/** A client that is answered some data, and the drift that it tells of. */
function setUp(data: unknown) {
  const drifts: string[] = [];
  const { fetch, sent } = createRecordingFetch(json({ data, error: null, code: 0 }));
  const onEvent = ({ type, operation, attributes }: ClientEvent) => {
    const { pointer, declared, found, converted, count } = attributes;
    if (type === "drift")
      drifts.push(`${operation} ${pointer}: ${count} ${found} for ${declared}, ${converted ? "converted" : "left"}`);
  };
  return { acm: createAcmClient({ apiKey: "honey-key", fetch, onEvent }), sent, drifts };
}

describe("answers of ACM in other types than declared", () => {
  test("environments with booleans for numbers and 0 for false, get their types and are counted by place", async () => {
    const { acm, sent, drifts } = setUp([
      { id: "176", autoPush: true, managed: 0, options: '{"a":1}', kubeStartupTime: "12" },
      { id: 177, autoPush: false, managed: "1", options: {}, kubeStartupTime: "abc" },
    ]);
    const { data } = await acm.GET("/environments");
    expect(sent.map(({ line }) => line)).toEqual(["GET https://acm.altinity.cloud/api/environments"]);
    expect(data).toEqual([
      { id: "176", autoPush: 1, managed: false, options: { a: 1 }, kubeStartupTime: 12 },
      { id: 177, autoPush: 0, managed: true, options: {}, kubeStartupTime: "abc" },
    ]);
    expect(drifts).toEqual([
      "GET /environments /data/*/autoPush: 2 boolean for integer, converted",
      "GET /environments /data/*/managed: 1 number for boolean, converted",
      "GET /environments /data/*/options: 1 string for object, converted",
      "GET /environments /data/*/kubeStartupTime: 1 string for integer, converted",
      "GET /environments /data/*/managed: 1 string for boolean, converted",
      "GET /environments /data/*/kubeStartupTime: 1 string for integer, left",
    ]);
  });

  test("a cluster with numbers for text, gets text, further in too", async () => {
    const { acm, drifts } = setUp({
      id: 337,
      shards: 2,
      replicas: "1",
      secure: 1,
      nodes: [{ id: 1, port: "9000", sshPort: 22 }],
    });
    const { data } = await acm.GET("/cluster/{id}", { params: { path: { id: 337 } } });
    expect(data).toEqual({
      id: 337,
      shards: "2",
      replicas: "1",
      secure: true,
      nodes: [{ id: 1, port: 9000, sshPort: "22" }],
    });
    expect(drifts).toHaveLength(4);
  });

  test("an integer beyond 2^53 in text, stays text", async () => {
    const { acm } = setUp([{ id: 1, port: "9007199254740993" }]);
    const { data } = await acm.GET("/cluster/{id}/nodes", { params: { path: { id: 337 } } });
    expect(data).toEqual([{ id: 1, port: "9007199254740993" }]);
  });

  test("networks of a user, which are declared as list or text, stay what they are", async () => {
    const { acm, drifts } = setUp([{ id: 1, networks: "::/0,10.0.0.0/8", databases: ["a"], accessManagement: 1 }]);
    const { data } = await acm.GET("/cluster/{cluster}/users", { params: { path: { cluster: 337 } } });
    expect(data).toEqual([{ id: 1, networks: "::/0,10.0.0.0/8", databases: ["a"], accessManagement: true }]);
    expect(drifts).toHaveLength(1);
  });
});
