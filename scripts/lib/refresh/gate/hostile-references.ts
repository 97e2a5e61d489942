import { type HostileCase, many, one, pathsOf, raw, schemasOf, spoil } from "./hostile-document.ts";

/** Where a `$ref` may lead that is not of this document; `{port}` is a listener of the test, `{file}` its honey file. */
export const FOREIGN_TARGETS: readonly (readonly [kind: number, target: string])[] = [
  ...["/proc/self/environ"].map((target) => [17, target] as const),
  ...[
    ...["../../../../.npmrc", "./other.json", "./honey.json", "../../honey.json", "file:///etc/passwd"],
    ...["C:\\secrets.json", "%2e%2e/other.yaml", "other.txt", "{file}", "file://{file}", ""],
    ...["#", "#/", "#Kite", "#/info/title", "#/X = 1; CANARY; type Y", "#/components/schemas/../../info"],
    "#/components/schemas/Kite/properties/name",
  ].map((target) => [18, target] as const),
  ...[
    ...["http://127.0.0.1:{port}/a.json", "http://localhost:{port}/a.json#/x", "http://2130706433:{port}/"],
    ...["http://0x7f000001:{port}/", "http://[::ffff:127.0.0.1]:{port}/", "//127.0.0.1:{port}/a"],
    "http://169.254.169.254/latest/",
  ].map((target) => [19, target] as const),
  [20, "http://127.0.0.1:{port}/redirect"],
];

const LOCAL = ["unsafe", /^local-reference$/] as const;
const CYCLE = ["unsafe", /^no-reference-cycle$/] as const;

/** What leads elsewhere, or nowhere. */
export const REFERENCE_CASES: readonly HostileCase[] = [
  ...FOREIGN_TARGETS.flatMap(([kind, target]) => [
    one(kind, `an example that refers to "${target}"`, LOCAL, (_, kite) => {
      kite["example"] = { $ref: target };
    }),
    one(kind, `a schema that refers to "${target}"`, LOCAL, (_, kite) => {
      kite["properties"] = { name: { $ref: target } };
    }),
  ]),
  one(17, "a reference in an extension", LOCAL, (document) => {
    document["x-more"] = [{ $ref: "/proc/self/environ" }];
  }),
  one(18, "a path that lies elsewhere", LOCAL, (document) => {
    pathsOf(document)["/more"] = { $ref: "./more.json" };
  }),
  one(19, "an example that lies elsewhere", LOCAL, (document) => {
    Object.assign(document["components"] ?? {}, {
      examples: { One: { externalValue: "http://127.0.0.1:{port}/" } },
    });
  }),
  one(19, "a discriminator that leads elsewhere", ["unsafe", /discriminator/], (_, kite) => {
    kite["discriminator"] = { propertyName: "name", mapping: { a: "http://127.0.0.1:{port}/a.json" } };
  }),
  one(19, "a link that leads elsewhere", LOCAL, (document) => {
    Object.assign(document["components"] ?? {}, { links: { One: { operationRef: "http://127.0.0.1:{port}/" } } });
  }),
  one(19, "a schema with an address of its own", ["unsafe", /^no-schema-address$/], (_, kite) => {
    kite["$id"] = "http://127.0.0.1:{port}/";
  }),
  one(21, "a chain of 20 000 references", ["limit", /^max-(reference-chain|values)$/], (document) => {
    const next = (index: number) => (index === 19_998 ? "Kite" : `N${index + 1}`);
    Object.assign(
      schemasOf(document),
      many(19_999, (index) => ({ $ref: `#/components/schemas/${next(index)}` })),
    );
  }),
  one(22, "two schemas that are each other", CYCLE, (document) => {
    Object.assign(schemasOf(document), {
      A: { $ref: "#/components/schemas/B" },
      B: { $ref: "#/components/schemas/A" },
    });
  }),
  one(22, "a schema made of itself", CYCLE, (_, kite) => {
    kite["allOf"] = [{ $ref: "#/components/schemas/Kite" }];
  }),
  raw(10, "the key __proto__", ["unsafe", /key/], (base) => spoil(() => {}, base).replace('"name":{', '"__proto__":{')),
];
