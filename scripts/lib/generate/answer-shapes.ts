import type { AnswerShapes, Shape } from "@vendor-clients/runtime";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { eachOperation } from "../override.ts";
import { successSchemas } from "./operation-facts.ts";
import { HEADER } from "./print-types.ts";
import { schemaName, schemasOf } from "./schema-walk.ts";

/** What stands in the answers of an API whose server is lax about types, for the client to set right. */
export function readAnswerShapes(document: JsonObject): AnswerShapes {
  const reader = createShapeReader(schemasOf(document));
  const operations: Record<string, Shape> = {};
  for (const { path, method, operation } of eachOperation(document)) {
    const shape = reader.readAny(successSchemas(operation));
    if (shape !== undefined) operations[`${method.toUpperCase()} ${path}`] = shape;
  }
  return { schemas: reader.schemas(), operations };
}

/** The file that holds the shapes. */
export function printAnswerShapes({ schemas, operations }: AnswerShapes): string {
  const rows = (record: Readonly<Record<string, Shape>>) =>
    Object.entries(record).map(([key, shape]) => `    ${JSON.stringify(key)}: ${JSON.stringify(shape)},`);
  return [
    `${HEADER}import type { AnswerShapes } from "@vendor-clients/runtime";`,
    "/** What the document declares of answers. */",
    "export const answerShapes: AnswerShapes = {",
    "  schemas: {",
    ...rows(schemas),
    "  },",
    "  operations: {",
    ...rows(operations),
    "  },",
    "};\n",
  ].join("\n");
}

function createShapeReader(schemas: JsonObject) {
  const named = new Map<string, Shape | undefined>();

  const readNamed = (name: string): Shape | undefined => {
    if (named.has(name)) {
      const known = named.get(name);
      // Met again inside itself: only an object can be, so its name will do.
      return typeof known === "object" && !Array.isArray(known) ? `#${name}` : known;
    }
    named.set(name, {});
    const shape = read(schemas[name]);
    named.set(name, shape);
    return readNamed(name);
  };

  const read = (schema: Json | undefined): Shape | undefined => {
    if (!isObject(schema)) return undefined;
    const name = schemaName(schema["$ref"]);
    if (name !== undefined) return readNamed(name);
    for (const key of ["anyOf", "oneOf"]) if (Array.isArray(schema[key])) return readAny(schema[key]);
    const { allOf, ...own } = schema;
    if (Array.isArray(allOf)) return readAll([...allOf, own]);
    const letter = LETTERS[`${schema["type"]} ${schema["format"]}`] ?? LETTERS[String(schema["type"])];
    if (letter !== undefined) return letter;
    if (schema["type"] === "array") return toList(read(schema["items"]));
    return schema["type"] === "object" || isObject(schema["properties"]) ? readFields(schema) : undefined;
  };

  const readFields = (schema: JsonObject): Shape => {
    const properties = isObject(schema["properties"]) ? Object.entries(schema["properties"]) : [];
    const rest: [string, Json | undefined] = ["", schema["additionalProperties"]];
    const fields = [...properties, rest].flatMap(([key, value]) => {
      const shape = read(value);
      return shape === undefined ? [] : [[key, shape] as const];
    });
    return fields.length === 0 ? "o" : Object.fromEntries(fields);
  };

  const resolve = (shape: Shape): Shape | undefined =>
    typeof shape === "string" && shape.startsWith("#") ? named.get(shape.slice(1)) : shape;

  /** A value of one of several kinds: scalars may be any of them, objects have the fields of all, a mixture is left open. */
  const readAny = (parts: readonly Json[]): Shape | undefined => {
    const shapes = parts.map(read);
    const [first] = shapes;
    if (shapes.length < 2) return first;
    if (shapes.includes(undefined)) return undefined;
    if (shapes.every((shape) => JSON.stringify(shape) === JSON.stringify(first))) return first;
    if (shapes.every((shape) => typeof shape === "string" && /^[isbdn]+$/.test(shape))) {
      return [...new Set(shapes.join(""))].sort().join("");
    }
    return merge(shapes);
  };

  const readAll = (parts: readonly Json[]): Shape | undefined => {
    const shapes = parts.map(read).filter((shape) => shape !== undefined && shape !== "o");
    return shapes.length < 2 ? (shapes[0] ?? "o") : merge(shapes);
  };

  const merge = (shapes: readonly (Shape | undefined)[]): Shape | undefined => {
    const objects = shapes.flatMap((shape) => {
      const fields = shape === undefined ? undefined : resolve(shape);
      return isFields(fields) ? [fields] : [];
    });
    return objects.length === shapes.length ? Object.assign({}, ...objects) : undefined;
  };

  return {
    readAny,
    /** Those that something refers to. */
    schemas: () => {
      const used = [...named].filter((entry): entry is [string, Shape] => isFields(entry[1]));
      return Object.fromEntries(used.sort(([one], [other]) => (one < other ? -1 : 1)));
    },
  };
}

const LETTERS: Readonly<Record<string, string>> = {
  integer: "i",
  number: "n",
  boolean: "b",
  string: "s",
  "string date-time": "d",
};

function toList(items: Shape | undefined): Shape {
  return items === undefined ? "a" : [items];
}

function isFields(shape: Shape | undefined): shape is { readonly [field: string]: Shape } {
  return typeof shape === "object" && !Array.isArray(shape);
}
