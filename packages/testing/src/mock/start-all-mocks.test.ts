import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listVendors } from "../document/load-document.ts";
import { type AllMocks, startAllMocks } from "./start-all-mocks.ts";
import { startMock } from "./start-mock.ts";

let all: AllMocks;

beforeAll(async () => {
  all = await startAllMocks();
});
afterAll(() => all.close());

describe("startAllMocks()", () => {
  test("every vendor of the repository is served under its name", () => {
    expect([...all.mocks.keys()]).toEqual(listVendors());
    for (const [vendor, { url, operationCount }] of all.mocks) {
      expect(url.startsWith(`${all.url}/${vendor}`)).toBe(true);
      expect(operationCount).toBeGreaterThan(0);
    }
  });

  test("a request under a vendor's name reaches this vendor's document without the name", async () => {
    const imply = all.mocks.get("imply");
    const answer = await fetch(`${imply?.url}/clusters?limit=1`, { headers: { authorization: "Bearer any" } });
    expect(answer.status).toBe(200);
    expect(imply?.requests).toMatchObject([{ operation: "GET /clusters", url: "/clusters?limit=1", violations: [] }]);
    expect(all.mocks.get("ccx")?.requests).toEqual([]);
  });

  test("a GraphQL vendor is served at its endpoint", async () => {
    const answer = await fetch(`${all.mocks.get("altinity-anywhere")?.url}`, {
      method: "POST",
      headers: { authorization: "Bearer any", "content-type": "application/json" },
      body: JSON.stringify({ query: "{ __typename }" }),
    });
    expect(await answer.json()).toEqual({ data: { __typename: "Query" } });
  });

  test.each(["/", "/nope/v1", "/imply2/clusters"])("%s, no vendor's name, is answered with the names", async (path) => {
    const answer = await fetch(all.url + path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("altinity-acm, altinity-anywhere, ccx");
  });

  test("the root of a vendor is a path of its document", async () => {
    const answer = await fetch(`${all.url}/imply`);
    expect(answer.status).toBe(404);
    expect(all.mocks.get("imply")?.requests.at(-1)).toMatchObject({ path: "/", operation: undefined });
  });
});

describe("startMock()", () => {
  test("a GraphQL vendor's name starts its GraphQL mock", async () => {
    const mock = await startMock("altinity-anywhere");
    expect(mock.url).toMatch(/\/graphql$/);
    expect(mock.operationCount).toBe(35);
    await mock.close();
  });
});
