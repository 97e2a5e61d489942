import { isObject, type JsonObject } from "../json.ts";
import { placeholder } from "./placeholders.ts";
import {
  collectReferences,
  mapMedia,
  mapOperations,
  mapSchema,
  mapValues,
  schemasOf,
  withSchemas,
} from "./schema-walk.ts";

/**
 * Opens every enumeration that an answer can hold: known values still complete, and a value that the vendor adds breaks no build.
 *
 * Enumerations that only requests hold stay closed, so that a misspelt value is an error. `x-extensible-enum` is open everywhere.
 */
export function openEnums(document: JsonObject): JsonObject {
  const schemas = schemasOf(document);
  const answered = new Set<string>();
  mapOperations(document, (operation) =>
    mapMedia(operation, (media, _type, direction) => {
      if (direction === "response") collectReferences(schemas, media["schema"] ?? {}, answered);
      return media;
    }),
  );
  const opened = mapValues(schemas, (schema, name) => mapSchema(schema, answered.has(name) ? open : openExtensible));
  return mapOperations(withSchemas(document, opened), (operation) => {
    const parameters = Array.isArray(operation["parameters"]) ? operation["parameters"] : [];
    const copy = { ...operation, parameters: parameters.map((one) => (isObject(one) ? openParameter(one) : one)) };
    return mapMedia(copy, (media, _type, direction) =>
      media["schema"] === undefined
        ? media
        : { ...media, schema: mapSchema(media["schema"], direction === "response" ? open : openExtensible) },
    );
  });
}

function openParameter(parameter: JsonObject): JsonObject {
  const schema = parameter["schema"];
  return schema === undefined ? parameter : { ...parameter, schema: mapSchema(schema, openExtensible) };
}

function open(schema: JsonObject): JsonObject {
  return Array.isArray(schema["enum"]) ? toUnion(schema, "enum") : openExtensible(schema);
}

function openExtensible(schema: JsonObject): JsonObject {
  return Array.isArray(schema["x-extensible-enum"]) ? toUnion(schema, "x-extensible-enum") : schema;
}

function toUnion(schema: JsonObject, key: string): JsonObject {
  const values = (schema[key] as unknown[]).filter((value) => value !== null);
  const kind = values.every((value) => typeof value === "string")
    ? "OpenString__"
    : values.every((value) => typeof value === "number")
      ? "OpenNumber__"
      : undefined;
  if (kind === undefined) return schema;
  const { [key]: _, type: __, format: ___, nullable, ...rest } = schema;
  const union: JsonObject = { ...rest, anyOf: [{ enum: values as string[] }, placeholder(kind)] };
  return nullable === true || values.length !== (schema[key] as unknown[]).length
    ? { ...union, nullable: true }
    : union;
}
