import { Ajv, type ValidateFunction } from "ajv";
import addFormatsModule from "ajv-formats";
import { isObject, type JsonObject, toObject } from "../internal/json.ts";
import type { Direction } from "../sample/sample-context.ts";
import { toJsonSchema } from "./to-json-schema.ts";

/** Judges values by a document's schemas, independently of the mock. */
export interface SchemaValidator {
  /**
   * What is wrong with a value, one line per finding; empty when nothing is.
   *
   * @param schema - a schema object of the document, with references into the document
   */
  validate(schema: JsonObject, direction: Direction, value: unknown): string[];
  /** The same findings as data; a missing or unwanted property is named in the pointer's place of its holder. */
  findProblems(schema: JsonObject, direction: Direction, value: unknown): SchemaProblem[];
}

/** One rule of a schema that a value breaks. */
export interface SchemaProblem {
  /** JSON pointer into the value, `""` for the whole. */
  readonly pointer: string;
  /** The keyword: `required`, `type`. */
  readonly rule: string;
  readonly message: string;
}

/** Where the document's components live for ajv; any absolute URI that no document uses. */
const BASE_URI = "https://vendor-clients.invalid/document";

function rebase(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(rebase);
  if (!isObject(schema)) return schema;
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(schema)) {
    copy[key] = key === "$ref" && typeof value === "string" ? `${BASE_URI}${value}` : rebase(value);
  }
  return copy;
}

function createAjv(document: JsonObject, direction: Direction): Ajv {
  const hidden = direction === "request" ? "readOnly" : "writeOnly";
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false, validateSchema: false });
  // The package resolves to another copy of ajv than ours; it only calls `addFormat` and `addKeyword` on it.
  const addFormats = addFormatsModule as unknown as (target: Ajv) => void;
  addFormats(ajv);
  const schemas = Object.entries(toObject(toObject(document["components"])["schemas"]));
  const converted = schemas.map(([name, schema]) => [name, toJsonSchema(document, schema, hidden)]);
  ajv.addSchema({ $id: BASE_URI, components: { schemas: Object.fromEntries(converted) } });
  return ajv;
}

/** Creates the validator of a document; schemas are compiled when first needed. */
export function createSchemaValidator(document: JsonObject): SchemaValidator {
  const instances = new Map<Direction, Ajv>();
  const compiled = new Map<Direction, WeakMap<JsonObject, ValidateFunction>>();
  const compile = (schema: JsonObject, direction: Direction): ValidateFunction => {
    const known = compiled.get(direction)?.get(schema);
    if (known !== undefined) return known;
    const ajv = instances.get(direction) ?? createAjv(document, direction);
    instances.set(direction, ajv);
    const hidden = direction === "request" ? "readOnly" : "writeOnly";
    const validate = ajv.compile(rebase(toJsonSchema(document, schema, hidden)) as JsonObject);
    const kept = compiled.get(direction) ?? new WeakMap<JsonObject, ValidateFunction>();
    compiled.set(direction, kept.set(schema, validate));
    return validate;
  };
  return {
    validate(schema, direction, value) {
      const validate = compile(schema, direction);
      if (validate(value)) return [];
      return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || "/"}: ${message ?? ""}`);
    },
    findProblems(schema, direction, value) {
      const validate = compile(schema, direction);
      if (validate(value)) return [];
      return (validate.errors ?? []).map(({ instancePath, keyword, message = "" }) => ({
        pointer: instancePath,
        rule: keyword,
        message,
      }));
    },
  };
}
