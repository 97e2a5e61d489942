import { defineOverride, expectValue, getObject } from "../../../scripts/lib/override.ts";

const RESPONSE = "#/paths/~1v1~1users~1default~1password~1reset/post/responses/204";

export const override = defineOverride({
  what: "The answer 204 of the password reset has a body in the document; HTTP allows none",
  evidence: "https://www.rfc-editor.org/rfc/rfc9110#section-15.3.5",
  date: "2026-11-21",
  apply(document) {
    const schemas = getObject(document, "#/components/schemas");
    const content = getObject(document, `${RESPONSE}/content`);
    expectValue(content, "#/application~1json/schema/$ref", "#/components/schemas/v1NoContent");
    delete getObject(document, RESPONSE)["content"];
    delete schemas["v1NoContent"];
  },
});
