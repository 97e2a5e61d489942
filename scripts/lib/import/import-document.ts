import { toCanonicalOrder } from "../canonical.ts";
import { isObject, type JsonObject } from "../json.ts";
import { eachOperation } from "../override.ts";
import { ImportError } from "./import-error.ts";
import { refuseUnsafe } from "./refuse-unsafe.ts";
import type { Rule } from "./rule.ts";
import * as operations from "./rules/operations.ts";
import { dropProse } from "./rules/prose.ts";
import { dropEnvelope, moveInfo, refuseUnknownRoots, trimServers, writeVersion } from "./rules/roots.ts";
import * as schemas from "./rules/schemas.ts";
import { convertSwagger, isSwagger, moveBodiesToOperations } from "./rules/swagger.ts";

/** How much a document holds. */
export interface DocumentCounts {
  readonly paths: number;
  readonly operations: number;
  readonly schemas: number;
}

/** What the importer did to a document. */
export interface ImportReport {
  readonly format: "swagger-2.0" | "openapi-3.0";
  /** Rules that changed something, in the order in which they ran, with the JSON pointers of the places. */
  readonly repairs: readonly { readonly rule: string; readonly places: readonly string[] }[];
  /** JSON pointers of what the vendor declares and OpenAPI 3.0 cannot say. */
  readonly lost: readonly string[];
  readonly counts: DocumentCounts;
}

const RULES_AS_PUBLISHED: readonly Rule[] = [dropEnvelope, moveInfo];
const RULES_OF_SWAGGER: readonly Rule[] = [moveBodiesToOperations];
const RULES: readonly Rule[] = [
  writeVersion,
  trimServers,
  schemas.emptyListsToObjects,
  schemas.readNullable,
  dropProse,
  schemas.splitTypeLists,
  schemas.dropEmptyRequired,
  schemas.dropEmptyCompositions,
  schemas.dropRepeatedValues,
  schemas.liftReferenceSiblings,
  schemas.typeObjects,
  operations.dropBodiesOfGet,
  operations.dropBodiesOf204,
  operations.movePathParameters,
  operations.requirePathParameters,
  operations.dropRepeatedParameters,
  operations.dropEmptyParameters,
  operations.nameOperations,
];

/**
 * The interface facts of a vendor's document as OpenAPI 3.0.3, without the vendor's text.
 *
 * In canonical order. The argument stays as it is. Importing the result again changes nothing.
 * References that lead nowhere are kept: an override has to say what the vendor meant.
 *
 * @throws ImportError when the document is no Swagger 2.0 or OpenAPI 3.0, or is not safe to read.
 */
export function importDocument(raw: JsonObject): { document: JsonObject; report: ImportReport } {
  refuseUnsafe(raw);
  const copy = structuredClone(raw);
  const format = formatOf(copy);
  const repairs = applyRules(RULES_AS_PUBLISHED, copy);
  refuseUnknownRoots(copy);
  if (isSwagger(copy)) repairs.push(...applyRules(RULES_OF_SWAGGER, copy));
  const converted = isSwagger(copy) ? convertSwagger(copy) : copy;
  repairs.push(...applyRules(RULES, converted));
  const document = toCanonicalOrder(converted);
  const lost = repairs.find(({ rule }) => rule === operations.dropBodiesOfGet.name)?.places ?? [];
  return { document, report: { format, repairs, lost, counts: countDocument(document) } };
}

/** Counts paths, operations and schemas of an OpenAPI 3.0 document. */
export function countDocument(document: JsonObject): DocumentCounts {
  const { paths, components } = document;
  const schemaMap = isObject(components) ? components["schemas"] : undefined;
  return {
    paths: isObject(paths) ? Object.keys(paths).length : 0,
    operations: [...eachOperation(document)].length,
    schemas: isObject(schemaMap) ? Object.keys(schemaMap).length : 0,
  };
}

function formatOf(document: JsonObject): ImportReport["format"] {
  if (isSwagger(document)) return "swagger-2.0";
  const { openapi } = document;
  if (typeof openapi === "string" && /^3\.0\.\d+$/.test(openapi)) return "openapi-3.0";
  throw new ImportError("#", 'neither "swagger": "2.0" nor "openapi": "3.0.x"');
}

function applyRules(rules: readonly Rule[], document: JsonObject): { rule: string; places: string[] }[] {
  return rules
    .map((rule) => ({ rule: rule.name, places: rule.apply(document) }))
    .filter(({ places }) => places.length > 0);
}
