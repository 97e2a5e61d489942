import { type Exchange, jsonAnswer, type MockAnswer } from "../../behaviour/exchange.ts";
import { withAt } from "../../behaviour/members.ts";
import type { Scenario } from "../../behaviour/scenario.ts";
import { isObject, type JsonObject, toObject } from "../../internal/json.ts";

const READ = "GET /v1/spectroclusters/{uid}";
/** How long a new cluster has no status. */
const BLANK_MS = 15_000;

const isSoft = new WeakSet<Exchange>();

/** What is answered for a deleted cluster while the scenario is on. */
export function answerSoftly(exchange: Exchange, deleted: JsonObject | undefined): MockAnswer | undefined {
  if (deleted === undefined || exchange.name !== READ || !isSoft.has(exchange)) return undefined;
  return jsonAnswer(200, withAt(deleted, ["status", "state"], "Deleted"));
}

/** @see https://github.com/spectrocloud/palette-sdk-go/blob/main/client/cluster.go (GetCluster) */
export const softDelete: Scenario = {
  name: "soft-delete",
  summary:
    "Clusters are answered for as Deleted for ever after their deletion, and new ones have no status for 15 seconds.",
  quirk: "soft-delete",
  start: ({ clock, items }) => ({
    before(exchange) {
      if (exchange.name === READ) isSoft.add(exchange);
      return undefined;
    },
    after(exchange, answer) {
      if (exchange.name !== READ || answer.status !== 200 || !isObject(answer.body)) return answer;
      const own = items("cluster").find(({ metadata }) => toObject(metadata)["uid"] === exchange.params["uid"]);
      const createdAtMs = Date.parse(String(toObject(own?.["metadata"])["creationTimestamp"] ?? ""));
      if (!(clock.now() - createdAtMs < BLANK_MS)) return answer;
      return { ...answer, body: { ...answer.body, status: null } };
    },
  }),
};
