import { failureOf } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { REQUEST, useMock } from "../contract/mock-bench.ts";
import { formatDsn, HttpError, isPrimaryNode, ResponseFormatError, readNodes, unwrap } from "./index.ts";

const { run, play, mock, sent } = useMock();
const pathOf = (store_uuid: string) => ({ params: { path: { store_uuid } } });
const STORE = "/api/deployment/v3/data-stores/{store_uuid}";
const STORES = "/api/deployment/v3/data-stores";
const answers = (end: string) => sent(end).map(({ answer }) => JSON.parse(answer));

describe("other forms", () => {
  const readStore = async ({ ccx, create }: ReturnType<typeof play>) => {
    const id = await create();
    return { id, store: unwrap(await run(ccx.GET(STORE, pathOf(id)))) };
  };

  test("html-with-200, a reading call, rejects with ResponseFormatError, and a writing one succeeds", async () => {
    const { ccx, create } = play(["html-with-200"]);
    const failure = await failureOf(run(ccx.GET(STORES)));
    expect(sent("/data-stores")[0]).toMatchObject({ status: 200, answer: expect.stringContaining("<html>") });
    expect(failure).toBeInstanceOf(ResponseFormatError);
    expect(await create()).toMatch(/^[\da-f-]{36}$/);
  });

  test("region-forms, regions of a new datastore and of its answer, get the declared form", async () => {
    const played = play(["region-forms"]);
    const { ccx, drifts } = played;
    const made = unwrap(await run(ccx.POST("/api/prov/api/v2/cluster", { body: REQUEST })));
    const store = unwrap(await run(ccx.GET(STORE, pathOf(String(made.uuid)))));
    expect([answers("/cluster")[0].region.code, answers(String(made.uuid))[0].region]).toEqual([
      "eu-north-1",
      "eu-north-1",
    ]);
    expect([made.region, store.region]).toEqual(["eu-north-1", { code: "eu-north-1" }]);
    expect(drifts()).toHaveLength(2);
  });

  test("capital-id, a new network, has its id where it is declared", async () => {
    const { ccx } = play(["capital-id"]);
    const { vpc } = unwrap(await run(ccx.POST("/api/vpc/api/v2/vpcs", { body: { name: "net", cloud: "aws" } })));
    expect(answers("/vpcs")[0].vpc).not.toHaveProperty("id");
    expect(vpc).toMatchObject({ id: mock().items("vpc")[0]?.["id"], name: "net" });
  });

  test("time-in-parts, times of a datastore, get a text", async () => {
    const { id, store } = await readStore(play(["time-in-parts"]));
    expect(answers(id)[0].created_at).toEqual({ seconds: expect.any(Number), nanos: 0 });
    expect(new Date(store.created_at).getTime() / 1000).toBe(answers(id)[0].created_at.seconds);
  });

  test("quoted-numbers, the size of a datastore, gets a number", async () => {
    const played = play(["quoted-numbers"]);
    const { id, store } = await readStore(played);
    expect(answers(id)[0].cluster_size).toBe("2");
    expect(store.cluster_size).toBe(2);
    expect(played.drifts()).toContain("/cluster_size string for integer");
  });

  test("master-role, the node that takes writes, is known", async () => {
    const { ccx, create } = play(["master-role"]);
    const nodes = unwrap(await run(readNodes(ccx, await create())));
    expect(answers("/nodes")[0].database_nodes[0].role).toBe("Master");
    expect(nodes.map(isPrimaryNode)).toEqual([true, false]);
  });

  test("password-signs, the address of a database, gives the password back", async () => {
    const { store } = await readStore(play(["password-signs"]));
    const dsn = formatDsn(store.db_account, { protocol: "postgresql", host: "db.example.com", port: 5432 });
    expect(decodeURIComponent(new URL(dsn).password)).toBe("p@ss:w/rd?#%");
  });

  test("error-forms, six refusals, have a status and what each of them says", async () => {
    const { ccx } = play(["error-forms"]);
    const params = { path: { vpc_id: "v1" } };
    unwrap(await run(ccx.DELETE("/api/vpc/api/v2/vpcs/{vpc_id}", { params })));
    const said: unknown[] = [];
    for (let count = 0; count < 6; count++) {
      const failure = await failureOf(run(ccx.GET("/api/vpc/api/v2/vpcs/{vpc_id}", { params }).then(unwrap)));
      expect(failure).toBeInstanceOf(HttpError);
      const { status, vendorCode, vendorMessage, details } = failure as HttpError;
      said.push([status, vendorCode, vendorMessage, details?.length ?? 0]);
    }
    expect(said).toEqual([
      [404, undefined, "not found", 0],
      [404, "404", "not found", 1],
      [404, "E_CCX", "not found", 0],
      [404, "404", undefined, 0],
      [404, undefined, "not found", 0],
      [404, undefined, undefined, 0],
    ]);
  });
});
