import type { SourceLock, SpecSource } from "../specs.ts";
import type { Login } from "./fetch/log-in.ts";
import type { Validators } from "./fetch-document.ts";
import { RefreshError } from "./refusal.ts";

/** Environment variables by name; only the ones that `source.json` names are read. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How a vendor is asked for its document. */
export interface Credential {
  /** Environment variable that holds it. */
  readonly variable: string;
  /** Header that carries it, to the hosts of `source.json` only. */
  readonly header: string;
  /** Operations of what everybody is shown. Where it stands, the document is not asked for without a credential. */
  readonly publicOperations?: number;
}

/** How a GraphQL server is asked for its schema when it shows no SDL. */
export interface Introspection {
  readonly url: string;
  /** Environment variable with the bearer token. */
  readonly variable: string;
}

/** `source.json` as the refresh reads it. */
export interface RefreshSource extends SpecSource {
  /** Hosts that may be asked, exactly. A host of the user's installation is `{host}`. */
  readonly hosts?: readonly string[];
  readonly credential?: Credential;
  /** Ways to a credential by user and password, tried in their order when `credential` is not set. */
  readonly logins?: readonly Login[];
  readonly introspection?: Introspection;
  /** Environment variable with the base URL of the user's installation; fills `{host}`, and nothing is asked without. */
  readonly base?: string;
  /** Environment variable with the base URL of another installation than the vendor's public one. */
  readonly installation?: string;
  /** `page`: the URL shows the document to people, and names it in what it sends them. */
  readonly access?: "document" | "page";
  /** Further pages, tried in their order. */
  readonly alternatives?: readonly string[];
  /** File names that a document may have beside a page that names none. */
  readonly fileNames?: readonly string[];
  readonly lock?: SourceLock & Validators;
}

/** Where a document is read from. */
export interface Address {
  readonly url: URL;
  readonly hosts: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  /** Environment variable whose value goes along, to be named when it is refused. */
  readonly variable?: string | undefined;
  /** The user named the host, so that it may lie in a private network. */
  readonly isInstallation?: boolean;
}

/**
 * Where to fetch a vendor's document, or in words why it cannot be fetched.
 *
 * A login that is still to be done is not part of it, see `logIn`.
 *
 * @throws RefreshError of kind `fetch` for a credential that no header can carry; its message does not repeat it.
 */
export function findAddress(source: RefreshSource, environment: Environment): Address | string {
  if (source.url === undefined) return "it publishes no document";
  const own = findBase(source, environment);
  if (typeof own === "string") return own;
  const missing = findMissingCredential(source, environment);
  if (missing !== undefined) return missing;
  const token = source.credential && readSecret(source.credential.variable, environment);
  return {
    url: withHost(source.url, own?.host),
    hosts: own ? [own.host] : (source.hosts ?? []),
    headers: source.credential && token ? { [source.credential.header]: token } : {},
    variable: token ? source.credential?.variable : undefined,
    isInstallation: own !== undefined,
  };
}

/** A URL of `source.json` on the host of the user's installation, where there is one. */
export function withHost(template: string, host: string | undefined): URL {
  const url = new URL(template.replaceAll("{host}", host ?? ""));
  if (host !== undefined) url.host = host;
  return url;
}

/** The base URL of the user's installation; absent where the vendor's own is meant. */
function findBase({ base, installation }: RefreshSource, environment: Environment): URL | string | undefined {
  const variable = base ?? installation;
  const value = variable === undefined ? undefined : environment[variable];
  if (!value) return base === undefined ? undefined : `${base} is not set`;
  const url = URL.parse(value);
  const isPlain = url?.protocol === "https:" && url.username === "" && url.password === "";
  return isPlain ? url : `${variable} is no https URL`;
}

function findMissingCredential(source: RefreshSource, environment: Environment): string | undefined {
  const { base: _, ...rest } = source;
  const variable = findMissingVariable(rest, environment);
  if (variable === undefined) return undefined;
  const shown = `${source.credential?.publicOperations} of ${source.lock?.operations ?? "all"} operations`;
  const others = (source.logins ?? []).map(({ variables }) => Object.values(variables).join(" and "));
  const names = [variable, ...others].join(", or ");
  return `${variable} is not set: without it the vendor shows ${shown}; set ${names}`;
}

/** The variable that would have to be set for the vendor's full document, when it is not. */
export function findMissingVariable(source: RefreshSource, environment: Environment): string | undefined {
  const { base, credential, logins = [] } = source;
  if (base !== undefined && !environment[base]) return base;
  if (credential?.publicOperations === undefined || environment[credential.variable]) return undefined;
  return logins.some((login) => isComplete(login, environment)) ? undefined : credential.variable;
}

/** Whether every variable of a login is set. */
export function isComplete({ variables }: Login, environment: Environment): boolean {
  return Object.values(variables).every((name) => environment[name]);
}

/**
 * A secret of the environment, absent or empty as `undefined`.
 *
 * @throws RefreshError of kind `fetch` when no header can carry it.
 */
export function readSecret(variable: string, environment: Environment): string | undefined {
  const value = environment[variable];
  if (!value) return undefined;
  if (/^[\x21-\x7e]+$/u.test(value)) return value;
  const hint = `${variable} holds a blank, a line break or another character that no header can carry`;
  throw new RefreshError({ kind: "fetch", rule: "credential", pointer: "#", hint });
}
