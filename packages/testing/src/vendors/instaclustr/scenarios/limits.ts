import type { MockAnswer } from "../../../behaviour/exchange.ts";
import type { Scenario } from "../../../behaviour/scenario.ts";

/** @see https://www.instaclustr.com/support/api-integrations/api-reference/provisioning-api/ */
const V1 = { prefix: "/provisioning/v1/", most: 1, windowMs: 2500 };
/** @see https://instaclustr.redoc.ly/Current/tag/Cluster-Management-V2-Trait/ */
const V2 = { prefix: "/cluster-management/v2/", most: 35, windowMs: 1000 };

/** The vendor says neither how much is left nor when to come again. */
const REFUSED: MockAnswer = { status: 429, headers: { "content-type": "text/plain" }, body: "Rate Limit Exceeded" };

/** Refuses what comes while as many requests lie within the window before it, refused ones included. */
function limit({ prefix, most, windowMs }: typeof V1): Scenario["start"] {
  return ({ clock }) => {
    let times: readonly number[] = [];
    return {
      before({ request }) {
        if (!request.path.startsWith(prefix)) return undefined;
        const nowMs = clock.now();
        const recent = times.filter((timeMs) => nowMs - timeMs < windowMs);
        times = [...recent, nowMs].slice(-most);
        return recent.length < most ? undefined : REFUSED;
      },
    };
  };
}

export const limitScenarios: readonly Scenario[] = [
  {
    name: "rate-limit-v1",
    summary:
      "The Provisioning API refuses with 429 what comes less than 2.5 seconds after the request before it, which counts even if it was refused.",
    quirk: "limits",
    start: limit(V1),
  },
  {
    name: "rate-limit-v2",
    summary:
      "The Cluster Management API refuses with 429 what comes after 35 requests within a second, of which refused ones count, too.",
    quirk: "limits",
    start: limit(V2),
  },
];
