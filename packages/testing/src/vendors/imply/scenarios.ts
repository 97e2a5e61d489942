import type { Scenario } from "../../behaviour/scenario.ts";
import { accessScenarios } from "./scenarios/access.ts";
import { clusterScenarios } from "./scenarios/clusters.ts";

/** How Imply's Manager differs from its document. */
export const scenarios: readonly Scenario[] = [...accessScenarios, ...clusterScenarios];
