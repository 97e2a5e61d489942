import type { JsonObject } from "../json.ts";
import { type Direction, withFacts } from "./change.ts";
import type { SchemaComparer } from "./compare-schemas.ts";
import { OPERATION_RULES, type OperationRule } from "./rules.ts";
import type { Unit } from "./unit.ts";

/** What the comparisons of one operation share. */
export interface OperationScope {
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly unit: Unit;
  readonly schemas: SchemaComparer;
  /** Notes a difference that is none of a schema's own. */
  readonly note: (rule: OperationRule, pointer: string, from?: unknown, to?: unknown) => void;
}

/** Creates the scope of one operation. */
export function createScope(
  documents: { readonly before: JsonObject; readonly after: JsonObject },
  unit: Unit,
  schemas: SchemaComparer,
): OperationScope {
  return {
    ...documents,
    unit,
    schemas,
    note: (rule, pointer, from, to) => {
      const direction = directionOf(rule);
      const change = { rule, level: OPERATION_RULES[rule], pointer, ...(direction && { direction }) };
      unit.changes.push(withFacts(change, from, to));
    },
  };
}

function directionOf(rule: string): Direction | undefined {
  if (rule.startsWith("request-")) return "request";
  return rule.startsWith("response-") ? "response" : undefined;
}
