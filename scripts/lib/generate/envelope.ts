import { isObject, type Json, type JsonObject } from "../json.ts";
import { mapMedia, mapOperations, schemaName, schemasOf } from "./schema-walk.ts";

/** Types a success by what stands inside the vendor's envelope, because that is what the client hands out. */
export function unwrapEnvelope(document: JsonObject, property: string): JsonObject {
  const schemas = schemasOf(document);
  return mapOperations(document, (operation) =>
    mapMedia(operation, (media, _type, direction, status) => {
      if (direction !== "response" || !status.startsWith("2")) return media;
      const schema = media["schema"];
      const inner = schema === undefined ? undefined : findProperty(schemas, schema, property);
      return inner === undefined ? media : { ...media, schema: inner };
    }),
  );
}

function findProperty(schemas: JsonObject, schema: Json, property: string): Json | undefined {
  if (!isObject(schema)) return undefined;
  const name = schemaName(schema["$ref"]);
  if (name !== undefined) return findProperty(schemas, schemas[name] ?? {}, property);
  const properties = schema["properties"];
  if (isObject(properties) && properties[property] !== undefined) return properties[property];
  const parts = Array.isArray(schema["allOf"]) ? schema["allOf"] : [];
  return parts.map((part) => findProperty(schemas, part, property)).find((found) => found !== undefined);
}
