/** Writes query parameters, without the question mark; later where a list or an object is among them. */
export type WriteQuery = (query: object) => string | Promise<string>;

/**
 * Creates a writer of queries: lists exploded or with commas, objects as `name[key]=value`, nothing for null.
 *
 * Lists and objects are openapi-fetch's work, loaded with the first of them. It is given cleaned values: no name can end itself, and a
 * list or an object holds scalars only.
 *
 * @throws TypeError, from the function returned, when a list or an object holds another.
 * @see https://spec.openapis.org/oas/v3.0.3#style-values
 */
export function createQueryWriter(explodeLists: boolean): WriteQuery {
  return (query) => {
    const cleaned = clean(query, "");
    const pairs = Object.entries(cleaned);
    if (pairs.some(([, value]) => typeof value === "object")) return writeNested(cleaned, explodeLists);
    return pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join("&");
  };
}

async function writeNested(query: Record<string, unknown>, explode: boolean): Promise<string> {
  const { createQuerySerializer } = await import("openapi-fetch");
  return createQuerySerializer({ array: { style: "form", explode } })(query);
}

function clean(query: object, parent: string): Record<string, unknown> {
  const cleaned: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue;
    // Names stand as the document writes them, brackets included; only what would end one is encoded.
    const key = name.replace(/[&=#+%\s]/g, encodeURIComponent);
    if (typeof value !== "object") {
      cleaned[key] = toText(value);
      continue;
    }
    if (parent)
      throw new TypeError(`Cannot write query parameter "${parent}": expected no list or object inside another`);
    const members = clean(value, name);
    const texts = Object.values(members);
    if (texts.length > 0) cleaned[key] = Array.isArray(value) ? texts : members;
  }
  return cleaned;
}

// Half a surrogate pair has no encoding.
function toText(value: unknown): unknown {
  return typeof value === "string" ? value.toWellFormed() : value;
}
