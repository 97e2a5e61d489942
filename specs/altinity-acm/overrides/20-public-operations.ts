import { defineOverride, eachOperation, OverrideError } from "../../../scripts/lib/override.ts";

/** What a caller without a token is shown. */
const PUBLIC = new Set([
  "GET /auth0/connections",
  "GET /login/reset",
  "GET /probe",
  "GET /reference.json",
  "GET /signup/confirm",
  "GET /singleauth",
  "POST /aws-marketplace-gateway",
  "POST /aws-marketplace-sub",
  "POST /gcp-marketplace-gateway",
  "POST /login",
  "POST /login/recover",
  "POST /login/reset",
  "POST /login/verify",
  "POST /signup",
  "POST /signup-email",
  "POST /signup/confirm",
  "POST /singleauth",
]);

export const override = defineOverride({
  what: "Operations that do not say who may call them: public if a caller without a token is shown them, else by token",
  evidence: "https://acm.altinity.cloud/api/reference.json fetched without a token (25.7.34): 17 operations",
  date: "2026-11-21",
  apply(document) {
    let said = 0;
    for (const { path, method, operation } of eachOperation(document)) {
      const name = `${method.toUpperCase()} ${path}`;
      if (operation["security"] !== undefined) {
        if (PUBLIC.has(name)) throw new OverrideError(`${name} says by now who may call it`);
        continue;
      }
      operation["security"] = PUBLIC.has(name) ? [] : [{ ApiKeyAuth: [] }];
      said += 1;
    }
    if (said === 0) throw new OverrideError("every operation says by now who may call it");
  },
});
