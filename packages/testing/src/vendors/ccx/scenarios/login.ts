import { type Exchange, jsonAnswer, type MockAnswer } from "../../../behaviour/exchange.ts";
import type { Scenario } from "../../../behaviour/scenario.ts";
import { toObject } from "../../../internal/json.ts";

const TOKEN = "POST /api/auth/oauth2/token";
const LOGINS = new Set([
  "POST /api/auth/login",
  "POST /api/v2/auth/login",
  "POST /api/auth/admin-login",
  "POST /api/auth/jwt-login",
]);

/** Life of a token. */
const TOKEN_MS = 3_600_000;
/** How long a session is taken, though its cookie promises a year. */
const SESSION_MS = 1_800_000;
const YEAR_SECONDS = 31_536_000;

const REFUSED = jsonAnswer(401, { error: "not logged in" });

/** The token or session of a request; `undefined` when it has none. */
function readCredential({ request: { headers } }: Exchange): string | undefined {
  const bearer = /^Bearer (.+)$/i.exec(String(headers["authorization"] ?? ""))?.[1];
  return bearer ?? /(?:^|;\s*)ccx-session=([^;]*)/.exec(String(headers["cookie"] ?? ""))?.[1];
}

function setSession(answer: MockAnswer, value: string): MockAnswer {
  const headers = Object.entries(answer.headers).filter(([name]) => name.toLowerCase() !== "set-cookie");
  const cookie = `ccx-session=${value}; Path=/; Max-Age=${YEAR_SECONDS}; HttpOnly`;
  return { ...answer, headers: { ...Object.fromEntries(headers), "set-cookie": cookie } };
}

const login: Scenario = {
  name: "login",
  summary:
    "Only tokens and sessions that a login handed out are taken: a token for an hour, a session for 30 minutes though its cookie says a year. Switched on again, it ends them all.",
  quirk: "relogin",
  start({ seed }) {
    const endsMs = new Map<string, number>();
    const hand = (kind: string, nowMs: number, lifeMs: number): string => {
      const value = `${kind}-${seed}-${endsMs.size + 1}-${nowMs}`;
      endsMs.set(value, nowMs + lifeMs);
      return value;
    };
    return {
      before(exchange) {
        const credential = readCredential(exchange);
        if (credential === undefined) return undefined;
        return exchange.clock.now() < (endsMs.get(credential) ?? Number.NEGATIVE_INFINITY) ? undefined : REFUSED;
      },
      after({ name, clock }, answer) {
        if (answer.status >= 300) return answer;
        if (LOGINS.has(name)) return setSession(answer, hand("session", clock.now(), SESSION_MS));
        if (name !== TOKEN) return answer;
        const access_token = hand("token", clock.now(), TOKEN_MS);
        return { ...answer, body: { ...toObject(answer.body), access_token, expires_in: TOKEN_MS / 1000 } };
      },
    };
  },
};

const rotatingSession: Scenario = {
  name: "rotating-session",
  summary:
    "Every answer to a call with a session sets another one; the one before is taken once more, and older ones are refused with 401.",
  quirk: "cookie",
  start({ seed }) {
    let count = 0;
    const name = (number: number) => `rotated-${seed}-${number}`;
    return {
      before(exchange) {
        const number = Number(/^rotated-\d+-(\d+)$/.exec(readCredential(exchange) ?? "")?.[1] ?? Number.NaN);
        return number < count - 1 ? REFUSED : undefined;
      },
      after(exchange, answer) {
        const hasSession = exchange.request.headers["cookie"] !== undefined;
        if (answer.status >= 300 || !(hasSession || LOGINS.has(exchange.name))) return answer;
        count += 1;
        return setSession(answer, name(count));
      },
    };
  },
};

const oldInstallation: Scenario = {
  name: "old-installation",
  summary: "The installation has no second login service: everything below /api/v2/auth is answered with 404.",
  quirk: "three-logins",
  start: () => ({
    before: ({ request }) =>
      request.path.startsWith("/api/v2/auth/") ? jsonAnswer(404, { err: "not found" }) : undefined,
  }),
};

export const loginScenarios: readonly Scenario[] = [login, rotatingSession, oldInstallation];
