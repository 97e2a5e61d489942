import { ANYWHERE, ANYWHERE_VARIABLES } from "./subject-anywhere.ts";
import { SUBJECTS_WITH_LOGIN } from "./subjects-with-login.ts";
import { SUBJECTS_WITH_OTHERS } from "./subjects-with-others.ts";
import type { SweepSubject } from "./sweep-subject.ts";

/** Every way to authenticate with every vendor. */
export const SWEEP_SUBJECTS: readonly SweepSubject[] = [
  ...SUBJECTS_WITH_LOGIN,
  ...SUBJECTS_WITH_OTHERS,
  ANYWHERE,
  ANYWHERE_VARIABLES,
];
