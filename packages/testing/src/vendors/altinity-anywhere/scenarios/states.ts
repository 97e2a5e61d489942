import type { Scenario } from "../../../behaviour/scenario.ts";
import { isObject, toArray, toObject } from "../../../internal/json.ts";
import { mapEnvironments, withStatus } from "./answers.ts";

const QUOTA = {
  code: "CLOUD_PROVIDER_QUOTA_EXCEEDED",
  message: "The account of the cloud provider has too little left",
};
const NEVER = { code: "DISCONNECTED", message: "This environment has never been connected" };

const applyFails: Scenario["start"] = () => ({
  after: (_, answer) =>
    mapEnvironments(answer, (one) => {
      const status = toObject(one["status"]);
      return Number(status["appliedSpecRevision"]) < Number(one["specRevision"])
        ? withStatus(one, { errors: [...toArray(status["errors"]), QUOTA] })
        : one;
    }),
});

const neverConnected: Scenario["start"] = () => ({
  after: (_, answer) => mapEnvironments(answer, (one) => withStatus(one, { appliedSpecRevision: 0, errors: [NEVER] })),
});

/** A copy of a value in which every list begins further behind. */
function rotate(value: unknown, by: number): unknown {
  if (Array.isArray(value)) {
    const start = value.length === 0 ? 0 : by % value.length;
    return [...value.slice(start), ...value.slice(0, start)].map((one) => rotate(one, by));
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, rotate(member, by)]));
}

const listOrder: Scenario["start"] = () => {
  let count = 0;
  return {
    after(_, answer) {
      const { data } = toObject(answer.body);
      count += 1;
      return isObject(data) ? { ...answer, body: { ...toObject(answer.body), data: rotate(data, count) } } : answer;
    },
  };
};

export const stateScenarios: readonly Scenario[] = [
  {
    name: "never-connected",
    summary: "No environment is ever connected: its applied revision stays 0, with the error DISCONNECTED.",
    quirk: "applied-revision",
    start: neverConnected,
  },
  {
    name: "apply-fails",
    summary:
      "An environment that is not applied yet has an error of its cloud provider, CLOUD_PROVIDER_QUOTA_EXCEEDED.",
    quirk: "applied-revision",
    start: applyFails,
  },
  {
    name: "list-order",
    summary: "Every list comes in another order from one answer to the next.",
    quirk: "list-order",
    start: listOrder,
  },
];
