import type { Scenario } from "../../behaviour/scenario.ts";
import { formScenarios } from "./scenarios/forms.ts";
import { jobScenarios } from "./scenarios/jobs.ts";
import { listScenarios } from "./scenarios/lists.ts";
import { loginScenarios } from "./scenarios/login.ts";
import { storeScenarios } from "./scenarios/stores.ts";

export const scenarios: readonly Scenario[] = [
  ...jobScenarios,
  ...loginScenarios,
  ...listScenarios,
  ...storeScenarios,
  ...formScenarios,
];
