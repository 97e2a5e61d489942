import type { PageStyle } from "@vendor-clients/runtime";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { eachOperation } from "../override.ts";
import { readSunset } from "../sunset.ts";
import { isJson } from "./media-types.ts";
import { schemaName, schemasOf } from "./schema-walk.ts";

/** What the generator needs to know of an operation beside its types. */
export interface OperationFacts {
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly isDeprecated: boolean;
  /** Day on which the vendor ends it, `YYYY-MM-DD`. */
  readonly sunset: string | undefined;
  readonly isPublic: boolean;
  /** Name of the page style and the key path of its items, where the operation pages. */
  readonly paging: { readonly style: string; readonly items: readonly string[] } | undefined;
  /** What a success may be when it is not always JSON: `empty` may have no body, `any` may be a file or text. */
  readonly success: "empty" | "any" | undefined;
}

/** Which methods a vendor answers with less than its document says. */
export type BodilessAnswers = "all" | "writes";

/** Facts of every operation, ordered by path, then by method. */
export function readOperations(
  document: JsonObject,
  pageStyles: Readonly<Record<string, PageStyle>>,
  bodiless?: BodilessAnswers,
): OperationFacts[] {
  const schemas = schemasOf(document);
  return [...eachOperation(document)].map(({ path, method, operation }) => ({
    id: String(operation["operationId"]),
    method: method.toUpperCase(),
    path,
    isDeprecated: operation["deprecated"] === true,
    sunset: readSunset(operation["x-sunset"]),
    isPublic: Array.isArray(operation["security"]) && operation["security"].length === 0,
    paging: findPaging(schemas, method.toUpperCase(), operation, pageStyles),
    success:
      readSuccess(operation) ??
      (bodiless === "all" || (bodiless === "writes" && method !== "get") ? "empty" : undefined),
  }));
}

function readSuccess(operation: JsonObject): OperationFacts["success"] {
  const successes = contentsOfSuccesses(operation);
  if (successes.some((content) => Object.keys(content).some((type) => !isJson(type)))) return "any";
  return successes.length === 0 || successes.some((content) => Object.keys(content).length === 0) ? "empty" : undefined;
}

/** Whether list values of queries are repeated (`a=1&a=2`) or joined by commas; one answer for the whole document. */
export function readQueryListStyle(document: JsonObject): boolean {
  const styles = new Set<boolean>();
  for (const { operation } of eachOperation(document)) {
    for (const parameter of Array.isArray(operation["parameters"]) ? operation["parameters"] : []) {
      const schema = isObject(parameter) && parameter["in"] === "query" ? parameter["schema"] : undefined;
      if (isObject(parameter) && isObject(schema) && schema["type"] === "array")
        styles.add(parameter["explode"] !== false);
    }
  }
  if (styles.size > 1)
    throw new Error("Cannot generate: some query lists repeat the name and some join values by commas");
  return ![...styles].includes(false);
}

function findPaging(
  schemas: JsonObject,
  method: string,
  operation: JsonObject,
  pageStyles: Readonly<Record<string, PageStyle>>,
): OperationFacts["paging"] {
  const parameters = Array.isArray(operation["parameters"]) ? operation["parameters"] : [];
  const query = parameters
    .filter((one) => isObject(one) && one["in"] === "query")
    .map((one) => isObject(one) && one["name"]);
  const answers = successSchemas(operation);
  for (const [style, { methods, query: needed, items }] of Object.entries(pageStyles)) {
    if (methods && !methods.includes(method)) continue;
    if (!needed.every((name) => query.includes(name))) continue;
    const found = items.find((keys) => answers.some((schema) => isListAt(schemas, schema, keys)));
    if (found) return { style, items: found };
  }
  return undefined;
}

/** What the successes of an operation hold, where that is JSON. */
export function successSchemas(operation: JsonObject): Json[] {
  return contentsOfSuccesses(operation).flatMap((content) =>
    Object.entries(content).flatMap(([type, media]) =>
      isJson(type) && isObject(media) && media["schema"] !== undefined ? [media["schema"]] : [],
    ),
  );
}

function contentsOfSuccesses(operation: JsonObject): JsonObject[] {
  const responses = isObject(operation["responses"]) ? operation["responses"] : {};
  return Object.entries(responses)
    .filter(([status]) => status.startsWith("2"))
    .map(([, answer]) => (isObject(answer) && isObject(answer["content"]) ? answer["content"] : {}));
}

function isListAt(schemas: JsonObject, schema: Json, keys: readonly string[]): boolean {
  return unfold(schemas, schema).some((one) => {
    const [key, ...rest] = keys;
    if (key === undefined) return one["type"] === "array";
    const property = isObject(one["properties"]) ? one["properties"][key] : undefined;
    return property !== undefined && isListAt(schemas, property, rest);
  });
}

/** The schemas that a value may have to satisfy: references followed, alternatives and parts listed. */
function unfold(schemas: JsonObject, schema: Json, depth = 0): JsonObject[] {
  if (!isObject(schema) || depth > 8) return [];
  const name = schemaName(schema["$ref"]);
  if (name !== undefined) return unfold(schemas, schemas[name] ?? {}, depth + 1);
  const parts = ["allOf", "anyOf", "oneOf"].flatMap((key) =>
    Array.isArray(schema[key]) ? (schema[key] as Json[]) : [],
  );
  return [schema, ...parts.flatMap((part) => unfold(schemas, part, depth + 1))];
}
