import type { JsonObject } from "./json.ts";
import { checkOperations } from "./validate/operations.ts";
import type { Problem } from "./validate/problem.ts";
import { checkReferences } from "./validate/references.ts";
import { checkSchemas } from "./validate/schemas.ts";
import { checkSecurity } from "./validate/security.ts";
import { checkText } from "./validate/text.ts";

export type { Problem } from "./validate/problem.ts";

/**
 * What is wrong with an OpenAPI document of this repository; empty when nothing is.
 *
 * Checks this repository's conventions first, then OpenAPI's own structure with Redocly, in memory: a document with a
 * reference that leads anywhere else never reaches Redocly, which would follow it.
 */
export async function validateDocument(document: JsonObject): Promise<Problem[]> {
  const references = checkReferences(document);
  if (references.length > 0) return references;
  // Loaded here, so that what only reads digests or asks a vendor needs no package that is not ours.
  const { checkStructure } = await import("./validate/structure.ts");
  return [
    ...checkText(document),
    ...checkOperations(document),
    ...checkSecurity(document),
    ...checkSchemas(document),
    ...(await checkStructure(document)),
  ];
}
