import { jsonAnswer } from "../../behaviour/exchange.ts";
import { readAt, withAt } from "../../behaviour/members.ts";
import type { ItemRule, Resource, VendorState } from "../../behaviour/resource.ts";
import type { JsonObject } from "../../internal/json.ts";

/** Palette's ids have 24 hexadecimal digits. */
function createUid(kind: string): (count: number, seed: number) => string {
  return (count, seed) =>
    `${kind}${seed.toString(16).padStart(8, "0").slice(-8)}${count.toString(16).padStart(8, "0")}`.padStart(24, "0");
}

const UID = ["metadata", "uid"];

/** A creation answers with the new item's uid. */
function answerUid(item: JsonObject, sample: unknown): unknown {
  return withAt(sample, ["uid"], readAt(item, UID));
}

function item(on: string): ItemRule {
  return { on, param: "uid" };
}

const clusterProfile: Resource = {
  name: "clusterProfile",
  idAt: UID,
  newId: createUid("a0"),
  create: [{ on: "POST /v1/clusterprofiles", answer: answerUid }],
  read: [item("GET /v1/clusterprofiles/{uid}")],
  update: [item("PUT /v1/clusterprofiles/{uid}"), item("PATCH /v1/clusterprofiles/{uid}/metadata")],
  remove: [item("DELETE /v1/clusterprofiles/{uid}")],
};

export const state: VendorState = {
  resources: [clusterProfile],
  missing: ({ params }) =>
    jsonAnswer(404, {
      code: "ResourceNotFound",
      message: `The resource '${params["uid"] ?? ""}' does not exist`,
      ref: "mock",
    }),
};
