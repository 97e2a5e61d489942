import { isObject, type Json, type JsonObject, readPointer, toPointer } from "../json.ts";
import { eachOperation } from "../override.ts";
import { referenceOf } from "./schema-view.ts";

/** A part of an operation, its reference followed, and where it stands. */
export interface Part {
  readonly value: JsonObject;
  readonly pointer: string;
}

/** An operation with all that a document says elsewhere about it. */
export interface OperationView {
  readonly path: string;
  readonly method: string;
  /** `GET /path`. */
  readonly key: string;
  readonly id: string;
  readonly pointer: string;
  readonly value: JsonObject;
  /** By place and name; names of headers in lower case. */
  readonly parameters: ReadonlyMap<string, Part>;
  readonly body: Part | undefined;
  readonly responses: ReadonlyMap<string, Part>;
  readonly security: readonly JsonObject[];
}

/** Every operation of a document. */
export function readOperationViews(document: JsonObject): OperationView[] {
  return [...eachOperation(document)].map(({ path, method, operation }) => {
    const pointer = toPointer(["paths", path, method]);
    const item = readPointer(document, toPointer(["paths", path]));
    const shared = isObject(item) ? item["parameters"] : undefined;
    const responses = isObject(operation["responses"]) ? Object.entries(operation["responses"]) : [];
    return {
      path,
      method,
      key: `${method.toUpperCase()} ${path}`,
      id: String(operation["operationId"] ?? ""),
      pointer,
      value: operation,
      parameters: new Map([
        ...readParameters(document, shared, toPointer(["paths", path, "parameters"])),
        ...readParameters(document, operation["parameters"], `${pointer}/parameters`),
      ]),
      body: isObject(operation["requestBody"])
        ? resolvePart(document, operation["requestBody"], `${pointer}/requestBody`)
        : undefined,
      responses: new Map(
        responses
          .filter(([status]) => !status.startsWith("x-"))
          .map(([status, value]) => [status, resolvePart(document, value, `${pointer}/responses/${status}`)]),
      ),
      security: securityOf(document, operation),
    };
  });
}

/** Follows references of parameters, bodies, answers and headers; a circle ends in an empty object. */
export function resolvePart(document: JsonObject, value: Json, pointer: string): Part {
  let part: Part = { value: isObject(value) ? value : {}, pointer };
  const seen = new Set<string>();
  for (let to = referenceOf(part.value); to !== undefined; to = referenceOf(part.value)) {
    const target = to.startsWith("#") && !seen.has(to) ? readPointer(document, to) : undefined;
    seen.add(to);
    part = { value: isObject(target) ? target : {}, pointer: to };
  }
  return part;
}

function readParameters(document: JsonObject, list: Json | undefined, pointer: string): [string, Part][] {
  if (!Array.isArray(list)) return [];
  return list.map((value, index) => {
    const part = resolvePart(document, value, `${pointer}/${index}`);
    const place = String(part.value["in"]);
    const name = String(part.value["name"]);
    return [`${place} ${place === "header" ? name.toLowerCase() : name}`, part];
  });
}

function securityOf(document: JsonObject, operation: JsonObject): JsonObject[] {
  const security = operation["security"] ?? document["security"];
  return Array.isArray(security) ? security.filter(isObject) : [];
}
