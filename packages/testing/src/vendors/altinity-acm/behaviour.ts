import type { VendorBehaviour } from "../../behaviour/vendor-behaviour.ts";
import { toObject } from "../../internal/json.ts";
import { scenarios } from "./scenarios.ts";
import { state } from "./state.ts";

export const behaviour: VendorBehaviour = {
  state,
  scenarios,
  toDataSchema: ({ properties }) => toObject(properties)["data"],
};
