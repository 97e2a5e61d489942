import { isObject, type JsonObject } from "../../../scripts/lib/json.ts";
import { defineOverride, eachOperation, expectAbsent, OverrideError } from "../../../scripts/lib/override.ts";
import { isRevision25 } from "../revisions.ts";

const WRITES = ["post", "put", "patch"];

export const override = defineOverride({
  what: "Revision 25.7.34 puts the fields of every write, passwords too, into the query; they belong into a JSON body",
  evidence: "https://acm.altinity.cloud/api/reference.json, 26.1.59 declares the same fields as a JSON body",
  date: "2026-11-21",
  appliesTo: isRevision25,
  apply(document) {
    let moved = 0;
    for (const { method, operation } of eachOperation(document)) {
      if (WRITES.includes(method) && moveQueryToBody(operation)) moved += 1;
    }
    if (moved === 0) throw new OverrideError("no write has a query parameter");
  },
});

function moveQueryToBody(operation: JsonObject): boolean {
  const parameters = Array.isArray(operation["parameters"]) ? operation["parameters"].filter(isObject) : [];
  const fields = parameters.filter((parameter) => parameter["in"] === "query");
  if (fields.length === 0) return false;
  expectAbsent(operation, "#/requestBody");
  operation["parameters"] = parameters.filter((parameter) => parameter["in"] !== "query");
  const properties = Object.fromEntries(fields.map((field) => [String(field["name"]), field["schema"] ?? {}]));
  const required = fields.filter((field) => field["required"] === true).map((field) => String(field["name"]));
  const schema: JsonObject = { type: "object", properties, ...(required.length > 0 ? { required } : {}) };
  operation["requestBody"] = { content: { "application/json": { schema } } };
  return true;
}
