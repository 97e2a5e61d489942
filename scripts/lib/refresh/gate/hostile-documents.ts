import type { JsonObject } from "../../json.ts";

/** A hostile document, and what has to become of it. */
export interface HostileCase {
  readonly title: string;
  readonly bytes: () => Uint8Array | string;
  /** Kind and rule of the refusal. */
  readonly refusal: readonly [kind: string, rule: RegExp];
}

/** A document that passes every gate, to be spoilt in one place. */
export function createDocument(): JsonObject {
  return {
    openapi: "3.0.3",
    info: { title: "Kites", version: "7" },
    servers: [{ url: "https://kites.test/v1" }],
    paths: {
      "/kites/{id}": {
        get: {
          operationId: "getKite",
          tags: ["kites"],
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
          responses: {
            "200": {
              description: "",
              content: { "application/json": { schema: { $ref: "#/components/schemas/Kite" } } },
            },
          },
        },
      },
    },
    components: {
      securitySchemes: { Key: { type: "apiKey", in: "header", name: "X-Key" } },
      schemas: { Kite: { type: "object", properties: { name: { type: "string" } } } },
    },
    security: [{ Key: [] }],
  };
}

type Spoil = (document: JsonObject, kite: JsonObject, operation: JsonObject) => void;

/** The document with one place changed, as text. */
export function spoil(change: Spoil): string {
  const document = createDocument();
  const components = document["components"] as JsonObject;
  const paths = document["paths"] as JsonObject;
  const kite = (components["schemas"] as JsonObject)["Kite"] as JsonObject;
  const operation = (paths["/kites/{id}"] as JsonObject)["get"] as JsonObject;
  change(document, kite, operation);
  return JSON.stringify(document);
}

const one = (title: string, kind: string, rule: RegExp, change: Spoil): HostileCase => ({
  title,
  bytes: () => spoil(change),
  refusal: [kind, rule],
});
const raw = (title: string, kind: string, rule: RegExp, bytes: () => Uint8Array | string): HostileCase => ({
  title,
  bytes,
  refusal: [kind, rule],
});

const schemas = (document: JsonObject) => (document["components"] as JsonObject)["schemas"] as JsonObject;
const paths = (document: JsonObject) => document["paths"] as JsonObject;
const many = (count: number, make: (index: number) => unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`N${index}`, make(index)])) as JsonObject;

/** Where a `$ref` may lead that is not of this document; `{port}` is a listener of the test, `{file}` its honey file. */
export const FOREIGN_TARGETS = [
  ...["/proc/self/environ", "../../../../.npmrc", "./other.json", "file:///etc/passwd", "C:\\secrets.json"],
  ...["%2e%2e/other.yaml", "other.txt", "{file}", "file://{file}", "http://127.0.0.1:{port}/a.json"],
  ...["http://localhost:{port}/a.json#/x", "http://2130706433:{port}/", "http://0x7f000001:{port}/"],
  ...["http://[::ffff:127.0.0.1]:{port}/", "//127.0.0.1:{port}/a", "http://169.254.169.254/latest/", ""],
  ...["#", "#/", "#Kite", "#/info/title", "#/X = 1; CANARY; type Y", "#/components/schemas/../../info"],
  ...["#/components/schemas/Kite/properties/name"],
] as const;

/** Documents that are refused before anything reads them. */
export const HOSTILE_CASES: readonly HostileCase[] = [
  raw("no bytes", "content", /^not-empty$/, () => ""),
  raw("blanks only", "content", /^not-empty$/, () => " \n\t "),
  raw("a login page", "content", /^no-html$/, () => "<!doctype html><title>Log in</title>"),
  raw("half of a document", "content", /^json$/, () => spoil(() => {}).slice(0, 300)),
  raw("UTF-16", "content", /^utf-8$/, () => Buffer.from(`\ufeff${spoil(() => {})}`, "utf16le")),
  raw("UTF-16 without a mark", "content", /^utf-8$/, () =>
    Buffer.from(
      spoil(() => {}),
      "utf16le",
    ),
  ),
  raw("bytes that are no text", "content", /^utf-8$/, () => Uint8Array.of(0x7b, 0xff, 0xc0, 0x7d)),
  raw("a NUL", "content", /^json$/, () => '{"openapi":"3.0.3",\u0000"paths":{}}'),
  raw("a list", "content", /^json-object$/, () => "[]"),
  raw("a failure of the server", "content", /^paths$/, () => '{"error":"expired"}'),
  raw("YAML", "content", /^json$/, () => "openapi: 3.0.3\npaths: {}\n"),
  raw("a YAML bomb", "content", /^json$/, () => "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"),
  raw("a YAML function", "content", /^json$/, () => "a: !!js/function 'function () {}'\n"),
  raw("two documents", "content", /^json$/, () => `${spoil(() => {})}\n${spoil(() => {})}`),
  raw("more than 50 MiB", "limit", /^max-bytes$/, () => new Uint8Array(50 * 1024 * 1024 + 1)),
  ...[201, 5_000, 1_000_000].map((levels) =>
    raw(`${levels} levels`, "limit", /^max-depth$/, () => `{"a":${"[".repeat(levels)}${"]".repeat(levels)}}`),
  ),
  raw("a key twice", "unsafe", /^no-repeated-key$/, () =>
    spoil(() => {}).replace('"security":', '"security":[],"security":'),
  ),
  raw("the key __proto__", "unsafe", /key/, () => spoil(() => {}).replace('"name":{', '"__proto__":{')),
  ...FOREIGN_TARGETS.flatMap((target) => [
    one(`a schema that refers to "${target}"`, "unsafe", /^local-reference$/, (_, kite) => {
      kite["properties"] = { name: { $ref: target } };
    }),
    one(`an example that refers to "${target}"`, "unsafe", /^local-reference$/, (_, kite) => {
      kite["example"] = { $ref: target };
    }),
  ]),
  one("a reference in an extension", "unsafe", /^local-reference$/, (document) => {
    document["x-more"] = [{ $ref: "/proc/self/environ" }];
  }),
  one("a path that lies elsewhere", "unsafe", /^local-reference$/, (document) => {
    paths(document)["/more"] = { $ref: "./more.json" };
  }),
  one("an example that lies elsewhere", "unsafe", /^local-reference$/, (document) => {
    (document["components"] as JsonObject)["examples"] = { One: { externalValue: "http://127.0.0.1:{port}/" } };
  }),
  one("a discriminator that leads elsewhere", "unsafe", /discriminator/, (_, kite) => {
    kite["discriminator"] = { propertyName: "name", mapping: { a: "http://127.0.0.1:{port}/a.json" } };
  }),
  one("a link that leads elsewhere", "unsafe", /^local-reference$/, (document) => {
    (document["components"] as JsonObject)["links"] = { One: { operationRef: "http://127.0.0.1:{port}/" } };
  }),
  one("a schema with an address of its own", "unsafe", /^no-schema-address$/, (_, kite) => {
    kite["$id"] = "http://127.0.0.1:{port}/";
  }),
  one("a chain of 20 000 references", "limit", /^max-(reference-chain|values)$/, (document) => {
    Object.assign(
      schemas(document),
      many(19_999, (index) => ({ $ref: `#/components/schemas/${index === 19_998 ? "Kite" : `N${index + 1}`}` })),
    );
  }),
  one("two schemas that are each other", "unsafe", /^no-reference-cycle$/, (document) => {
    Object.assign(schemas(document), {
      A: { $ref: "#/components/schemas/B" },
      B: { $ref: "#/components/schemas/A" },
    });
  }),
  one("a schema made of itself", "unsafe", /^no-reference-cycle$/, (_, kite) => {
    kite["allOf"] = [{ $ref: "#/components/schemas/Kite" }];
  }),
  one("20 001 schemas", "limit", /more-than/, (document) => {
    Object.assign(
      schemas(document),
      many(20_000, () => ({})),
    );
  }),
  one("5 001 operations", "limit", /more-than/, (document) => {
    for (let index = 0; index < 5_000; index += 1) paths(document)[`/n${index}`] = { get: { responses: {} } };
  }),
  one("50 001 enum values", "limit", /^max-enum-values$/, (_, kite) => {
    kite["enum"] = Array.from({ length: 50_001 }, (_value, index) => index);
  }),
  one("a default of more than 1 MiB", "limit", /^max-text$/, (_, kite) => {
    kite["default"] = "a".repeat(1024 * 1024 + 1);
  }),
  ...["minItems", "minLength", "minProperties"].map((key) =>
    one(`${key} of a thousand million`, "limit", new RegExp(`^max-${key}$`), (_, kite) => {
      kite[key] = 1e9;
    }),
  ),
  one("multipleOf 0", "unsafe", /^multiple-above-zero$/, (_, kite) => {
    kite["multipleOf"] = 0;
  }),
  raw("a maximum without end", "unsafe", /^finite-number$/, () =>
    spoil((_, kite) => {
      kite["maximum"] = 1;
    }).replace('"maximum":1', '"maximum":1e999'),
  ),
  ...["^(a+)+$", "(a|a)*$", "^([a-z]*)*$", "(a{1,})+"].map((pattern) =>
    one(`the pattern ${pattern}`, "unsafe", /^no-exponential-pattern$/, (_, kite) => {
      kite["pattern"] = pattern;
    }),
  ),
  ...["x-faker", "faker", "chance", "jsonPath", "x-json-schema-faker", "x-jsf", "x-jsf-uniqueItems"].map((key) =>
    one(`the extension ${key}`, "unsafe", /^no-generator-extension$/, (_, kite) => {
      kite[key] = "constructor.constructor.x";
    }),
  ),
  one("x-json-schema-faker at the root", "unsafe", /^no-generator-extension$/, (document) => {
    document["x-json-schema-faker"] = { failOnInvalidTypes: false };
  }),
  one("an unknown key at the root", "unsafe", /unknown-key/, (document) => {
    document["X = 1; CANARY; type Y"] = {};
  }),
  ...["X']; CANARY; type Y=['", "X = 1; CANARY; type Y", "../../.github/workflows/x", "/etc/x", "a".repeat(300)].map(
    (name) =>
      one(`a schema named "${name.slice(0, 30)}"`, "unsafe", /^(component-name|key.*|readable-name)$/, (document) => {
        schemas(document)[name] = {};
      }),
  ),
  ...["constructor", "prototype", "Kite\u202e", "K\u0456te", "Kite\u200b", "Kite__", ""].map((name) =>
    one(`a schema named ${JSON.stringify(name)}`, "unsafe", /name|characters/, (document) => {
      schemas(document)[name] = {};
    }),
  ),
  ...["a b", "constructor", "__proto__", "get\u{1f600}", "g\u0435tKite", "a".repeat(10_240), "../x", "x;y"].map((id) =>
    one(
      `an operation named ${JSON.stringify(id.slice(0, 20))}`,
      "unsafe",
      /operation-id|reserved/,
      (_, __, operation) => {
        operation["operationId"] = id;
      },
    ),
  ),
  ...[
    "../../.github/workflows/x",
    "/etc/x",
    "a\u202eb",
    "<script>",
    "@org/team",
    "\u0024{{ secrets.X }}",
    "::add-mask::",
  ].map((tag) =>
    one(`a tag ${JSON.stringify(tag)}`, "unsafe", /^(tag|.*characters)$/, (_, __, operation) => {
      operation["tags"] = [tag];
    }),
  ),
  ...["q'];CANARY;['", "__proto__", "constructor", "a\r\nX-Injected: 1", "a b"].map((name) =>
    one(`a header named ${JSON.stringify(name)}`, "unsafe", /^(parameter-name|.*name.*)$/, (_, __, operation) => {
      operation["parameters"] = [{ name, in: "header", schema: { type: "string" } }];
    }),
  ),
  ...[
    "javascript:alert(1)",
    "file:///etc",
    "https://a@kites.test",
    "https://kites.test/'",
    "https://kites.test/`",
    "ftp://kites.test",
  ].map((url) =>
    one(`the server ${url}`, "unsafe", /^server-url$/, (document) => {
      document["servers"] = [{ url }];
    }),
  ),
  ...["//evil.test/x", "/a/../b", "/a/%2e%2e/b", "/a\\b", "/a?b", "/a#b", "no-slash"].map((path) =>
    one(`the path ${path}`, "unsafe", /^path$/, (document) => {
      paths(document)[path] = { get: { responses: {} } };
    }),
  ),
  one("a property that turns the reading direction", "unsafe", /characters|readable/, (_, kite) => {
    kite["properties"] = { "a\u202eb": {} };
  }),
  one("a property in two alphabets", "unsafe", /^readable-name$/, (_, kite) => {
    kite["properties"] = { "p\u0430ssword": {} };
  }),
  one("a media type with a statement", "unsafe", /^media-type$/, (_, __, operation) => {
    operation["responses"] = { "200": { description: "", content: { "text/x'];CANARY;['": {} } } };
  }),
  one("a status that is none", "unsafe", /^status$/, (_, __, operation) => {
    operation["responses"] = { "200'];CANARY": { description: "" } };
  }),
];
