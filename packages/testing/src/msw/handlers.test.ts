import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterEach, describe, expect, test } from "vitest";
import { loadDocument } from "../document/load-document.ts";
import { createMswMock, handlers } from "./handlers.ts";

function documentOf(vendor: string) {
  const loaded = loadDocument(vendor);
  return { document: loaded.kind === "openapi" ? loaded.document : {} };
}

let stop = (): void => {};

function listen(...list: Parameters<typeof setupServer>): void {
  const server = setupServer(...list);
  server.listen();
  stop = () => server.close();
}

afterEach(() => stop());

describe("createMswMock()", () => {
  test("given a document, answers its operations on any origin and keeps what arrived", async () => {
    const mock = await createMswMock(documentOf("imply"));
    listen(...mock.handlers);
    const response = await fetch("https://imply.example/clusters", { headers: { authorization: "Bearer t" } });
    expect(mock.requests).toMatchObject([
      { method: "GET", path: "/clusters", operation: "GET /clusters", status: response.status, violations: [] },
    ]);
    expect(response.status).toBe(200);
  });

  test("given a request without credentials, refuses it and says which rule it broke", async () => {
    const mock = await createMswMock(documentOf("imply"));
    listen(...mock.handlers);
    const response = await fetch("https://imply.example/clusters");
    expect(mock.violations).toMatchObject([{ rule: "401", pointer: "/header/authorization", side: "request" }]);
    expect(response.status).toBe(401);
  });

  test("given a base URL, leaves other origins to the next handler", async () => {
    const mock = await createMswMock(documentOf("imply"), { baseUrl: "https://imply.example/api/" });
    listen(
      ...mock.handlers,
      http.get("https://other.example/clusters", () => HttpResponse.text("other")),
    );
    const headers = { authorization: "Bearer t" };
    const own = await fetch("https://imply.example/api/clusters", { headers });
    const other = await fetch("https://other.example/clusters", { headers });
    expect(mock.requests.map(({ path }) => path)).toEqual(["/clusters"]);
    expect([own.status, await other.text()]).toEqual([200, "other"]);
  });
});

describe("handlers()", () => {
  test("given a document, answers as createMswMock() does", async () => {
    listen(...(await handlers(documentOf("imply"))));
    const response = await fetch("https://imply.example/clusters", { headers: { authorization: "Bearer t" } });
    expect(response.status).toBe(200);
  });
});
