import type { Scenario } from "../../behaviour/scenario.ts";
import { deletionScenarios } from "./scenarios/deletions.ts";
import { errorScenarios } from "./scenarios/errors.ts";
import { stateScenarios } from "./scenarios/states.ts";

/** How Anywhere differs from its schema, or goes beyond it. */
export const scenarios: readonly Scenario[] = [...deletionScenarios, ...stateScenarios, ...errorScenarios];
