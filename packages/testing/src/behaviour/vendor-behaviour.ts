import type { JsonObject } from "../internal/json.ts";
import type { SampleProfile } from "../sample/sample-context.ts";
import type { VendorState } from "./resource.ts";
import type { Scenario } from "./scenario.ts";

/** What a vendor does beyond its document. */
export interface VendorBehaviour {
  /** What its mock remembers; absent when nothing is declared. */
  readonly state?: VendorState;
  readonly scenarios: readonly Scenario[];
  /** What the vendor's ids look like where the document does not say. @default "uuid" */
  readonly ids?: SampleProfile["ids"];
  /** The part of an answer's schema that says something, where the vendor wraps all its answers alike. @default the whole schema */
  readonly toDataSchema?: (schema: JsonObject) => unknown;
}
