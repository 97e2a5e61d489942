import { isObject } from "../../../scripts/lib/json.ts";
import { defineOverride, getList, getObject, OverrideError } from "../../../scripts/lib/override.ts";
import { isSystemView } from "../revisions.ts";

/** Holder of the parameter, and its name. */
const PARAMETERS: readonly (readonly [string, string])[] = [
  ["#/paths/~1v1~1auth~1org~1{org}~1saml~1callback", "authToken"],
  ["#/paths/~1v1~1auth~1org~1{org}~1saml~1logout", "authToken"],
];

/** The same, in the view of those who run an installation. */
const PARAMETERS_OF_SYSTEM: typeof PARAMETERS = [["#/paths/~1v1~1users~1mfa~1register~1device~1start/post", "token"]];

export const override = defineOverride({
  what: "Three optional query parameters carry a token, which would end up in logs; two of them the vendor has retired.",
  evidence: "https://docs.spectrocloud.com/api/introduction/#authentication",
  date: "2026-11-21",
  apply(document) {
    const parameters = isSystemView(document) ? [...PARAMETERS, ...PARAMETERS_OF_SYSTEM] : PARAMETERS;
    for (const [holder, name] of parameters) {
      const kept = getList(document, `${holder}/parameters`).filter(
        (parameter) => !(isObject(parameter) && parameter["in"] === "query" && parameter["name"] === name),
      );
      if (kept.length === getList(document, `${holder}/parameters`).length) {
        throw new OverrideError(`no query parameter "${name}" at ${holder}`);
      }
      getObject(document, holder)["parameters"] = kept;
    }
  },
});
