import { type Exchange, jsonAnswer } from "../../../behaviour/exchange.ts";
import type { Scenario } from "../../../behaviour/scenario.ts";
import { toObject } from "../../../internal/json.ts";
import { failure, LIST } from "../state.ts";

const TOKEN = "POST /auth/realms/{realm}/protocol/openid-connect/token";

/** @see https://docs.imply.io/latest/sso-oauth-client/ */
const TOKEN_MS = 300_000;

function readToken({ request }: Exchange): string {
  return /^Bearer (.+)$/i.exec(String(request.headers["authorization"] ?? ""))?.[1] ?? "";
}

/** 401 and 403 have one code and one text. */
function refuse(status: 401 | 403) {
  return failure(status, "Unauthorized", "Not allowed");
}

const fiveMinuteToken: Scenario["start"] = ({ clock, seed }) => {
  const endsMs = new Map<string, number>();
  return {
    before(exchange) {
      if (exchange.name === TOKEN) return undefined;
      return clock.now() < (endsMs.get(readToken(exchange)) ?? Number.NEGATIVE_INFINITY) ? undefined : refuse(401);
    },
    after({ name }, answer) {
      if (name !== TOKEN || answer.status !== 200) return answer;
      const access_token = `token-${seed}-${endsMs.size + 1}`;
      endsMs.set(access_token, clock.now() + TOKEN_MS);
      return { ...answer, body: { ...toObject(answer.body), access_token, expires_in: TOKEN_MS / 1000 } };
    },
  };
};

export const accessScenarios: readonly Scenario[] = [
  {
    name: "five-minute-token",
    summary:
      "Only tokens that the token endpoint handed out are taken, each for five minutes. Switched on again, it ends them all.",
    quirk: "short-tokens",
    start: fiveMinuteToken,
  },
  {
    name: "wrong-client",
    summary: "The token endpoint refuses every API client with 401, in the form of OAuth2.",
    quirk: "nested-errors",
    start: () => ({
      before: ({ name }) =>
        name === TOKEN
          ? jsonAnswer(401, { error: "invalid_client", error_description: "This client is not known" })
          : undefined,
    }),
  },
  {
    name: "role-missing",
    summary: "Everything is refused with 403, whose code and message are those of 401.",
    quirk: "one-code-for-two",
    start: () => ({ before: ({ name }) => (name === TOKEN ? undefined : refuse(403)) }),
  },
  {
    name: "nothing-shown",
    summary: "The list of clusters is empty, as it is without the feature flag or the role.",
    quirk: "role-and-flag",
    start: () => ({ before: ({ name }) => (name === LIST ? jsonAnswer(200, []) : undefined) }),
  },
];
