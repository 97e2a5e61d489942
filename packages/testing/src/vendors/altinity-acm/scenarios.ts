import type { Scenario } from "../../behaviour/scenario.ts";
import { busyLock } from "./scenarios/busy-lock.ts";
import { formScenarios } from "./scenarios/forms.ts";
import { goneScenarios } from "./scenarios/gone.ts";
import { lateScenarios } from "./scenarios/late.ts";
import { loginScenarios } from "./scenarios/login.ts";
import { refusalScenarios } from "./scenarios/refusals.ts";
import { statementScenarios } from "./scenarios/statements.ts";

export const scenarios: readonly Scenario[] = [
  busyLock,
  ...statementScenarios,
  ...goneScenarios,
  ...loginScenarios,
  ...formScenarios,
  ...lateScenarios,
  ...refusalScenarios,
];
