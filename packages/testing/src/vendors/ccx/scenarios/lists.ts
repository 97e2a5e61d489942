import type { Scenario } from "../../../behaviour/scenario.ts";
import { bareList, readList, STORES, type StoreList, wrapList } from "../datastores.ts";

function reshape(to: (list: StoreList) => unknown): Scenario["start"] {
  return () => ({
    after: (exchange, answer) =>
      exchange.name === STORES && answer.status === 200
        ? { ...answer, body: to(readList(answer.body, exchange)) }
        : answer,
  });
}

export const listScenarios: readonly Scenario[] = [
  {
    name: "bare-list",
    summary: "The list of datastores is `{ total, datastores }`, also when the call names an owner.",
    quirk: "owner-header",
    start: reshape(bareList),
  },
  {
    name: "wrapped-list",
    summary: "The list of datastores is `{ pagination, data_stores }`, also when the call names no owner.",
    quirk: "owner-header",
    start: reshape(wrapList),
  },
];
