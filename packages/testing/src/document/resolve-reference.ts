import { isObject, type JsonObject } from "../internal/json.ts";

/** The pointer of a local reference object (`#/...`), or `undefined` when the value is none. */
export function readReference(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const reference = value["$ref"];
  return typeof reference === "string" && reference.startsWith("#/") ? reference : undefined;
}

/**
 * The value that a local pointer names.
 *
 * @throws ReferenceError when a key on the way is absent.
 */
export function readPointer(document: JsonObject, pointer: string): unknown {
  let value: unknown = document;
  for (const key of pointer.slice(2).split("/")) {
    const name = decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) {
      throw new ReferenceError(`Cannot follow reference "${pointer}": "${name}" is absent`);
    }
    value = (value as JsonObject)[name];
  }
  return value;
}

/**
 * The object that stands behind a value: itself, or what its reference names; keys beside `$ref` win over the target's.
 *
 * Follows chains of references; only the outermost object is resolved, what lies inside keeps its references.
 */
export function resolveReference(document: JsonObject, value: unknown): JsonObject {
  let resolved: JsonObject = isObject(value) ? value : {};
  const seen = new Set<string>();
  for (;;) {
    const pointer = readReference(resolved);
    if (pointer === undefined) return resolved;
    if (seen.has(pointer)) throw new ReferenceError(`Cannot follow reference "${pointer}": it leads back to itself`);
    seen.add(pointer);
    const { $ref: _, ...siblings } = resolved;
    const target = readPointer(document, pointer);
    if (!isObject(target)) throw new ReferenceError(`Cannot follow reference "${pointer}": it names no object`);
    resolved = Object.keys(siblings).length === 0 ? target : { ...target, ...siblings };
  }
}
