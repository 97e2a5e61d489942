import { isObject, type Json, type JsonObject } from "../../json.ts";

/** A hostile document, and what has to become of it. */
export interface HostileCase {
  /** Of the kind of attack, see `hostile-kinds.ts`. */
  readonly kind: number;
  readonly title: string;
  /** Spoils a document that passes; without one, that of {@link createDocument}. */
  readonly bytes: (base?: JsonObject) => Uint8Array | string;
  /** Kind and rule of the refusal. */
  readonly refusal: readonly [kind: string, rule: RegExp];
}

/** A document that passes every gate, to be spoilt in one place; the parts of the given one stay beside its own. */
export function createDocument(base: JsonObject = {}): JsonObject {
  const { paths, components, ...others } = structuredClone(base);
  const { schemas, securitySchemes, ...sections } = asObject(components);
  return {
    openapi: "3.0.3",
    info: { title: "Kites", version: "7" },
    ...(paths === undefined && { servers: [{ url: "https://kites.test/v1" }], security: [{ Key: [] }] }),
    ...others,
    paths: { ...asObject(paths), "/kites/{id}": { get: createOperation() } },
    components: {
      ...sections,
      securitySchemes: { ...asObject(securitySchemes), Key: { type: "apiKey", in: "header", name: "X-Key" } },
      schemas: { ...asObject(schemas), Kite: { type: "object", properties: { name: { type: "string" } } } },
    },
  };
}

function createOperation(): JsonObject {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Kite" } } };
  return {
    operationId: "getKite",
    tags: ["kites"],
    parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
    responses: { "200": { description: "", content } },
  };
}

/** What changes one place of a document; the schema and the operation are two places that every one has. */
export type Spoil = (document: JsonObject, kite: JsonObject, operation: JsonObject) => void;

/** The document with one place changed, as text. */
export function spoil(change: Spoil, base?: JsonObject): string {
  const document = createDocument(base);
  const kite = asObject(schemasOf(document)["Kite"]);
  const operation = asObject(asObject(pathsOf(document)["/kites/{id}"])["get"]);
  change(document, kite, operation);
  return JSON.stringify(document);
}

/** Schemas of a document, to be changed. */
export function schemasOf(document: JsonObject): JsonObject {
  return asObject(asObject(document["components"])["schemas"]);
}

/** Paths of a document, to be changed. */
export function pathsOf(document: JsonObject): JsonObject {
  return asObject(document["paths"]);
}

/** A case that changes one place of a document. */
export function one(kind: number, title: string, refusal: HostileCase["refusal"], change: Spoil): HostileCase {
  return { kind, title, refusal, bytes: (base) => spoil(change, base) };
}

/** A case of its own bytes. */
export function raw(
  kind: number,
  title: string,
  refusal: HostileCase["refusal"],
  bytes: HostileCase["bytes"],
): HostileCase {
  return { kind, title, refusal, bytes };
}

/** An object with so many members. */
export function many(count: number, make: (index: number) => Json): JsonObject {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`N${index}`, make(index)]));
}

function asObject(value: Json | undefined): JsonObject {
  return isObject(value ?? null) ? (value as JsonObject) : {};
}
