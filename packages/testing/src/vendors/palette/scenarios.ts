import type { Scenario } from "../../behaviour/scenario.ts";
import { fileNames, misspeltState, notFoundWith500, pageForError } from "./answers.ts";
import { keyEcho, login, secondFactor } from "./credentials.ts";
import { endlessListing, pageTokens } from "./lists.ts";
import { rateLimit } from "./rate-limit.ts";
import { twoScopes } from "./scopes.ts";
import { softDelete } from "./soft-delete.ts";

/** How Palette differs from its document. */
export const scenarios: readonly Scenario[] = [
  softDelete,
  twoScopes,
  keyEcho,
  pageTokens,
  endlessListing,
  rateLimit,
  login,
  secondFactor,
  notFoundWith500,
  pageForError,
  misspeltState,
  fileNames,
];
