import { describe, expect, test } from "vitest";
import { createRestClient } from "../create-client.ts";
import type { CallInit, RestClientConfig, Result } from "../options.ts";

type Get = (path: string, init?: CallInit) => Promise<Result<unknown, unknown>>;

/** A client whose vendor answers `{"size":"1"}`; says what its data were refined from. */
function setUp(config: Partial<RestClientConfig> = {}, status = 200) {
  const asked: unknown[] = [];
  const refineData = (data: unknown, operation: string) => {
    asked.push([operation, data]);
    return "refined";
  };
  const fetch = async () => Response.json({ size: "1" }, { status });
  const client = createRestClient({
    vendor: "acme",
    baseUrl: "https://acme.example",
    fetch,
    loadOperations: async () => ({}),
    refineData,
    ...config,
  }) as { GET: Get };
  return { client, asked };
}

describe("a client that refines its data", () => {
  test.each<[string, CallInit]>([
    ["nothing", {}],
    ["JSON", { parseAs: "json" }],
  ])("asked to parse %s, hands out what became of the data, by operation", async (_, init) => {
    const { client, asked } = setUp();
    const params = { path: { id: 7 } };
    expect((await client.GET("/kites/{id}", { ...init, params })).data).toBe("refined");
    expect(asked).toEqual([["GET /kites/{id}", { size: "1" }]]);
  });

  test("that reads an envelope, refines what stands in it", async () => {
    const { client, asked } = setUp({ interpret: (body) => ({ data: [body] }) });
    await client.GET("/kites");
    expect(asked).toEqual([["GET /kites", [{ size: "1" }]]]);
  });

  test("whose refinement takes its time, waits for it", async () => {
    const { client } = setUp({ refineData: async () => "later" });
    expect((await client.GET("/kites")).data).toBe("later");
  });

  test("asked for text, leaves it alone", async () => {
    const { client, asked } = setUp();
    expect((await client.GET("/kites", { parseAs: "text" })).data).toBe('{"size":"1"}');
    expect(asked).toEqual([]);
  });

  test("refused, leaves the failure alone", async () => {
    const { client, asked } = setUp({}, 404);
    expect((await client.GET("/kites")).error).toEqual({ size: "1" });
    expect(asked).toEqual([]);
  });
});
