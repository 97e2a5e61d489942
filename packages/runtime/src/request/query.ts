/**
 * Writes query parameters as openapi-fetch does: lists exploded or with commas, objects as `name[key]=value`, nothing for null.
 *
 * @throws TypeError when a list or an object holds another.
 * @see https://spec.openapis.org/oas/v3.0.3#style-values
 */
export function writeQuery(query: Readonly<Record<string, unknown>>, explodeLists: boolean): string {
  const parts: string[] = [];
  const add = (name: string, ...values: readonly unknown[]) => {
    const texts = values
      .filter((value) => value !== undefined && value !== null)
      .map((value) => encodeScalar(name, value));
    // Names stand as the document writes them, brackets included; only what would end one is encoded.
    if (texts.length > 0) parts.push(`${name.replace(/[&=#+%\s]/g, encodeURIComponent)}=${texts.join()}`);
  };
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) {
      if (explodeLists) for (const member of value) add(name, member);
      else add(name, ...value);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, member] of Object.entries(value)) add(`${name}[${key}]`, member);
    } else add(name, value);
  }
  return parts.join("&");
}

function encodeScalar(name: string, value: unknown): string {
  if (typeof value !== "object") return encodeURIComponent(String(value).toWellFormed());
  throw new TypeError(`Cannot write query parameter "${name}": expected no list or object inside another`);
}
