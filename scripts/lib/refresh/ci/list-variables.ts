import type { RefreshSource } from "../source.ts";

/** Every environment variable that fetching a vendor's document may read. */
export function listVariables(source: RefreshSource): string[] {
  const { base, installation, credential, introspection, logins = [], credentials = [] } = source;
  const named = [base, installation, credential?.variable, introspection?.variable];
  const used = named.filter((name) => name !== undefined);
  return [...new Set([...used, ...logins.flatMap(({ variables }) => Object.values(variables)), ...credentials])].sort();
}
