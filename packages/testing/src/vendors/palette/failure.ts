import { jsonAnswer, type MockAnswer } from "../../behaviour/exchange.ts";

/** Palette's form of a failure. @see https://github.com/spectrocloud/palette-sdk-go/blob/main/client/herr/errors.go */
export function failure(status: number, code: string, message: string): MockAnswer {
  return jsonAnswer(status, { code, message, details: null, ref: "mock" });
}

/** How Palette says that there is no such thing. */
export function missingThing(uid = ""): MockAnswer {
  return failure(404, "ResourceNotFound", `There is nothing with the uid "${uid}"`);
}
