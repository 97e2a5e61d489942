import { readFileSync } from "node:fs";
import { isObject, type Json, type JsonObject, readPointer, toPointer } from "../../scripts/lib/json.ts";
import { eachOperation } from "../../scripts/lib/override.ts";
import { PALETTE_DOCUMENT } from "./paths.ts";

/** One operation with little more than a caller has to pass. */
export interface SampledCall {
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly pathParams: JsonObject;
  readonly query: JsonObject;
  readonly header: JsonObject;
  readonly body: Json | undefined;
  /** First success that the document declares. */
  readonly status: number;
}

/** Palette's document. */
export function readPaletteDocument(): JsonObject {
  return JSON.parse(readFileSync(PALETTE_DOCUMENT, "utf8")) as JsonObject;
}

/** Operations spread evenly over the document, the same in every run; those whose body is a file are left out. */
export function sampleCalls(document: JsonObject, count: number): SampledCall[] {
  const calls = [...eachOperation(document)].flatMap(({ path, method, operation }): SampledCall[] => {
    const parameters = [readPointer(document, toPointer(["paths", path, "parameters"])), operation["parameters"]]
      .flatMap((list) => (Array.isArray(list) ? list : []))
      .map((one) => resolve(document, one));
    const content = operation["requestBody"] ? contentOf(document, operation["requestBody"]) : {};
    const media = content["application/json"];
    if (Object.keys(content).length > 0 && !isObject(media)) return [];
    const params = (place: string) => {
      const found = parameters.filter((one) => one["in"] === place);
      return sampleParameters(document, found, place === "query");
    };
    return [
      {
        id: String(operation["operationId"]),
        method: method.toUpperCase(),
        path,
        pathParams: params("path"),
        query: params("query"),
        header: params("header"),
        body: isObject(media) ? sample(document, media["schema"] ?? {}) : undefined,
        status: Number(Object.keys(operation["responses"] as JsonObject).find((key) => key.startsWith("2"))),
      },
    ];
  });
  if (calls.length < count) throw new RangeError(`Cannot sample ${count} calls: the document has ${calls.length}`);
  return Array.from({ length: count }, (_, i) => calls[Math.floor((i * calls.length) / count)] as SampledCall);
}

function contentOf(document: JsonObject, body: Json): JsonObject {
  const { content } = resolve(document, body);
  return isObject(content) ? content : {};
}

/** Values of the required parameters, or of the first one where none is required and one shall be there. */
function sampleParameters(document: JsonObject, found: readonly JsonObject[], takesFirst: boolean): JsonObject {
  const required = found.filter((one) => one["required"] === true);
  const wanted = takesFirst && required.length === 0 ? found.slice(0, 1) : required;
  return Object.fromEntries(wanted.map((one) => [String(one["name"]), sample(document, one["schema"] ?? {})]));
}

/** A value of the schema's type: required properties, or the first one where none is required. */
function sample(document: JsonObject, given: Json, depth = 0): Json {
  const schema = resolve(document, given);
  const values = schema["enum"];
  if (Array.isArray(values)) return values[0] ?? "";
  const parts = schema["allOf"];
  if (Array.isArray(parts)) return Object.assign({}, ...parts.map((part) => sample(document, part, depth)));
  const [choice] = [schema["oneOf"], schema["anyOf"]].flatMap((list) => (Array.isArray(list) ? list : []));
  if (choice !== undefined) return sample(document, choice, depth);
  const { type, properties, required } = schema;
  if (type === "array") return [];
  if (type === "integer" || type === "number") return 1;
  if (type === "boolean") return true;
  if (type === "string") return "x";
  if (!isObject(properties)) return {};
  const names = Array.isArray(required) && required.length > 0 ? required.map(String) : firstOf(properties, depth);
  return Object.fromEntries(names.map((name) => [name, sample(document, properties[name] ?? {}, depth + 1)]));
}

function firstOf(properties: JsonObject, depth: number): string[] {
  return depth > 2 ? [] : Object.keys(properties).slice(0, 1);
}

function resolve(document: JsonObject, value: Json): JsonObject {
  if (!isObject(value)) return {};
  const reference = value["$ref"];
  return typeof reference === "string" ? resolve(document, readPointer(document, reference) ?? {}) : value;
}
