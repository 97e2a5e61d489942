import type { VendorBehaviour } from "../../behaviour/vendor-behaviour.ts";
import { scenarios } from "./scenarios.ts";

export const behaviour: VendorBehaviour = { scenarios };
