import type { Exchange } from "../../behaviour/exchange.ts";
import { jsonAnswer, type MockAnswer } from "../../behaviour/exchange.ts";
import type { Scenario } from "../../behaviour/scenario.ts";
import { failure } from "./failure.ts";

const LOGIN = "POST /v1/auth/authenticate";
const RENEWAL = "GET /v1/auth/refresh/{token}";
/** @see https://docs.spectrocloud.com/api/introduction/#authentication */
const TOKEN_LIFETIME_MS = 15 * 60_000;

function readHeader({ request }: Exchange, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Logins are those of a user without a second factor, and their tokens end. */
export const login: Scenario = {
  name: "login",
  summary: "A login gives a token of 15 minutes, and a token that has ended or was never given is refused with 401.",
  quirk: "short-tokens",
  start: ({ clock, seed }) => {
    const endsAtMs = new Map<string, number>();
    const issue = (answer: MockAnswer): MockAnswer => {
      const token = `token-${seed}-${endsAtMs.size + 1}`;
      endsAtMs.set(token, clock.now() + TOKEN_LIFETIME_MS);
      return { ...answer, body: { Authorization: token, isMfa: false } };
    };
    const isGood = (token: string): boolean => clock.now() < (endsAtMs.get(token) ?? Number.NEGATIVE_INFINITY);
    return {
      before(exchange) {
        const renewed = exchange.name === RENEWAL ? exchange.params["token"] : undefined;
        const token = renewed ?? readHeader(exchange, "authorization");
        if (token === undefined || exchange.name === LOGIN || isGood(token)) return undefined;
        return failure(401, "InvalidToken", "The token is unknown or has ended");
      },
      after: ({ name }, answer) =>
        answer.status === 200 && (name === LOGIN || name === RENEWAL) ? issue(answer) : answer,
    };
  },
};

/** The login of a user who has to confirm it. */
export const secondFactor: Scenario = {
  name: "second-factor",
  summary: "A login answers that the user has to confirm with a second factor.",
  start: () => ({
    after: ({ name }, answer) => (name === LOGIN && answer.status === 200 ? jsonAnswer(200, { isMfa: true }) : answer),
  }),
};

/** @see https://github.com/spectrocloud/palette-sdk-go/blob/main/api/apiutil/transport/runtime.go */
export const keyEcho: Scenario = {
  name: "key-echo",
  summary: "Every call with a key or a token is refused with 403, and the error repeats the key.",
  quirk: "echoed-key",
  start: () => ({
    before(exchange) {
      const secret = readHeader(exchange, "apikey") ?? readHeader(exchange, "authorization");
      return secret === undefined ? undefined : failure(403, "Forbidden", `"${secret}" may not call ${exchange.name}`);
    },
  }),
};
