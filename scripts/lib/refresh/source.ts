import type { SourceLock, SpecSource } from "../specs.ts";

/** How a vendor is asked for its document. */
export interface Credential {
  /** Environment variable that holds it. */
  readonly variable: string;
  /** Header that carries it, to the hosts of `source.json` only. */
  readonly header: string;
}

/** `source.json` as the refresh reads it. */
export interface RefreshSource extends SpecSource {
  /** Hosts that may be asked, exactly. A host of the user's installation is `{host}`. */
  readonly hosts?: readonly string[];
  readonly credential?: Credential;
  /** Environment variable with the base URL of the user's installation; fills `{host}`. */
  readonly base?: string;
  /** `page`: the URL shows the document to people, so it has to be saved by hand and given with `--from`. */
  readonly access?: "document" | "page";
  readonly lock?: SourceLock & { readonly etag?: string };
}

/** Where a document is read from. */
export interface Address {
  readonly url: URL;
  readonly hosts: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Where to fetch a vendor's document, or in words why it cannot be fetched.
 *
 * @param environment - variables by name; only the ones that `source.json` names are read
 */
export function findAddress(
  source: RefreshSource,
  environment: Readonly<Record<string, string | undefined>>,
): Address | string {
  if (source.url === undefined) return "it publishes no document";
  if (source.access === "page") return "it publishes its document on a page: save it and give the file with --from";
  const base = source.base === undefined ? undefined : environment[source.base];
  if (source.base !== undefined && !base) return `${source.base} is not set`;
  const host = base === undefined ? "" : hostOf(base);
  if (host === undefined) return `${source.base} is no https URL`;
  const headers: Record<string, string> = {};
  const token = source.credential && environment[source.credential.variable];
  if (source.credential && token) headers[source.credential.header] = token;
  return {
    url: new URL(source.url.replaceAll("{host}", host)),
    hosts: (source.hosts ?? []).map((one) => one.replaceAll("{host}", host)),
    headers,
  };
}

/** The variable that would have to be set for the vendor's full document, when it is not. */
export function findMissingVariable(
  source: RefreshSource,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  return [source.base, source.credential?.variable].find((name) => name !== undefined && !environment[name]);
}

function hostOf(base: string): string | undefined {
  try {
    const url = new URL(base);
    return url.protocol === "https:" && url.username === "" && url.password === "" ? url.host : undefined;
  } catch {
    return undefined;
  }
}
