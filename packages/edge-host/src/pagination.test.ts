import { createRecordingFetch, json } from "@vendor-clients/testing";
import { describe, expect, test } from "vitest";
import { createEdgeHostClient } from "./client.ts";

describe("pages of an edge host's audits", () => {
  const page = (messages: string[], listmeta?: object | null) =>
    json({ items: messages.map((message) => ({ spec: { message } })), ...(listmeta !== undefined && { listmeta }) });

  async function list(...answers: (() => Response)[]) {
    const { fetch, sent } = createRecordingFetch(...answers);
    const host = createEdgeHostClient({ baseUrl: "https://10.0.0.5:5080", token: "t1", fetch });
    const messages: (string | undefined)[] = [];
    const params = { query: { limit: 2 } };
    for await (const audit of host.items.GET("/v1/edge-mgmt/edgehosts/current/audits", { params })) {
      messages.push(audit.spec?.message);
    }
    return { messages, queries: sent.map(({ line }) => new URL(line.slice(4)).search) };
  }

  test("go on with the token until it is empty", async () => {
    const { messages, queries } = await list(page(["a", "b"], { continue: "t=1" }), page(["c"], { continue: "" }));
    expect(queries).toEqual(["?limit=2", "?limit=2&continue=t%3D1"]);
    expect(messages).toEqual(["a", "b", "c"]);
  });

  test.each([[undefined], [null], [{ offset: 2, limit: 2 }]])("with listmeta %j, are one", async (listmeta) => {
    expect((await list(page(["a", "b"], listmeta))).queries).toEqual(["?limit=2"]);
  });

  test("of a host that repeats the token, throw PaginationError after what was read", async () => {
    const { fetch, sent } = createRecordingFetch(page(["a"], { continue: "t1" }));
    const host = createEdgeHostClient({ baseUrl: "https://10.0.0.5:5080", token: "t1", fetch });
    const messages: (string | undefined)[] = [];
    const read = async () => {
      for await (const audit of host.items.GET("/v1/edge-mgmt/edgehosts/current/audits", {})) {
        messages.push(audit.spec?.message);
      }
    };
    await expect(read()).rejects.toMatchObject({ code: "PAGINATION", reason: "repeated-cursor", pagesRead: 2 });
    expect([messages, sent.length]).toEqual([["a", "a"], 2]);
  });
});
