import { isObject, type JsonObject } from "../../../scripts/lib/json.ts";
import { defineOverride, expectValue, getObject, OverrideError } from "../../../scripts/lib/override.ts";

const CURRENT = "#/paths/~1v1~1edge-mgmt~1edgehosts~1current";
const DOWNLOADS = [
  { pointer: `${CURRENT}~1audits~1download/get`, type: "application/x-tar" },
  { pointer: `${CURRENT}~1download-logs/get`, type: "application/x-tar" },
  { pointer: `${CURRENT}~1file-download~1{filePath}/get`, type: "application/octet-stream" },
];

export const override = defineOverride({
  what: "A download is a file and its failures are JSON; the document lists both media types for every answer",
  evidence:
    "https://github.com/spectrocloud/librarium/blob/03bc165/docs/api-content/api-docs/edge-v1/emc-api.json, schema of the answers 200",
  date: "2026-11-21",
  apply(document) {
    for (const { pointer, type } of DOWNLOADS) {
      const responses = getObject(document, `${pointer}/responses`);
      for (const [status, response] of Object.entries(responses)) {
        if (isObject(response)) keepOneType(status, response, type);
      }
    }
  },
});

function keepOneType(status: string, response: JsonObject, fileType: string): void {
  const content = getObject(response, "#/content");
  if (Object.keys(content).sort().join() !== ["application/json", fileType].sort().join()) {
    throw new OverrideError(`the answer ${status} is no longer ${fileType} and JSON`);
  }
  if (status === "200") {
    expectValue(content, `#/${fileType.replace("/", "~1")}/schema/format`, "binary");
    delete content["application/json"];
  } else delete content[fileType];
}
