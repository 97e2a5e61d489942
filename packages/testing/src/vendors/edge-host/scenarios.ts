import type { Scenario } from "../../behaviour/scenario.ts";

export const scenarios: readonly Scenario[] = [];
