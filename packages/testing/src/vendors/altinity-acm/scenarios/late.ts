import type { MockAnswer } from "../../../behaviour/exchange.ts";
import { jsonAnswer } from "../../../behaviour/exchange.ts";
import { readAt, withAt } from "../../../behaviour/members.ts";
import type { Scenario } from "../../../behaviour/scenario.ts";
import { isObject, toArray } from "../../../internal/json.ts";
import { LAUNCHES, WORK } from "../clusters.ts";
import { DATA } from "../envelope.ts";

/** How late ACM shows a change. */
const LAG_MS = 5_000;
/** How long ACM takes to make an environment. */
const SLOW_MS = 24 * 60_000;

const IDLE = {
  action: "Completed",
  actionProgress: { completed: 4, percent: 100, total: 4 },
  health: { passed: 2, total: 2 },
};

/** Times by id: what happened less than some time ago. */
function createRecent(forMs: number) {
  const times = new Map<string, number>();
  return {
    add: (id: unknown, nowMs: number) => void times.set(String(id), nowMs),
    has: (id: unknown, nowMs: number) => nowMs - (times.get(String(id)) ?? Number.NEGATIVE_INFINITY) < forMs,
  };
}

function changeItems(answer: MockAnswer, change: (items: readonly unknown[]) => readonly unknown[]): MockAnswer {
  const data = readAt(answer.body, DATA);
  return Array.isArray(data) ? { ...answer, body: withAt(answer.body, DATA, change(data)) } : answer;
}

const statusLags: Scenario = {
  name: "status-lags",
  summary:
    "A change shows after 5 seconds: a new cluster is in no list before, and the status of a changed one calls it idle.",
  quirk: "status-lags",
  start() {
    const made = createRecent(LAG_MS);
    const changed = createRecent(LAG_MS);
    return {
      after({ name, params, clock }, answer) {
        const nowMs = clock.now();
        if (answer.status !== 200) return answer;
        if (LAUNCHES.includes(name)) made.add(readAt(answer.body, [...DATA, "id"]), nowMs);
        else if (WORK.includes(name)) changed.add(params["id"], nowMs);
        if (name === "GET /cluster/{cluster}/status" && changed.has(params["cluster"], nowMs))
          return { ...answer, body: withAt(answer.body, DATA, IDLE) };
        if (name !== "GET /clusters" && name !== "GET /environment/{environment}/clusters") return answer;
        return changeItems(answer, (items) => items.filter((item) => !made.has(readAt(item, ["id"]), nowMs)));
      },
    };
  },
};

const slowEnvironments: Scenario = {
  name: "slow-environments",
  summary: "A new environment is pending for 24 minutes.",
  quirk: "slow-environments",
  start() {
    const made = createRecent(SLOW_MS);
    const show = (item: unknown, nowMs: number) =>
      isObject(item) && made.has(item["id"], nowMs) ? { ...item, status: "pending" } : item;
    return {
      after({ name, clock }, answer) {
        const nowMs = clock.now();
        if (answer.status !== 200) return answer;
        if (name === "POST /environments/request") made.add(readAt(answer.body, [...DATA, "id"]), nowMs);
        if (name === "GET /environments")
          return changeItems(answer, (items) => toArray(items).map((one) => show(one, nowMs)));
        if (name !== "GET /environment/{id}") return answer;
        return { ...answer, body: withAt(answer.body, DATA, show(readAt(answer.body, DATA), nowMs)) };
      },
    };
  },
};

const unconfirmedDeletion: Scenario = {
  name: "unconfirmed-deletion",
  summary: "Nobody follows the link in the mail: the deletion of an environment is taken, and the environment stays.",
  quirk: "environment-deletion",
  start: () => ({
    before: ({ name }) => (name === "DELETE /environment/{id}" ? jsonAnswer(200, { data: true }) : undefined),
  }),
};

export const lateScenarios: readonly Scenario[] = [statusLags, slowEnvironments, unconfirmedDeletion];
