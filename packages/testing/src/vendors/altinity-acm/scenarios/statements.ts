import type { Exchange } from "../../../behaviour/exchange.ts";
import { jsonAnswer, type MockAnswer } from "../../../behaviour/exchange.ts";
import { readAt, withAt } from "../../../behaviour/members.ts";
import type { Scenario } from "../../../behaviour/scenario.ts";
import { isObject, toArray } from "../../../internal/json.ts";
import { DATA, refuse } from "../envelope.ts";

/** Creations that run a statement in ClickHouse. */
const CREATIONS: readonly string[] = [
  "POST /cluster/{cluster}/users",
  "POST /cluster/{cluster}/profiles",
  "POST /profile/{profile}/settings",
];

/** How long a creation fails, counted from its first attempt. */
const RACE_MS = 60_000;

/** What ClickHouse says while a name has not arrived on all replicas. */
const RACES = [
  "Code: 62. Syntax error: failed at the end of the list",
  "Code: 180. There is no such settings profile",
  "Code: 511. There is no such role",
  "Code: 192. There is no such user",
];

function targetOf({ request: { path, body } }: Exchange): string {
  const { login, name } = isObject(body) ? body : {};
  return `${path} ${String(login ?? name)}`;
}

/** Counts the attempts at one creation for as long as it fails; `undefined` when the time is over. */
function createCounter() {
  const attempts = new Map<string, { readonly sinceMs: number; count: number }>();
  return (exchange: Exchange): number | undefined => {
    if (!CREATIONS.includes(exchange.name)) return undefined;
    const nowMs = exchange.clock.now();
    const attempt = attempts.get(targetOf(exchange)) ?? { sinceMs: nowMs, count: 0 };
    attempts.set(targetOf(exchange), attempt);
    attempt.count += 1;
    return nowMs - attempt.sinceMs < RACE_MS ? attempt.count : undefined;
  };
}

/** The audit log with a statement that failed before everything else. */
function addFailure(answer: MockAnswer, clusterId: string | undefined): MockAnswer {
  const entries = toArray(readAt(answer.body, DATA));
  const failed = { id: 0, id_cluster: Number(clusterId), action: "create", success: false, error: RACES[2] };
  return { ...answer, body: withAt(answer.body, DATA, [failed, ...entries]) };
}

export const statementScenarios: readonly Scenario[] = [
  {
    name: "data-false",
    summary:
      "Users, profiles and their settings cannot be created for a minute: the answer is 200 with false for data, and only the audit log has the cause.",
    quirk: "data-false",
    start() {
      const count = createCounter();
      const failing = new Set<string>();
      return {
        before(exchange) {
          if (count(exchange) === undefined) return undefined;
          failing.add(exchange.params["cluster"] ?? "");
          return jsonAnswer(200, { data: false });
        },
        after(exchange, answer) {
          const isAudit = exchange.name === "GET /cluster/{id}/audit" && failing.has(exchange.params["id"] ?? "");
          return isAudit && answer.status === 200 ? addFailure(answer, exchange.params["id"]) : answer;
        },
      };
    },
  },
  {
    name: "id-zero",
    summary:
      "A user, profile or setting is created as a row alone: the answer has the id 0, the list shows the row, and an edit makes it whole.",
    quirk: "orphan-rows",
    start: () => ({
      after: (exchange, answer) =>
        CREATIONS.includes(exchange.name) && answer.status === 200
          ? { ...answer, body: withAt(answer.body, [...DATA, "id"], 0) }
          : answer,
    }),
  },
  {
    name: "create-races",
    summary:
      "Users, profiles and their settings cannot be created for a minute: each attempt meets another code of ClickHouse, 62, 180, 511 or 192.",
    quirk: "create-races",
    start() {
      const count = createCounter();
      return {
        before(exchange) {
          const attempt = count(exchange);
          return attempt === undefined ? undefined : refuse(200, RACES[(attempt - 1) % RACES.length] ?? "", 0);
        },
      };
    },
  },
];
