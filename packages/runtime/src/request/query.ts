import { createQuerySerializer } from "openapi-fetch";

/** Writes query parameters as a vendor's document says. */
export type WriteQuery = (query: Readonly<Record<string, unknown>>) => string;

/**
 * Creates openapi-fetch's serializer: lists exploded or with commas, objects as `name[key]=value`, nothing for null.
 *
 * What it is given is cleaned first: names cannot end themselves, and nothing stands inside a list or an object but scalars.
 *
 * @throws TypeError, from the function returned, when a list or an object holds another.
 * @see https://spec.openapis.org/oas/v3.0.3#style-values
 */
export function createQueryWriter(explodeLists: boolean): WriteQuery {
  const serialize = createQuerySerializer({ array: { style: "form", explode: explodeLists } });
  return (query) => serialize(clean(query));
}

function clean(query: object): Record<string, unknown> {
  const entries = Object.entries(query).map(([name, value]) => {
    const values: unknown[] = typeof value === "object" ? Object.values(value ?? {}) : [value];
    if (values.some((member) => typeof member === "object" && member !== null)) {
      throw new TypeError(`Cannot write query parameter "${name}": expected no list or object inside another`);
    }
    const kept = Array.isArray(value) ? value.filter(isPresent).map(toText) : value;
    // Names stand as the document writes them, brackets included; only what would end one is encoded.
    return [name.replace(/[&=#+%\s]/g, encodeURIComponent), isMap(kept) ? clean(kept) : toText(kept)];
  });
  return Object.assign(Object.create(null), Object.fromEntries(entries.filter(([, value]) => isPresent(value))));
}
