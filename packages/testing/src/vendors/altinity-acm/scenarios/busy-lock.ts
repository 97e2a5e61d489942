import type { Exchange } from "../../../behaviour/exchange.ts";
import { readAt } from "../../../behaviour/members.ts";
import type { Scenario } from "../../../behaviour/scenario.ts";
import type { JsonObject } from "../../../internal/json.ts";
import { WORK } from "../clusters.ts";
import { refuse } from "../envelope.ts";

/** Environment of a cluster that was not created here, as the document's sample has it. */
const SAMPLE_ENVIRONMENT = "1";

function environmentOf({ params }: Exchange, clusters: readonly JsonObject[]): string {
  const { environment, id } = params;
  if (environment !== undefined) return environment;
  const cluster = clusters.find((one) => String(one["id"]) === id);
  return String(cluster?.["id_environment"] ?? SAMPLE_ENVIRONMENT);
}

export const busyLock: Scenario = {
  name: "busy-lock",
  summary:
    "While an operation runs in an environment, every other one there is turned away with 200 and the text of the lock.",
  quirk: "environment-lock",
  start: ({ items }) => ({
    before(exchange) {
      if (!WORK.includes(exchange.name)) return undefined;
      const clusters = items("cluster");
      const environment = environmentOf(exchange, clusters);
      const isLocked = clusters.some(
        (one) => String(one["id_environment"]) === environment && readAt(one, ["operation", "action"]) !== "Completed",
      );
      return isLocked ? refuse(200, "Another operation is in progress", 0) : undefined;
    },
  }),
};
