import { describe, expect, test } from "vitest";
import type { JsonObject } from "../json.ts";
import { generateRest } from "./generate-rest.ts";

const json = (schema: JsonObject) => ({ content: { "application/json": { schema } } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const KITES: JsonObject = {
  openapi: "3.0.3",
  info: { title: "Kites", version: "1" },
  paths: {
    "/kites": {
      get: {
        operationId: "listKites",
        security: [{ key: [] }],
        parameters: [
          { name: "continue", in: "query", schema: { type: "string" } },
          { name: "sort", in: "query", schema: { type: "string", enum: ["asc", "desc"] } },
        ],
        responses: {
          "200": {
            description: "",
            ...json({ type: "object", properties: { items: { type: "array", items: ref("Kite") } } }),
          },
          "404": { description: "", ...json(ref("Fault")) },
          default: { description: "", ...json({ type: "string" }) },
        },
      },
      post: {
        operationId: "createKite",
        deprecated: true,
        security: [],
        requestBody: { required: true, ...json(ref("Kite")) },
        responses: { "201": { description: "", ...json(ref("Kite")) }, "202": { description: "" } },
      },
    },
    "/kites/{uid}": {
      parameters: [{ $ref: "#/components/parameters/Uid" }],
      get: {
        operationId: "getKite",
        security: [{ key: [] }],
        responses: {
          "200": {
            description: "",
            content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
          },
        },
      },
      put: {
        operationId: "uploadKite",
        security: [{ key: [] }],
        requestBody: { content: { "multipart/form-data": { schema: { type: "object" } } } },
        responses: { "200": { description: "", content: { "text/csv": { schema: { type: "string" } } } } },
      },
    },
  },
  components: {
    parameters: { Uid: { name: "uid", in: "path", required: true, schema: { type: "string" } } },
    securitySchemes: { key: { type: "apiKey", in: "header", name: "Key" } },
    schemas: {
      Kite: {
        type: "object",
        required: ["name", "uid"],
        properties: {
          name: { type: "string" },
          uid: { type: "string", readOnly: true },
          secret: { type: "string", writeOnly: true },
          color: { type: "string", enum: ["red", "blue"], nullable: true },
        },
      },
      Fault: { type: "object", properties: { code: { type: "string" } } },
      kite: { type: "string", "x-extensible-enum": ["a"] },
    },
  },
};

const STYLES = { continue: { query: ["continue"], items: [["items"]], next: () => undefined } };

async function generate(document: JsonObject = KITES): Promise<string> {
  const { files } = await generateRest(document, { interfaceName: "Kites", pageStyles: STYLES });
  return (files.get("types.ts") ?? "").replaceAll(/\s+/g, " ");
}

describe("generateRest()", () => {
  test("called twice, gives the same bytes", async () => {
    expect(await generate()).toBe(await generate());
  });

  test("for a read-only property, keeps it in answers and leaves it out of bodies", async () => {
    const types = await generate();
    expect(types).toContain(
      'interface KiteWrite { name: string; secret?: string; color?: (("red" | "blue") | (string & {})) | null; }',
    );
    expect(types).toContain("interface CreateKiteInit extends CallOptions { body: KiteWrite; }");
    expect(types).toContain('interface PostData { "/kites": KiteRead | undefined; }');
  });

  test("for an enumeration that an answer can hold, opens it; for one of requests only, keeps it closed", async () => {
    const types = await generate();
    expect(types).toContain('color?: (("red" | "blue") | (string & {})) | null');
    expect(types).toContain('sort?: "asc" | "desc"');
  });

  test("for schema names that differ in case only, keeps the name that is right already and marks the other", async () => {
    const types = await generate();
    expect(types).toContain("export interface KiteWrite");
    expect(types).toContain('export type Kite_ = "a" | (string & {});');
  });

  test("for several declared failures, joins all of their types", async () => {
    expect(await generate()).toContain('interface GetErrors { "/kites": Fault | string;');
  });

  test("for bodies that are not JSON, uses the types that the client takes and gives", async () => {
    const types = await generate();
    expect(types).toContain('"/kites/{uid}": Blob;');
    expect(types).toContain("body?: FormData;");
    expect(types).toContain('interface PutData { "/kites/{uid}": string; }');
  });

  test("for an operation that pages, offers its items by verb and path", async () => {
    const types = await generate();
    expect(types).toContain('interface GetItems { "/kites": ItemOf<');
    expect(types).not.toContain("interface PostItems");
  });

  test("for a client that does not page, declares no type that nothing uses", async () => {
    const { files } = await generateRest(KITES, { interfaceName: "Kites", pageStyles: {} });
    expect(files.get("types.ts")).not.toMatch(/\b(ItemOf|PropertyOf)</);
    expect(await generate()).toMatch(/type PropertyOf<.*type ItemOf</s);
  });

  test("for a deprecated, public operation, documents both at its method", async () => {
    expect(await generate()).toContain(
      "/** `POST /kites`, needs no credentials * @deprecated by the vendor */ createKite(init: CreateKiteInit)",
    );
  });

  test("for an operation with a day on which it ends, tells the day and no other text", async () => {
    const ending = (sunset: string) => ({
      ...KITES,
      paths: { "/a": { get: { operationId: "old", security: [], responses: {}, "x-sunset": sunset } } },
    });
    expect(await generate(ending("2027-01-31T00:00:00Z"))).toContain(
      "/** `GET /a`, needs no credentials * @deprecated by the vendor, who ends it on 2027-01-31 */ old(",
    );
    expect(await generate(ending("2027-01-31 */ text"))).toContain("/** `GET /a`, needs no credentials */ old(");
  });

  test("for a path that closes a comment, keeps the comment closed", async () => {
    const hostile = { ...KITES, paths: { "/a*/b": { get: { operationId: "odd", security: [], responses: {} } } } };
    const types = await generate(hostile);
    expect(types).toContain("/** `GET /a*\\/b`, needs no credentials */ odd(init?: CallOptions)");
  });

  test("for query lists written in two ways, refuses the document", async () => {
    const list = (name: string, explode: boolean) => ({
      name,
      in: "query",
      explode,
      schema: { type: "array", items: { type: "string" } },
    });
    const mixed = {
      ...KITES,
      paths: {
        "/a": {
          get: { operationId: "a", security: [], parameters: [list("x", true), list("y", false)], responses: {} },
        },
      },
    };
    await expect(generate(mixed)).rejects.toThrow("some query lists repeat the name");
  });

  test("for a schema named like a placeholder, refuses the document", async () => {
    const clash = { ...KITES, components: { schemas: { Blob__: { type: "string" } } }, paths: {} };
    await expect(generate(clash)).rejects.toThrow('schema name "Blob__"');
  });

  test("for an envelope, types the data inside it", async () => {
    const wrapped = {
      ...KITES,
      paths: {
        "/a": {
          get: {
            operationId: "a",
            security: [],
            responses: {
              "200": { description: "", ...json({ type: "object", properties: { data: ref("Fault"), error: {} } }) },
            },
          },
        },
      },
    };
    const { files } = await generateRest(wrapped, { interfaceName: "Kites", envelope: "data", pageStyles: {} });
    expect(files.get("types.ts")).toContain('"/a": Fault;');
  });

  test("writes the operation table with method, path and page style", async () => {
    const { files } = await generateRest(KITES, { interfaceName: "Kites", pageStyles: STYLES });
    expect(files.get("operations.ts")).toContain('"listKites": ["GET","/kites","continue"],');
    expect(files.get("operations.ts")).toContain('"GET","/kites/{uid}"');
  });

  test("writes what a success may be where it is not always JSON", async () => {
    const { files } = await generateRest(KITES, { interfaceName: "Kites", pageStyles: STYLES });
    const table = files.get("operations.ts");
    expect(table).toContain('"getKite": ["GET","/kites/{uid}","","any"],');
    expect(table).toContain('"uploadKite": ["PUT","/kites/{uid}","","any"],');
    expect(table).toContain('"createKite": ["POST","/kites","","empty"],');
  });

  test.each([
    ["all", '["GET","/a","","empty"]', '["PUT","/a","","empty"]'],
    ["writes", '["GET","/a"]', '["PUT","/a","","empty"]'],
    [undefined, '["GET","/a"]', '["PUT","/a"]'],
  ] as const)("of a vendor that answers %s without a body, says so in the table", async (bodiless, get, put) => {
    const answer = { security: [], responses: { "200": { description: "", ...json({ type: "object" }) } } };
    const document = {
      ...KITES,
      paths: { "/a": { get: { operationId: "get", ...answer }, put: { operationId: "put", ...answer } } },
    };
    const options = { interfaceName: "Kites", pageStyles: {}, ...(bodiless && { bodiless }) };
    const table = (await generateRest(document, options)).files.get("operations.ts");
    expect(table).toContain(`"get": ${get},`);
    expect(table).toContain(`"put": ${put},`);
  });
});
