import type { MockAnswer } from "../../behaviour/exchange.ts";
import { readAt, withAt } from "../../behaviour/members.ts";
import type { Scenario } from "../../behaviour/scenario.ts";
import { toArray } from "../../internal/json.ts";

/** @see https://github.com/spectrocloud/palette-sdk-go/blob/main/client/herr/errors.go (IsNotFound) */
export const notFoundWith500: Scenario = {
  name: "not-found-with-500",
  summary: "What does not exist is refused with 500; only the code of the error says what is meant.",
  quirk: "not-found-with-500",
  start: () => ({
    after: (_, answer) =>
      answer.status === 404 && readAt(answer.body, ["code"]) === "ResourceNotFound"
        ? { ...answer, status: 500 }
        : answer,
  }),
};

const PAGE = "<html><body><h1>It did not work</h1></body></html>";

/** @see https://github.com/spectrocloud/palette-sdk-go/blob/main/api/apiutil/transport/transport_error.go */
export const pageForError: Scenario = {
  name: "page-for-error",
  summary: "Failures come as a page of HTML, as from a proxy, instead of as JSON.",
  quirk: "unlisted-errors",
  start: () => ({
    after: (_, answer): MockAnswer =>
      answer.status < 400 ? answer : { status: answer.status, headers: { "content-type": "text/html" }, body: PAGE },
  }),
};

const APP = "GET /v1/appDeployments/{uid}";
const STATE = ["status", "state"];
const TIERS = ["status", "appTiers"];

/** @see https://github.com/spectrocloud/terraform-provider-spectrocloud/blob/main/spectrocloud/application_common.go */
export const misspeltState: Scenario = {
  name: "misspelt-state",
  summary: "A new application is Peding, and its tiers are in error while it is deployed, from which they recover.",
  quirk: "misspelt-state",
  start: () => ({
    after({ name }, answer) {
      const state = readAt(answer.body, STATE);
      if (name !== APP || answer.status !== 200) return answer;
      if (state === "Pending") return { ...answer, body: withAt(answer.body, STATE, "Peding") };
      if (state !== "Deploying") return answer;
      const tiers = toArray(readAt(answer.body, TIERS)).map((tier) =>
        withAt(tier, ["condition"], { type: "Error", status: "True" }),
      );
      return { ...answer, body: withAt(answer.body, TIERS, tiers) };
    },
  }),
};

function isDownload({ headers }: MockAnswer): boolean {
  return Object.entries(headers).some(
    ([name, value]) => name.toLowerCase() === "content-type" && String(value).includes("octet-stream"),
  );
}

/** The 23 downloads of the document name their files. */
export const fileNames: Scenario = {
  name: "file-names",
  summary: "Downloads name their file in Content-Disposition, with a path in front of it that nobody should follow.",
  quirk: "downloads",
  start: () => ({
    after(_, answer) {
      if (answer.status !== 200 || !isDownload(answer)) return answer;
      const disposition = 'attachment; filename="../../download.bin"';
      return { ...answer, headers: { ...answer.headers, "content-disposition": disposition } };
    },
  }),
};
