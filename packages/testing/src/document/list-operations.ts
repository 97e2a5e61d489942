import { isObject, type JsonObject, toObject } from "../internal/json.ts";

/** The HTTP methods that an OpenAPI path may declare, in lower case as the document writes them. */
export const HTTP_METHODS = ["get", "post", "put", "delete", "options", "head", "patch", "trace"] as const;

/** One of the eight methods that an OpenAPI path may declare. */
export type HttpMethod = (typeof HTTP_METHODS)[number];

/** One operation of a document, with what a mock or a test needs to find it again. */
export interface DocumentOperation {
  readonly method: HttpMethod;
  /** The path template as the document writes it, `/v1/packs/{uid}`. */
  readonly path: string;
  /** Method and template, `GET /v1/packs/{uid}`. */
  readonly template: string;
  readonly operationId: string | undefined;
  /** The object that holds the operation and what is shared by all methods of its path. */
  readonly pathItem: JsonObject;
  readonly operation: JsonObject;
}

function isHttpMethod(key: string): key is HttpMethod {
  return (HTTP_METHODS as readonly string[]).includes(key);
}

/** Every operation of a document, in the document's order. */
export function listOperations(document: JsonObject): DocumentOperation[] {
  const found: DocumentOperation[] = [];
  for (const [path, pathItem] of Object.entries(toObject(document["paths"]))) {
    if (!isObject(pathItem)) continue;
    for (const [method, operation] of Object.entries(pathItem)) {
      if (!isHttpMethod(method) || !isObject(operation)) continue;
      const operationId = operation["operationId"];
      found.push({
        method,
        path,
        template: `${method.toUpperCase()} ${path}`,
        operationId: typeof operationId === "string" ? operationId : undefined,
        pathItem,
        operation,
      });
    }
  }
  return found;
}
