import { deriveOperationId } from "../../../scripts/lib/import/operation-id.ts";
import { isObject, type JsonObject, toPointer } from "../../../scripts/lib/json.ts";
import {
  defineOverride,
  eachOperation,
  expectAbsent,
  getObject,
  OverrideError,
} from "../../../scripts/lib/override.ts";
import fragment from "../provisioning-v1.json" with { type: "json" };

/** The one v1 path of the vendor's document; the added operations are secured as it is. */
const DOCUMENTED_V1 = toPointer(["paths", "/provisioning/v1/{clusterId}/{bundle}/users", "post"]);

/** Schemas of the vendor that the added operations refer to. */
const VENDOR_SCHEMAS = ["ErrorMessage", "GenericResponse"];

export const override = defineOverride({
  what: "Adds the Provisioning API v1, of which the vendor's document holds one path only",
  evidence: "https://www.instaclustr.com/support/api-integrations/api-reference/provisioning-api/",
  date: "2026-11-21",
  apply(document) {
    const addition: unknown = structuredClone(fragment);
    if (!isObject(addition)) throw new TypeError('Cannot read "provisioning-v1.json": it holds no object');
    for (const name of VENDOR_SCHEMAS) getObject(document, `#/components/schemas/${name}`);
    completeOperations(addition, getObject(document, DOCUMENTED_V1));
    addPaths(getObject(document, "#/paths"), getObject(addition, "#/paths"));
    for (const [name, schema] of Object.entries(getObject(addition, "#/components/schemas"))) {
      expectAbsent(document, toPointer(["components", "schemas", name]));
      getObject(document, "#/components/schemas")[name] = schema;
    }
  },
});

/** Ids by the importer's rule; security as the vendor's own v1 operation has it by now. */
function completeOperations(addition: JsonObject, documented: JsonObject): void {
  const { security } = documented;
  for (const { path, method, operation } of eachOperation(addition)) {
    operation["operationId"] = deriveOperationId(method, path);
    if (security !== undefined) operation["security"] = structuredClone(security);
  }
}

function addPaths(paths: JsonObject, added: JsonObject): void {
  const known = new Map(Object.keys(paths).map((path) => [shapeOf(path), path]));
  for (const [path, item] of Object.entries(added)) {
    const existing = known.get(shapeOf(path));
    if (existing !== undefined) throw new OverrideError(`${toPointer(["paths", existing])} exists by now`);
    paths[path] = item;
  }
}

/** A path without the names of its parameters and without a final slash: the vendor may spell both differently. */
function shapeOf(path: string): string {
  return path.replace(/\{[^}]*\}/g, "{}").replace(/\/$/, "");
}
