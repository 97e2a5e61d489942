import { isObject, type Json, type JsonObject } from "../json.ts";
import {
  type Direction,
  mapMedia,
  mapOperations,
  mapSchema,
  mapValues,
  schemaName,
  schemasOf,
  withSchemas,
} from "./schema-walk.ts";

const HIDDEN_IN = { request: "readOnly", response: "writeOnly" } as const;
const SUFFIX = { request: "Write", response: "Read" } as const;

/**
 * Gives schemas with read-only or write-only properties a second form for the direction in which those do not exist.
 *
 * `Spec` with a read-only `url` becomes `Spec` (as read) and `SpecWrite` (without `url`); whatever contains it follows.
 */
export function separateDirections(document: JsonObject): JsonObject {
  return separate(separate(document, "request"), "response");
}

function separate(document: JsonObject, direction: Direction): JsonObject {
  const schemas = schemasOf(document);
  const affected = findAffected(schemas, HIDDEN_IN[direction]);
  const variant = (schema: Json): Json =>
    mapSchema(schema, (one) => renameReference(strip(one, direction), affected, SUFFIX[direction]));
  const used = new Set<string>();
  const changed = mapOperations(document, (operation) =>
    mapMedia(operation, (media, _type, where) => {
      if (where !== direction || media["schema"] === undefined) return media;
      const schema = variant(media["schema"]);
      mapSchema(schema, (one) => {
        const name = schemaName(one["$ref"]);
        if (name !== undefined) used.add(name);
        return one;
      });
      return { ...media, schema };
    }),
  );
  const variants = [...affected].map((name): [string, Json] => [
    `${name}${SUFFIX[direction]}`,
    variant(schemas[name] ?? {}),
  ]);
  const clash = variants.find(([name]) => Object.hasOwn(schemas, name));
  if (clash) throw new Error(`Cannot generate: schema "${clash[0]}" exists beside the one that would get this name`);
  return withSchemas(changed, { ...schemas, ...Object.fromEntries(keepReachable(variants, used)) });
}

/** Variants that nothing refers to would only be noise in the package. */
function keepReachable(variants: readonly [string, Json][], used: Set<string>): [string, Json][] {
  const byName = new Map(variants);
  const kept = new Map<string, Json>();
  const visit = (name: string): void => {
    const schema = byName.get(name);
    if (schema === undefined || kept.has(name)) return;
    kept.set(name, schema);
    mapSchema(schema, (one) => {
      const next = schemaName(one["$ref"]);
      if (next !== undefined) visit(next);
      return one;
    });
  };
  for (const name of used) visit(name);
  return variants.filter(([name]) => kept.has(name));
}

function findAffected(schemas: JsonObject, flag: string): Set<string> {
  const affected = new Set<string>();
  for (let before = -1; before !== affected.size; ) {
    before = affected.size;
    for (const [name, schema] of Object.entries(schemas)) {
      mapSchema(schema, (one) => {
        const target = schemaName(one["$ref"]);
        if (one[flag] === true || (target !== undefined && affected.has(target))) affected.add(name);
        return one;
      });
    }
  }
  return affected;
}

function strip(schema: JsonObject, direction: Direction): JsonObject {
  const properties = schema["properties"];
  if (!isObject(properties)) return schema;
  const hidden = Object.keys(properties).filter((name) => {
    const property = properties[name];
    return isObject(property) && property[HIDDEN_IN[direction]] === true;
  });
  if (hidden.length === 0) return schema;
  const required = Array.isArray(schema["required"])
    ? schema["required"].filter((name) => !hidden.includes(String(name)))
    : [];
  const { required: _, ...rest } = schema;
  const kept = Object.fromEntries(Object.entries(properties).filter(([name]) => !hidden.includes(name)));
  return { ...rest, properties: kept, ...(required.length > 0 && { required }) };
}

function renameReference(schema: JsonObject, affected: ReadonlySet<string>, suffix: string): JsonObject {
  const name = schemaName(schema["$ref"]);
  return name !== undefined && affected.has(name)
    ? { ...schema, $ref: `#/components/schemas/${name}${suffix}` }
    : schema;
}

/** Removes the direction marks, which would otherwise make every read-only property `readonly`. */
export function dropDirectionMarks(document: JsonObject): JsonObject {
  const drop = (schema: JsonObject): JsonObject => {
    const { readOnly: _, writeOnly: __, ...rest } = schema;
    return rest;
  };
  const cleaned = withSchemas(
    document,
    mapValues(schemasOf(document), (schema) => mapSchema(schema, drop)),
  );
  return mapOperations(cleaned, (operation) =>
    mapMedia(operation, (media) =>
      media["schema"] === undefined ? media : { ...media, schema: mapSchema(media["schema"], drop) },
    ),
  );
}
