import type { Exchange, MockAnswer } from "../../../behaviour/exchange.ts";
import type { Scenario } from "../../../behaviour/scenario.ts";
import { refuse } from "../envelope.ts";

/** Answers a 404 of some operations otherwise. */
function insteadOf404(
  isMeant: (name: string) => boolean,
  answer: (exchange: Exchange) => MockAnswer,
): Scenario["start"] {
  return () => ({
    after: (exchange, found) => (found.status === 404 && isMeant(exchange.name) ? answer(exchange) : found),
  });
}

export const goneScenarios: readonly Scenario[] = [
  {
    name: "forbidden-for-gone",
    summary:
      "A cluster that was deleted is refused with 403, as if it were somebody else's, and so is everything in it.",
    quirk: "forbidden-for-absent",
    start: insteadOf404(
      (name) => / \/cluster\/|\/environment\/\{environment\}\/clusters/.test(name),
      () => refuse(403, "Access denied"),
    ),
  },
  {
    name: "bad-request-for-gone",
    summary: "A keeper that was deleted is refused with 400 and a text that it was not found.",
    quirk: "bad-request-for-absent",
    start: insteadOf404(
      (name) => name.includes("/keeper/"),
      ({ params }) => refuse(400, `keeper "${params["name"] ?? ""}" not found`),
    ),
  },
  {
    name: "bare-user-path",
    summary: "A cluster's user cannot be deleted by its id alone: 404 for the cluster, which the path does not name.",
    quirk: "bare-user-path",
    start: () => ({
      before: ({ name }) => (name === "DELETE /user/{id}" ? refuse(404, "Cluster not found") : undefined),
    }),
  },
];
