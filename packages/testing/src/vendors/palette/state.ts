import { type Exchange, jsonAnswer, type MockAnswer } from "../../behaviour/exchange.ts";
import type { VendorState } from "../../behaviour/resource.ts";
import { cloudAccount, cluster } from "./clusters.ts";
import { people } from "./people.ts";
import { appDeployment, appProfile, clusterProfile } from "./profiles.ts";
import { answerSoftly } from "./soft-delete.ts";

/** Palette's form of a failure. @see https://github.com/spectrocloud/palette-sdk-go/blob/main/client/herr/errors.go */
export function failure(status: number, code: string, message: string): MockAnswer {
  return jsonAnswer(status, { code, message, details: null, ref: "mock" });
}

/** How Palette says that there is no such thing. */
export function missing({ params }: Exchange): MockAnswer {
  return failure(404, "ResourceNotFound", `There is nothing with the uid "${params["uid"] ?? ""}"`);
}

export const state: VendorState = {
  resources: [...people, clusterProfile, appProfile, cluster, appDeployment, cloudAccount],
  missing: (exchange, deleted) => answerSoftly(exchange, deleted) ?? missing(exchange),
  conflict: () => failure(409, "ResourceAlreadyExists", "There is such a thing already"),
};
