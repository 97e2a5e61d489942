import { defineOverride, expectAbsent, expectValue, getObject } from "../../../scripts/lib/override.ts";

const ACTIONS = "#/paths/~1v1~1edge-mgmt~1edgehosts~1current~1actions";

export const override = defineOverride({
  what: "An upload without its file is refused, so the multipart body is required as the file in it is",
  evidence:
    "https://github.com/spectrocloud/librarium/blob/03bc165/docs/api-content/api-docs/edge-v1/emc-api.json, required form field uploadFile",
  date: "2026-11-21",
  apply(document) {
    for (const action of ["upload-clusterconfig", "upload-content"]) {
      const body = getObject(document, `${ACTIONS}~1${action}/post/requestBody`);
      expectAbsent(body, "#/required");
      expectValue(body, "#/content/multipart~1form-data/schema/required", ["uploadFile"]);
      body["required"] = true;
    }
  },
});
