import { isObject, type JsonObject, toArray, toObject } from "../internal/json.ts";
import type { DocumentOperation } from "./list-operations.ts";
import { resolveReference } from "./resolve-reference.ts";

/** A parameter of an operation, with its references followed. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly isRequired: boolean;
  readonly schema: JsonObject;
  /** The parameter object as the document has it. */
  readonly source: JsonObject;
}

const PLACES = ["path", "query", "header", "cookie"] as const;

function readSchema(source: JsonObject): JsonObject {
  if (isObject(source["schema"])) return source["schema"];
  const [media] = Object.values(toObject(source["content"]));
  return toObject(toObject(media)["schema"]);
}

/** The parameters of an operation; its own win over those of its path, the document's order is kept. */
export function readParameters(document: JsonObject, { operation, pathItem }: DocumentOperation): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const item of [...toArray(operation["parameters"]), ...toArray(pathItem["parameters"])]) {
    const source = resolveReference(document, item);
    const place = PLACES.find((candidate) => candidate === source["in"]);
    const { name } = source;
    if (place === undefined || typeof name !== "string" || found.has(`${place} ${name}`)) continue;
    const schema = readSchema(source);
    found.set(`${place} ${name}`, { name, in: place, isRequired: source["required"] === true, schema, source });
  }
  return [...found.values()];
}

/** A body that a request or an answer may carry. */
export interface MediaBody {
  readonly contentType: string;
  /** `undefined` when the document says nothing about the body. */
  readonly schema: JsonObject | undefined;
}

/** The bodies of a `content` map, JSON first, else in the document's order. */
export function readContent(document: JsonObject, content: unknown): MediaBody[] {
  const bodies = Object.entries(toObject(content)).map(([contentType, media]) => {
    const { schema } = resolveReference(document, media);
    return { contentType, schema: isObject(schema) ? schema : undefined };
  });
  return bodies.sort((a, b) => Number(isJsonType(b.contentType)) - Number(isJsonType(a.contentType)));
}

/** Whether a media type is JSON, plain or with a suffix. */
export function isJsonType(contentType: string): boolean {
  return /^application\/(?:[^\s/;]+\+)?json\b/i.test(contentType);
}
