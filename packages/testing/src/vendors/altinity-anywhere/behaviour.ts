import type { VendorBehaviour } from "../../behaviour/vendor-behaviour.ts";
import { scenarios } from "./scenarios.ts";
import { state } from "./state.ts";

export const behaviour: VendorBehaviour = { state, scenarios };
