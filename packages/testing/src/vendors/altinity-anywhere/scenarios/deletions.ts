import { jsonAnswer } from "../../../behaviour/exchange.ts";
import type { Scenario } from "../../../behaviour/scenario.ts";
import { isObject, toObject } from "../../../internal/json.ts";
import { isDeletion, isLook, mapEnvironments, mapRoots, refuse, rootOf, withStatus } from "./answers.ts";

/** How long somebody takes to confirm a deletion. */
const CONFIRMATION_MS = 180_000;

/** The deletion is remembered at once, and shows when somebody has confirmed it. */
const pendingMfa: Scenario["start"] = ({ clock }) => {
  const askedMs = new Map<unknown, number>();
  const isUnconfirmed = (name: unknown): boolean =>
    clock.now() - (askedMs.get(name) ?? Number.NEGATIVE_INFINITY) < CONFIRMATION_MS;
  return {
    after({ name, params }, answer) {
      if (!isDeletion(name)) {
        return mapEnvironments(answer, (one) =>
          isUnconfirmed(one["name"]) ? withStatus(one, { pendingDelete: false }) : one,
        );
      }
      if ("errors" in toObject(answer.body)) return answer;
      askedMs.set(params["name"], askedMs.get(params["name"]) ?? clock.now());
      return mapRoots(answer, (value) => (isObject(value) ? { ...value, pendingMFA: true } : value));
    },
  };
};

const nobodyConfirms: Scenario["start"] = () => ({
  before({ name }) {
    if (!isDeletion(name)) return undefined;
    return jsonAnswer(200, { data: { [rootOf(name)]: { mutationId: "mutation-1", pendingMFA: true } } });
  },
});

const clustersLeft: Scenario["start"] = () => ({
  before({ name, request }) {
    const { input } = toObject(toObject(request.body)["variables"]);
    if (!isDeletion(name) || toObject(input)["forceDestroyClusters"] === true) return undefined;
    const message = "This environment has clusters: delete them first or set forceDestroyClusters=true";
    return refuse(name, { message, code: "CONFLICT" });
  },
});

/** Errors of no class, which pass. */
const deletionErrors: Scenario["start"] = () => {
  let looks = 0;
  let isDeleting = false;
  return {
    after({ name }, answer) {
      isDeleting ||= isDeletion(name);
      if (!isDeleting || !isLook(name)) return answer;
      looks += 1;
      return looks % 2 === 1 ? refuse(name, { message: "The environment cannot be read now" }) : answer;
    },
  };
};

export const deletionScenarios: readonly Scenario[] = [
  {
    name: "pending-mfa",
    summary: `A deletion waits for a second factor: nothing shows it for ${CONFIRMATION_MS / 60_000} minutes, then somebody confirms, and it begins.`,
    quirk: "deletion-stages",
    start: pendingMfa,
  },
  {
    name: "nobody-confirms",
    summary: "A deletion waits for a second factor that nobody gives, so the environment stays.",
    quirk: "deletion-stages",
    start: nobodyConfirms,
  },
  {
    name: "deletion-errors",
    summary: "After a deletion was asked for, every other look at an environment fails with an error of no class.",
    quirk: "deletion-stages",
    start: deletionErrors,
  },
  {
    name: "clusters-left",
    summary: "A deletion without forceDestroyClusters is refused with a conflict whose text names that flag.",
    quirk: "force-destroy",
    start: clustersLeft,
  },
  {
    name: "null-environment",
    summary: "Every look at one environment is answered with null and no error, as when it is gone.",
    quirk: "null-is-gone",
    start: () => ({ after: ({ name }, answer) => (isLook(name) ? mapRoots(answer, () => null) : answer) }),
  },
];
