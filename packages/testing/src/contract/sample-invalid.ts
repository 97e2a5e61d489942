import type { DocumentOperation } from "../document/list-operations.ts";
import { isJsonType } from "../document/read-parameters.ts";
import { resolveReference } from "../document/resolve-reference.ts";
import { createSchemaValidator, type SchemaValidator } from "../document/schema-validator.ts";
import { isObject, type JsonObject, toArray, toObject } from "../internal/json.ts";
import { flattenSchema } from "../sample/flatten-schema.ts";
import { readRequestBody, type SampledRequest, sampleRequest } from "./sample-request.ts";

/** A request that is valid but for one required field of its body. */
export interface InvalidRequest extends SampledRequest {
  /** Name of the field that is missing. */
  readonly missing: string;
}

interface RequiredField {
  /** Keys from the body to the object that lacks the field. */
  readonly path: readonly (string | number)[];
  readonly name: string;
}

/** Required fields of a sampled body, outermost first; inside lists only the first item counts. */
function* findRequired(
  document: JsonObject,
  schema: unknown,
  value: unknown,
  path: readonly (string | number)[],
): Generator<RequiredField> {
  const { schema: flat } = flattenSchema(document, schema, 0);
  if (Array.isArray(value) && value.length > 0) {
    yield* findRequired(document, flat["items"], value[0], [...path, 0]);
  }
  if (!isObject(value)) return;
  for (const name of toArray(flat["required"]).map(String)) if (Object.hasOwn(value, name)) yield { path, name };
  for (const [name, property] of Object.entries(toObject(flat["properties"]))) {
    if (Object.hasOwn(value, name)) yield* findRequired(document, property, value[name], [...path, name]);
  }
}

function drop(value: unknown, { path, name }: RequiredField): unknown {
  const [key, ...rest] = path;
  if (Array.isArray(value))
    return value.map((item, index) => (index === key ? drop(item, { path: rest, name }) : item));
  if (!isObject(value)) return value;
  if (key !== undefined) return { ...value, [key]: drop(value[key], { path: rest, name }) };
  const { [name]: _, ...others } = value;
  return others;
}

/**
 * The sampled request of an operation without one required field of its body, always the same one.
 *
 * @returns `undefined` when the operation takes no body, or its body has no field without which it would be invalid
 */
export function sampleInvalid(
  document: JsonObject,
  target: DocumentOperation,
  validator: SchemaValidator = createSchemaValidator(document),
): InvalidRequest | undefined {
  const schema = readRequestBody(document, target)?.schema;
  if (schema === undefined) return undefined;
  const sample = sampleRequest(document, target, { validator });
  for (const field of findRequired(document, resolveReference(document, schema), sample.body, [])) {
    const body = drop(sample.body, field);
    // A form without fields is no body at all, which breaks another rule.
    if (!isJsonType(sample.contentType ?? "") && Object.keys(toObject(body)).length === 0) continue;
    const problems = validator.validate(schema, "request", body);
    if (problems.some((problem) => problem.includes(`'${field.name}'`)))
      return { ...sample, body, missing: field.name };
  }
  return undefined;
}
