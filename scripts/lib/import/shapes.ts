import { isObject, type Json, type JsonObject, toPointer } from "../json.ts";

/** What an OpenAPI object is; decides the meaning of its keys. */
export type Kind = keyof typeof SHAPES;

/** What stands at one key of an OpenAPI object. */
type Shape =
  | { readonly holds: "value" | "prose" | "blank" }
  | { readonly holds: "node" | "list" | "map" | "named"; readonly kind: string };

/** Plain data: kept, and never looked into, because its keys mean nothing to OpenAPI. */
const value = { holds: "value" } as const;
/** Text for readers: dropped. */
const prose = { holds: "prose" } as const;
/** Text for readers that OpenAPI demands: kept as an empty string. */
const blank = { holds: "blank" } as const;
const node = <K extends string>(kind: K) => ({ holds: "node", kind }) as const;
const list = <K extends string>(kind: K) => ({ holds: "list", kind }) as const;
/** Keys are names, except those that begin with `x-`: they are extensions. */
const map = <K extends string>(kind: K) => ({ holds: "map", kind }) as const;
/** Every key is a name, also one that begins with `x-` (a header, a property). */
const named = <K extends string>(kind: K) => ({ holds: "named", kind }) as const;

const values = <const K extends string>(...keys: K[]): Record<K, typeof value> =>
  Object.fromEntries(keys.map((key) => [key, value])) as Record<K, typeof value>;

const describedParameter = {
  ...values("name", "in", "required", "deprecated", "allowEmptyValue", "style", "explode", "allowReserved"),
  schema: node("schema"),
  content: named("mediaType"),
  description: prose,
  example: prose,
  examples: prose,
};

/** The OpenAPI 3.0.3 objects: which key holds what. @see https://spec.openapis.org/oas/v3.0.3#schema */
export const SHAPES = {
  document: {
    ...values("openapi", "security"),
    info: node("info"),
    servers: list("server"),
    tags: list("tag"),
    paths: map("pathItem"),
    components: node("components"),
    externalDocs: prose,
  },
  info: { ...values("title", "version"), description: prose, termsOfService: prose, contact: prose, license: prose },
  server: { url: value, description: prose, variables: named("serverVariable") },
  serverVariable: { ...values("enum", "default"), description: prose },
  tag: { name: value, description: prose, externalDocs: prose },
  components: {
    schemas: named("schema"),
    responses: named("response"),
    parameters: named("parameter"),
    examples: prose,
    requestBodies: named("requestBody"),
    headers: named("header"),
    securitySchemes: named("securityScheme"),
    links: named("link"),
    callbacks: named("callback"),
  },
  pathItem: {
    parameters: list("parameter"),
    servers: list("server"),
    get: node("operation"),
    put: node("operation"),
    post: node("operation"),
    delete: node("operation"),
    options: node("operation"),
    head: node("operation"),
    patch: node("operation"),
    trace: node("operation"),
    summary: prose,
    description: prose,
  },
  operation: {
    ...values("operationId", "tags", "deprecated", "security"),
    parameters: list("parameter"),
    requestBody: node("requestBody"),
    responses: map("response"),
    callbacks: named("callback"),
    servers: list("server"),
    summary: prose,
    description: prose,
    externalDocs: prose,
  },
  parameter: describedParameter,
  header: describedParameter,
  requestBody: { required: value, content: named("mediaType"), description: prose },
  mediaType: { schema: node("schema"), encoding: named("encoding"), example: prose, examples: prose },
  encoding: { ...values("contentType", "style", "explode", "allowReserved"), headers: named("header") },
  response: {
    description: blank,
    headers: named("header"),
    content: named("mediaType"),
    links: named("link"),
  },
  link: {
    ...values("operationRef", "operationId", "parameters", "requestBody"),
    server: node("server"),
    description: prose,
  },
  callback: {},
  schema: {
    ...values("type", "format", "enum", "default", "nullable", "readOnly", "writeOnly", "deprecated", "xml"),
    ...values("multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"),
    ...values("maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems"),
    ...values("maxProperties", "minProperties", "required", "discriminator"),
    allOf: list("schema"),
    oneOf: list("schema"),
    anyOf: list("schema"),
    not: node("schema"),
    items: node("schema"),
    properties: named("schema"),
    additionalProperties: node("schema"),
    title: prose,
    description: prose,
    externalDocs: prose,
    example: prose,
    examples: prose,
  },
  securityScheme: {
    ...values("type", "name", "in", "scheme", "bearerFormat", "flows", "openIdConnectUrl"),
    description: prose,
  },
} as const satisfies Record<string, Record<string, Shape>>;

/** The shape of a key of an object of that kind; `undefined` for keys that OpenAPI does not know. */
export function shapeOf(kind: Kind, key: string): Shape | undefined {
  const shapes: Record<string, Shape> = SHAPES[kind];
  return Object.hasOwn(shapes, key) ? shapes[key] : undefined;
}

/** One OpenAPI object of a document. */
export interface DocumentNode {
  readonly kind: Kind;
  readonly node: JsonObject;
  /** JSON pointer of the object. */
  readonly pointer: () => string;
}

interface Trail {
  readonly up: Trail | undefined;
  readonly key: string;
}

function keysOf(trail: Trail | undefined): string[] {
  const keys: string[] = [];
  for (let at = trail; at; at = at.up) keys.unshift(at.key);
  return keys;
}

/**
 * Every OpenAPI object of a document, a parent before its children.
 *
 * Keys are read when an object is left for its children, so a visitor may change the object it was just given.
 * Data (defaults, enums) is not entered.
 */
export function* eachNode(document: JsonObject): Generator<DocumentNode> {
  const open: { kind: Kind; node: JsonObject; trail: Trail | undefined }[] = [
    { kind: "document", node: document, trail: undefined },
  ];
  for (let at = open.pop(); at; at = open.pop()) {
    const { kind, node, trail } = at;
    yield { kind, node, pointer: () => toPointer(keysOf(trail)) };
    for (const child of childrenOf(kind, node).reverse()) {
      if (isObject(child.node)) {
        const childTrail = child.keys.reduce<Trail | undefined>((up, key) => ({ up, key }), trail);
        open.push({ kind: child.kind, node: child.node, trail: childTrail });
      }
    }
  }
}

interface Child {
  readonly kind: Kind;
  readonly node: Json;
  readonly keys: readonly string[];
}

function childrenOf(kind: Kind, node: JsonObject): Child[] {
  const children: Child[] = [];
  if (kind === "callback") {
    for (const [key, child] of Object.entries(node)) children.push({ kind: "pathItem", node: child, keys: [key] });
    return children;
  }
  for (const [key, child] of Object.entries(node)) {
    const shape = shapeOf(kind, key);
    if (shape === undefined || !("kind" in shape)) continue;
    const childKind = shape.kind as Kind;
    if (shape.holds === "node") children.push({ kind: childKind, node: child, keys: [key] });
    else if (typeof child === "object" && child !== null) {
      for (const [name, grandchild] of Object.entries(child)) {
        if (shape.holds === "map" && name.startsWith("x-")) continue;
        children.push({ kind: childKind, node: grandchild, keys: [key, name] });
      }
    }
  }
  return children;
}
