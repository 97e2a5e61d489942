import { type Exchange, jsonAnswer, type MockAnswer } from "../../behaviour/exchange.ts";
import { readAt } from "../../behaviour/members.ts";
import type { Scenario } from "../../behaviour/scenario.ts";

const LOGIN = "POST /v1/users/default/login";
const LOGOUT = "POST /v1/users/default/logout";
const RENEWAL = "POST /v1/users/default/token/renewal";
const HOUR_MS = 60 * 60_000;

function failure(status: number, code: string, message: string): MockAnswer {
  return jsonAnswer(status, { code, message, ref: "mock" });
}

/** @see https://docs.spectrocloud.com/clusters/edge/local-ui/host-management/access-console/ */
const FREE_FAILURES = 3;
const MOST_FAILURES = 5;
const BLOCK_MS = 15 * 60_000;
const FIRST_DELAY_MS = 1000;
/** The one password that the scenario refuses. */
const WRONG = "wrong";

/** How long after a failure in a row no login is taken. */
function pauseAfter(failures: number): number {
  if (failures >= MOST_FAILURES) return BLOCK_MS;
  return failures < FREE_FAILURES ? 0 : FIRST_DELAY_MS * 2 ** (failures - FREE_FAILURES);
}

export const loginLockOut: Scenario = {
  name: "login-lock-out",
  summary:
    'The password "wrong" is refused; after three failed logins in a row the next has to wait, after five all are refused for 15 minutes.',
  quirk: "lock-out",
  start: ({ clock }) => {
    let failures = 0;
    let opensAtMs = Number.NEGATIVE_INFINITY;
    const barred = new WeakSet<Exchange>();
    return {
      before(exchange) {
        if (exchange.name !== LOGIN) return undefined;
        if (clock.now() < opensAtMs) {
          barred.add(exchange);
          return failure(403, "LoginBlocked", "Too many failed logins");
        }
        if (failures >= MOST_FAILURES) failures = 0;
        const isWrong = readAt(exchange.request.body, ["password"]) === WRONG;
        return isWrong ? failure(401, "InvalidCredentials", "User or password is wrong") : undefined;
      },
      after(exchange, answer) {
        if (exchange.name !== LOGIN || barred.has(exchange)) return answer;
        failures = answer.status < 400 ? 0 : failures + 1;
        opensAtMs = clock.now() + pauseAfter(failures);
        return answer;
      },
    };
  },
};

export const loginUnavailable: Scenario = {
  name: "login-unavailable",
  summary: "Logins fail with 503, as on a host that is starting.",
  quirk: "lock-out",
  start: () => ({
    before: ({ name }) =>
      name === LOGIN ? { status: 503, headers: { "content-type": "text/plain" }, body: "starting" } : undefined,
  }),
};

/** The token of a request, from the cookie that clients send or from the header. */
function readToken({ request: { headers } }: Exchange): string | undefined {
  const cookie = /(?:^|;\s*)Authorization=([^;]*)/.exec(String(headers["cookie"] ?? ""))?.[1];
  const header = headers["authorization"];
  return cookie ?? (typeof header === "string" ? header : undefined);
}

/** @see https://github.com/spectrocloud/librarium/blob/03bc165/docs/api-content/api-docs/edge-v1/emc-api.json (V1UserLogin) */
export const sessionEnd: Scenario = {
  name: "session-end",
  summary:
    "A login gives a token of 2 hours, or of 24 when it asks for that; ended and unknown tokens are refused with 401.",
  quirk: "login",
  start: ({ clock, seed }) => {
    const endsAtMs = new Map<string, number>();
    let count = 0;
    const issue = ({ request: { query } }: Exchange): string => {
      count += 1;
      const token = `session-${seed}-${count}`;
      endsAtMs.set(token, clock.now() + (query["extendedSession"] === "true" ? 24 : 2) * HOUR_MS);
      return token;
    };
    const isGood = (token: string): boolean => clock.now() < (endsAtMs.get(token) ?? Number.NEGATIVE_INFINITY);
    return {
      before(exchange) {
        const token = readToken(exchange);
        if (exchange.name === LOGIN || token === undefined || isGood(token)) return undefined;
        return jsonAnswer(401, {});
      },
      after(exchange, answer) {
        if (answer.status >= 300) return answer;
        if (exchange.name === LOGOUT) endsAtMs.delete(readToken(exchange) ?? "");
        if (exchange.name === RENEWAL) return { ...answer, body: { Authorization: issue(exchange) } };
        if (exchange.name !== LOGIN) return answer;
        const token = issue(exchange);
        const body = { IsFirstLogin: false, Token: { Authorization: token } };
        if (exchange.request.query["setCookie"] === "false") return { ...answer, body };
        return { ...answer, body, headers: { ...answer.headers, "set-cookie": `Authorization=${token}; HttpOnly` } };
      },
    };
  },
};
