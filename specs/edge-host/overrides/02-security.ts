import { defineOverride, eachOperation, expectAbsent, expectValue, getObject } from "../../../scripts/lib/override.ts";

/** The only operation whose purpose is to be called before there is a token. */
const LOGIN = "V1UserLogin";

export const override = defineOverride({
  what: "The document demands the token nowhere; the guide sends it as a cookie, the document declares a header",
  evidence: "https://docs.spectrocloud.com/api/introduction/",
  date: "2026-11-21",
  apply(document) {
    const schemes = getObject(document, "#/components/securitySchemes");
    expectValue(schemes, "#/Authorization/in", "header");
    expectAbsent(schemes, "#/AuthorizationCookie");
    expectAbsent(document, "#/security");
    getObject(document, "#/paths/~1v1~1users~1default~1login/post");
    schemes["AuthorizationCookie"] = { type: "apiKey", in: "cookie", name: "Authorization" };
    for (const { operation } of eachOperation(document)) {
      expectAbsent(operation, "#/security");
      const isPublic = operation["operationId"] === LOGIN;
      operation["security"] = isPublic ? [] : [{ AuthorizationCookie: [] }, { Authorization: [] }];
    }
  },
});
