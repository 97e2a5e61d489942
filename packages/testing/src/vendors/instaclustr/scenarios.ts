import type { Scenario } from "../../behaviour/scenario.ts";
import { clusterScenarios } from "./scenarios/clusters.ts";
import { formScenarios } from "./scenarios/forms.ts";
import { limitScenarios } from "./scenarios/limits.ts";

/** How Instaclustr differs from its document. */
export const scenarios: readonly Scenario[] = [...limitScenarios, ...clusterScenarios, ...formScenarios];
