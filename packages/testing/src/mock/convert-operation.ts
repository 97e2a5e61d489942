import type { IHttpOperation } from "@stoplight/types";
import type { DocumentOperation } from "../document/list-operations.ts";
import { type JsonObject, toObject } from "../internal/json.ts";
import { dereference } from "./dereference.ts";
import type { Prism } from "./load-prism.ts";

/**
 * Converts one operation with Prism's own converter, from a document that holds nothing but this operation.
 *
 * Equal to what Prism makes of the operation when it converts the whole document, in a thousandth of the time.
 *
 * @param operation - the operation object to convert in place of the document's own, already overlaid
 */
export function convertOperation(
  prism: Prism,
  document: JsonObject,
  target: DocumentOperation,
  operation: JsonObject,
): IHttpOperation {
  const { parameters, servers } = target.pathItem;
  const pathItem = {
    ...(parameters === undefined ? {} : { parameters }),
    ...(servers === undefined ? {} : { servers }),
    [target.method]: operation,
  };
  const small: JsonObject = {
    openapi: document["openapi"],
    info: document["info"],
    ...(document["servers"] === undefined ? {} : { servers: document["servers"] }),
    ...(document["security"] === undefined ? {} : { security: document["security"] }),
    paths: { [target.path]: dereference(document, pathItem) },
    components: { securitySchemes: toObject(document["components"])["securitySchemes"] ?? {} },
  };
  const resolved = prism.decycle(small) as JsonObject;
  const [converted] = prism.transformOperations(resolved as Parameters<Prism["transformOperations"]>[0]);
  if (converted === undefined) throw new Error(`Cannot convert ${target.template}: Prism finds no operation in it`);
  return prism.bundleTarget({
    document: { ...resolved, __target__: converted },
    path: "#/__target__",
    cloneDocument: false,
  }) as IHttpOperation;
}
