import type { JsonObject } from "../json.ts";
import type { Change } from "./change.ts";
import { compareDocuments } from "./compare-documents.ts";

/** A document with one operation, `GET /things`, and whatever a test adds; for tests only. */
export function documentOf(operation: JsonObject, rest: JsonObject = {}, path = "/things", method = "get"): JsonObject {
  const whole = { operationId: "listThings", security: [], responses: { "200": { description: "" } }, ...operation };
  return { openapi: "3.0.3", info: { title: "Things", version: "1" }, paths: { [path]: { [method]: whole } }, ...rest };
}

/** An operation that takes and gives the schema, each in its own way. */
export function withSchema(direction: "request" | "response" | "parameter", schema: JsonObject): JsonObject {
  const content = { "application/json": { schema } };
  if (direction === "request") return documentOf({ requestBody: { content } }, {}, "/things", "post");
  if (direction === "response") return documentOf({ responses: { "200": { description: "", content } } });
  return documentOf({ parameters: [{ in: "query", name: "q", schema }] });
}

/** `level rule` of each change, as the comparison orders them. */
export function compareToRules(before: JsonObject, after: JsonObject): string[] {
  return compareDocuments(before, after).changes.map(({ level, rule }: Change) => `${level} ${rule}`);
}
