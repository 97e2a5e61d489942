import { isObject, type Json, type JsonObject, readPointer } from "../json.ts";

const SCHEMA_MAPS = ["properties", "patternProperties"];
const SCHEMA_LISTS = ["allOf", "anyOf", "oneOf"];
const SCHEMA_KEYS = ["items", "additionalProperties", "not"];

/** Rebuilds a schema from the inside out: `change` gets each subschema after its own children were changed. */
export function mapSchema(schema: Json, change: (schema: JsonObject) => JsonObject): Json {
  if (!isObject(schema)) return schema;
  const copy: JsonObject = { ...schema };
  for (const key of SCHEMA_MAPS) {
    const map = copy[key];
    if (isObject(map)) copy[key] = mapValues(map, (value) => mapSchema(value, change));
  }
  for (const key of SCHEMA_LISTS) {
    const list = copy[key];
    if (Array.isArray(list)) copy[key] = list.map((value) => mapSchema(value, change));
  }
  for (const key of SCHEMA_KEYS) {
    const value = copy[key];
    if (isObject(value)) copy[key] = mapSchema(value, change);
  }
  return change(copy);
}

/** The component schemas that a schema refers to, directly or through others. */
export function collectReferences(schemas: JsonObject, start: Json, found = new Set<string>()): Set<string> {
  mapSchema(start, (schema) => {
    const name = schemaName(schema["$ref"]);
    if (name !== undefined && !found.has(name)) {
      found.add(name);
      collectReferences(schemas, schemas[name] ?? {}, found);
    }
    return schema;
  });
  return found;
}

/** Name of the component schema that a `$ref` points to. */
export function schemaName(reference: Json | undefined): string | undefined {
  const prefix = "#/components/schemas/";
  return typeof reference === "string" && reference.startsWith(prefix) ? reference.slice(prefix.length) : undefined;
}

/** The component schemas of a document. */
export function schemasOf(document: JsonObject): JsonObject {
  const schemas = readPointer(document, "#/components/schemas");
  return isObject(schemas) ? schemas : {};
}

/** A document with other component schemas. */
export function withSchemas(document: JsonObject, schemas: JsonObject): JsonObject {
  const components = isObject(document["components"]) ? document["components"] : {};
  return { ...document, components: { ...components, schemas } };
}

/** Applies a function to each value of an object. */
export function mapValues(object: JsonObject, change: (value: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

/** Rewrites each operation of a document. */
export function mapOperations(document: JsonObject, change: (operation: JsonObject) => JsonObject): JsonObject {
  const paths = isObject(document["paths"]) ? document["paths"] : {};
  const changed = mapValues(paths, (item) =>
    isObject(item)
      ? mapValues(item, (value, key) => (isObject(value) && key !== "parameters" ? change(value) : value))
      : item,
  );
  return { ...document, paths: changed };
}

/** Where a media type stands: in what the client sends or in what it gets. */
export type Direction = "request" | "response";

/** Rewrites each media type object of an operation's body and answers. */
export function mapMedia(
  operation: JsonObject,
  change: (media: JsonObject, type: string, direction: Direction, status: string) => JsonObject,
): JsonObject {
  const mapContent = (holder: Json, direction: Direction, status: string): Json => {
    const content = isObject(holder) ? holder["content"] : undefined;
    if (!isObject(holder) || !isObject(content)) return holder;
    const changed = mapValues(content, (media, type) =>
      isObject(media) ? change(media, type, direction, status) : media,
    );
    return { ...holder, content: changed };
  };
  const copy = { ...operation };
  if (isObject(copy["requestBody"])) copy["requestBody"] = mapContent(copy["requestBody"], "request", "");
  const responses = copy["responses"];
  if (isObject(responses))
    copy["responses"] = mapValues(responses, (answer, status) => mapContent(answer, "response", status));
  return copy;
}
