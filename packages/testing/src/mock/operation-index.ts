import type { IHttpRequest } from "@stoplight/prism-http";
import type { IHttpOperation } from "@stoplight/types";
import { type DocumentOperation, listOperations } from "../document/list-operations.ts";
import type { JsonObject } from "../internal/json.ts";
import { convertOperation } from "./convert-operation.ts";
import type { Prism } from "./load-prism.ts";
import { overlayOperation } from "./overlay-operation.ts";
import { createRouteTable, type RouteMatch } from "./route-table.ts";

/** The operations of a document: found by request, converted for Prism when first needed. */
export interface OperationIndex {
  readonly operations: readonly DocumentOperation[];
  /** The match of a request; remembered for the same request object. */
  find(input: IHttpRequest): RouteMatch;
  convert(operation: DocumentOperation): IHttpOperation;
}

/** Indexes the operations of a document; nothing is converted yet. */
export function createOperationIndex(prism: Prism, document: JsonObject): OperationIndex {
  const operations = listOperations(document);
  const table = createRouteTable(operations);
  const matches = new WeakMap<IHttpRequest, RouteMatch>();
  const converted = new Map<DocumentOperation, IHttpOperation>();
  return {
    operations,
    find(input) {
      const match = matches.get(input) ?? table.find(input.method, input.url.path);
      matches.set(input, match);
      return match;
    },
    convert(operation) {
      const known = converted.get(operation);
      if (known !== undefined) return known;
      const resource = convertOperation(prism, document, operation, overlayOperation(document, operation));
      converted.set(operation, resource);
      return resource;
    },
  };
}
