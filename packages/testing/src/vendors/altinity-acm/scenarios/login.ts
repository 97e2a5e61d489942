import type { Exchange } from "../../../behaviour/exchange.ts";
import { withAt } from "../../../behaviour/members.ts";
import type { Scenario } from "../../../behaviour/scenario.ts";
import { isObject, toArray } from "../../../internal/json.ts";
import { DATA, refuse } from "../envelope.ts";

const LOGIN = "POST /login";
/** Life of a token. */
const TOKEN_MS = 24 * 60 * 60_000;

/** Whether the document demands credentials of an operation. */
function isGuarded({ operation }: Exchange): boolean {
  return operation !== undefined && toArray(operation.operation["security"]).length > 0;
}

export const loginScenarios: readonly Scenario[] = [
  {
    name: "login",
    summary:
      "Only tokens that a login handed out are taken, each for 24 hours; any other is refused with 401. Switched on again, it ends them all.",
    quirk: "key-dies",
    start({ seed }) {
      const endsMs = new Map<string, number>();
      let count = 0;
      return {
        before(exchange) {
          const token = exchange.request.headers["x-auth-token"];
          if (!isGuarded(exchange) || token === undefined) return undefined;
          const isGood = exchange.clock.now() < (endsMs.get(String(token)) ?? Number.NEGATIVE_INFINITY);
          return isGood ? undefined : refuse(401, "Token is not valid or has expired");
        },
        after({ name, clock, request }, answer) {
          if (name !== LOGIN || answer.status !== 200) return answer;
          count += 1;
          const token = `login-token-${seed}-${count}-${clock.now()}`;
          endsMs.set(token, clock.now() + TOKEN_MS);
          const email = isObject(request.body) ? request.body["login"] : undefined;
          return { ...answer, body: withAt(answer.body, DATA, { id: 1, email, token }) };
        },
      };
    },
  },
  {
    name: "second-factor",
    summary: "A login succeeds without a token, because the user has a second factor.",
    start: () => ({
      after: ({ name }, answer) =>
        name === LOGIN && answer.status === 200
          ? { ...answer, body: withAt(answer.body, [...DATA, "token"], null) }
          : answer,
    }),
  },
];
