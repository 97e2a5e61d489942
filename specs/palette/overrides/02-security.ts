import { toPointer } from "../../../scripts/lib/json.ts";
import { defineOverride, eachOperation, expectAbsent, getObject } from "../../../scripts/lib/override.ts";
import { isSystemView } from "../revisions.ts";

/** Called before there is a credential, or with one that stands in the path or the body. */
const PUBLIC = [
  // Log in, and find out how.
  "POST /v1/auth/authenticate",
  "GET /v1/auth/org",
  "GET /v1/auth/sso/idps",
  "GET /v1/auth/sso/logins",
  "GET /v1/auth/sso/providers",
  "GET /v1/auth/user/org/forgot",
  // An identity provider sends the browser here.
  "GET /v1/auth/org/{org}/oidc/callback",
  "GET /v1/auth/org/{org}/oidc/logout",
  "POST /v1/auth/org/{org}/saml/callback",
  "POST /v1/auth/org/{org}/saml/logout",
  "GET /v1/auth/sso/{ssoApp}/callback",
  // A token in the path is the credential.
  "GET /v1/auth/refresh/{token}",
  "PATCH /v1/auth/password/{passwordToken}/activate",
  "PATCH /v1/auth/password/{passwordToken}/reset",
  // Ask for a mail or an account.
  "POST /v1/auth/user/password/reset",
];

/** The same, in the view of those who run an installation. */
const PUBLIC_OF_SYSTEM = [
  "PATCH /v1/system/admins/auth/password/{passwordToken}/activate",
  "PATCH /v1/system/users/password/{passwordToken}/reset",
  "GET /v1/system/users/email/{emailToken}/verify",
  "POST /v1/tenants/signup/{signupToken}/activate",
  "POST /v1/system/users/password/reset",
  "POST /v1/tenants/signup",
];

export const override = defineOverride({
  what: "Two schemes are declared and used by no operation: each operation takes either, those before the login none.",
  evidence: "https://docs.spectrocloud.com/api/introduction/#authentication",
  date: "2026-11-21",
  apply(document) {
    expectAbsent(document, "#/security");
    getObject(document, "#/components/securitySchemes/ApiKey");
    getObject(document, "#/components/securitySchemes/Authorization");
    const places = isSystemView(document) ? [...PUBLIC, ...PUBLIC_OF_SYSTEM] : PUBLIC;
    for (const place of places) {
      const [method = "", path = ""] = place.split(" ");
      getObject(document, toPointer(["paths", path, method.toLowerCase()]));
    }
    for (const { path, method, operation } of eachOperation(document)) {
      expectAbsent(document, toPointer(["paths", path, method, "security"]));
      const isPublic = places.includes(`${method.toUpperCase()} ${path}`);
      operation["security"] = isPublic ? [] : [{ ApiKey: [] }, { Authorization: [] }];
    }
  },
});
