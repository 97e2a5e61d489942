import { readPointer, readReference } from "../document/resolve-reference.ts";
import { isObject, type JsonObject } from "../internal/json.ts";

/**
 * A copy of a value in which every local reference is replaced by what it names; recursion becomes a cycle of objects.
 *
 * Keys beside `$ref` win over the target's. Objects are fresh on every call: Prism's converter remembers the schema
 * objects that it has seen, so two documents must never share one.
 */
export function dereference(document: JsonObject, value: unknown): unknown {
  const done = new Map<object, unknown>();
  const visit = (node: unknown): unknown => {
    if (typeof node !== "object" || node === null) return node;
    const known = done.get(node);
    if (known !== undefined) return known;
    if (Array.isArray(node)) {
      const copy: unknown[] = [];
      done.set(node, copy);
      for (const item of node) copy.push(visit(item));
      return copy;
    }
    return visitObject(node as JsonObject);
  };
  const visitObject = (node: JsonObject): unknown => {
    const pointer = readReference(node);
    if (pointer !== undefined && Object.keys(node).length === 1) {
      const target = visit(readPointer(document, pointer));
      done.set(node, target);
      return target;
    }
    const copy: JsonObject = {};
    done.set(node, copy);
    for (const [key, item] of Object.entries(pointer === undefined ? node : mergeSiblings(document, node, pointer))) {
      copy[key] = visit(item);
    }
    return copy;
  };
  return visit(value);
}

function mergeSiblings(document: JsonObject, node: JsonObject, pointer: string): JsonObject {
  const { $ref: _, ...siblings } = node;
  const target = readPointer(document, pointer);
  if (!isObject(target)) return siblings;
  const next = readReference(target);
  const flat = next === undefined ? target : mergeSiblings(document, target, next);
  return { ...siblings, ...flat, ...siblings };
}
