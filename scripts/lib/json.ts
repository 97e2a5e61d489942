/** Any value that JSON can hold. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object; keys are read with `value["key"]` because the set of keys is the document's. */
export interface JsonObject {
  [key: string]: Json;
}

/** Whether a value is a JSON object: not null, not an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Splits a JSON pointer in URI fragment form (`#/paths/~1v1~1packs`) into its keys.
 *
 * @throws TypeError when the pointer does not start with `#/`.
 * @see https://www.rfc-editor.org/rfc/rfc6901#section-6
 */
export function parsePointer(pointer: string): string[] {
  if (pointer === "#") return [];
  if (!pointer.startsWith("#/")) throw new TypeError(`Cannot read pointer "${pointer}": it does not start with "#/"`);
  return pointer
    .slice(2)
    .split("/")
    .map((key) => decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Joins keys to a JSON pointer in URI fragment form. */
export function toPointer(keys: readonly string[]): string {
  return ["#", ...keys.map((key) => key.replaceAll("~", "~0").replaceAll("/", "~1"))].join("/");
}

/** The value at a pointer, or `undefined` when any key on the way is absent. Own properties only. */
export function readPointer(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const key of parsePointer(pointer)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Array.isArray(value) ? value[Number(key)] : value[key];
  }
  return value;
}
