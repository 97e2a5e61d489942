import type {
  Authenticate,
  LoginAnswer,
  LoginTokenOptions,
  OutgoingRequest,
  TokenSource,
} from "@vendor-clients/runtime";
import { createLoginToken, readToken, withToken } from "@vendor-clients/runtime/tokens";

const PREFIX = "ccx-session=";

/** What an answer says of the session: that there is another one, or that it is over. */
export type SessionNews = { readonly value: string; readonly lifetimeMs?: number | undefined } | "over";

/**
 * Finds the cookie `ccx-session` among those of an answer, the last one where there are several.
 *
 * A cookie for another host, or for a path that does not hold the whole API, is none of this client's.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6265#section-5.3
 */
export function readSession(headers: Headers, requestUrl: string): SessionNews | undefined {
  const { hostname, pathname } = new URL(requestUrl);
  const apiPath = /^.*?\/api(?=\/)/.exec(pathname)?.[0] ?? pathname;
  let news: SessionNews | undefined;
  for (const cookie of headers.getSetCookie()) {
    const value = /^\s*ccx-session=([^;]*)/.exec(cookie)?.[1]?.trim();
    if (value === undefined) continue;
    const domain = readAttribute(cookie, "domain")?.replace(/^\./, "").toLowerCase();
    const path = readAttribute(cookie, "path");
    if (domain && hostname !== domain && !hostname.endsWith(`.${domain}`)) continue;
    if (path?.startsWith("/") && !`${apiPath}/`.startsWith(path.endsWith("/") ? path : `${path}/`)) continue;
    const lifetimeMs = readLifetimeMs(cookie, headers);
    // A value that no header can carry is none.
    news =
      value === "" || (lifetimeMs ?? 1) <= 0 ? "over" : /^[\x21-\x7e]+$/.test(value) ? { value, lifetimeMs } : news;
  }
  return news;
}

/** Opens a session by a login, and again when it ends or is refused; goes on with what the answers set in its place. */
export function withLoginSession(options: Omit<LoginTokenOptions, "readToken">, loginUrl: string): Authenticate {
  const source = createLoginToken({ ...options, readToken: (_, { headers }) => toLoginAnswer(headers, loginUrl) });
  return Object.assign(withToken("Cookie", source, PREFIX), { see: createObserver(source) });
}

/** Sends a session that was opened elsewhere; goes on with what the answers set in its place. */
export function withGivenSession(session: string, secrets: Set<string>): Authenticate {
  let [current, previous] = [session, session];
  secrets.add(current);
  const source = {
    refuse() {},
    replace(replaced: string, { value }: { readonly value: string }) {
      if (replaced !== current) return;
      // A running call may still carry the one before, and an answer repeat it.
      if (previous !== current && previous !== value) secrets.delete(previous);
      [current, previous] = [value, current];
      secrets.add(current);
    },
  };
  return Object.assign((request: OutgoingRequest) => request.headers.set("Cookie", PREFIX + current), {
    see: createObserver(source),
  });
}

/** Hands what an answer says of the session on to whoever keeps it; only an answer of the host that was asked has a say. */
function createObserver({ refuse, replace }: Pick<TokenSource, "refuse" | "replace">) {
  return (request: OutgoingRequest, { headers, url }: Response) => {
    if (!headers.has("set-cookie") || (url && new URL(url).host !== new URL(request.url).host)) return;
    const sent = readToken(request, "Cookie", PREFIX);
    const news = sent && readSession(headers, request.url);
    if (!sent || !news) return;
    if (news === "over") refuse(sent);
    else replace(sent, news);
  };
}

function toLoginAnswer(headers: Headers, loginUrl: string): LoginAnswer {
  const news = readSession(headers, loginUrl);
  if (news && news !== "over") return news;
  return { hint: 'it set no cookie "ccx-session", which browsers hide, so use a token there' };
}

/** Time that a cookie lives; `undefined` when it says nothing, which means as long as the session does. */
function readLifetimeMs(cookie: string, headers: Headers): number | undefined {
  const maxAgeSeconds = readAttribute(cookie, "max-age");
  if (maxAgeSeconds && /^-?\d+$/.test(maxAgeSeconds)) return Number(maxAgeSeconds) * 1000;
  // By the server's own clock, because this machine's may be wrong.
  const lifetimeMs =
    Date.parse(readAttribute(cookie, "expires") ?? "") - Date.parse(headers.get("date") ?? `${new Date()}`);
  return Number.isFinite(lifetimeMs) ? lifetimeMs : undefined;
}

function readAttribute(cookie: string, name: string): string | undefined {
  for (const part of cookie.split(";").slice(1)) {
    const [key = "", value = ""] = part.split(/=(.*)/s);
    if (key.trim().toLowerCase() === name) return value.trim();
  }
  return undefined;
}
