import { CONTENT_CASES } from "./hostile-content.ts";
import type { HostileCase } from "./hostile-document.ts";
import { NAME_CASES } from "./hostile-names.ts";
import { REFERENCE_CASES } from "./hostile-references.ts";
import { VALUE_CASES } from "./hostile-values.ts";

/** Documents that are refused before anything reads them. */
export const HOSTILE_CASES: readonly HostileCase[] = [
  ...NAME_CASES,
  ...VALUE_CASES,
  ...REFERENCE_CASES,
  ...CONTENT_CASES,
];
