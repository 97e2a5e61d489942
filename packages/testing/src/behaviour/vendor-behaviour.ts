import type { VendorState } from "./resource.ts";
import type { Scenario } from "./scenario.ts";

/** What a vendor does beyond its document. */
export interface VendorBehaviour {
  /** What its mock remembers; absent when nothing is declared. */
  readonly state?: VendorState;
  readonly scenarios: readonly Scenario[];
}
