import { BaseResolver, createConfig, lintDocument, Source } from "@redocly/openapi-core";
import type { JsonObject } from "../json.ts";
import type { Problem } from "./problem.ts";

const RULES = {
  struct: "error",
  "no-unresolved-refs": "error",
  "no-identical-paths": "error",
  "path-declaration-must-exist": "error",
  "no-required-schema-properties-undefined": "error",
  "no-enum-type-mismatch": "error",
  "no-duplicated-enum-values": "error",
  "no-schema-type-mismatch": "error",
  "no-undefined-server-variable": "error",
} as const;

/** Never opens a file or a connection, whatever a document names. */
class ClosedResolver extends BaseResolver {
  override loadExternalRef(absoluteRef: string): Promise<Source> {
    return Promise.reject(new Error(`reference "${absoluteRef}" leads outside the document`));
  }
}

/** Problems that Redocly finds in the structure of the document. */
export async function checkStructure(document: JsonObject): Promise<Problem[]> {
  const resolver = new ClosedResolver();
  const config = await createConfig({ rules: RULES }, { externalRefResolver: resolver });
  const source = new Source("openapi.json", "");
  const found = await lintDocument({ document: { source, parsed: document }, config, externalRefResolver: resolver });
  return found.map((problem) => ({
    rule: problem.ruleId,
    pointer: problem.location[0]?.pointer ?? "#",
    message: problem.message,
  }));
}
