import { withAt } from "../../../behaviour/members.ts";
import type { Scenario } from "../../../behaviour/scenario.ts";
import { isObject } from "../../../internal/json.ts";
import { refuse } from "../envelope.ts";

/** Longest address that is taken. */
const LONGEST_ADDRESS = 8 * 1024;

function lengthOf(path: string, query: Readonly<Record<string, string | readonly string[]>>): number {
  const pairs = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  return path.length + new URLSearchParams(pairs as string[][]).toString().length;
}

export const refusalScenarios: readonly Scenario[] = [
  {
    name: "long-queries",
    summary: "An address of more than 8 kB is refused with 414.",
    quirk: "long-queries",
    start: () => ({
      before: ({ request: { path, query } }) =>
        lengthOf(path, query) > LONGEST_ADDRESS ? refuse(414, "Request-URI too long") : undefined,
    }),
  },
  {
    name: "capital-clouds",
    summary: "A requested environment needs the name of its cloud in capitals, or is refused with 400.",
    quirk: "cloud-in-capitals",
    start: () => ({
      before({ name, request: { body } }) {
        const cloud = isObject(body) ? body["cloud_provider"] : undefined;
        if (name !== "POST /environments/request" || typeof cloud !== "string") return undefined;
        return cloud === cloud.toUpperCase() ? undefined : refuse(400, `Unknown cloud ${cloud}`);
      },
    }),
  },
  {
    name: "echoed-key",
    summary: "Every refusal repeats the key or token that was sent.",
    quirk: "secrets-in-answers",
    start: () => ({
      after({ request: { headers } }, answer) {
        const token = headers["x-auth-token"];
        if (answer.status < 400 || token === undefined || !isObject(answer.body)) return answer;
        return {
          ...answer,
          body: withAt(answer.body, ["error"], `${String(answer.body["error"])} (${String(token)})`),
        };
      },
    }),
  },
];
