// What vendor packages use off the path of every call; kept out of the main entry point, so that bundles load it when it is needed
export { type DetailNames, readDetails } from "./errors/read-details.ts";
export { emit } from "./events/client-event.ts";
export { readNamedList } from "./read-named-list.ts";
export { readRetryAfterMs } from "./retry/retry-after.ts";
export { createNameLookUp, type NameLookUp } from "./send/look-up-by-name.ts";
export { isSameContent } from "./send/same-content.ts";
export { sleep } from "./time/sleep.ts";
export { createNotFoundRule, type NotFoundShape } from "./wait/create-not-found-rule.ts";
export { lookSecrets } from "./wait/look-secrets.ts";
