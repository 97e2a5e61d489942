import { type Kind, shapeOf } from "./import/shapes.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";
import { METHODS } from "./override.ts";

const KEY_ORDER: Partial<Record<Kind, readonly string[]>> = {
  document: ["openapi", "info", "servers", "security", "tags", "paths", "components"],
  pathItem: ["parameters", "servers", ...METHODS],
};

/** Lists in which order says nothing. */
const SETS: Partial<Record<Kind, readonly string[]>> = {
  schema: ["required", "enum", "x-extensible-enum"],
  operation: ["tags"],
};

const PARAMETER_PLACES = ["path", "query", "header", "cookie"];

/**
 * The one way this repository writes an OpenAPI document: keys sorted, sets sorted, two spaces, final newline.
 *
 * Two documents that say the same have the same text, so a vendor that reorders its document makes no difference.
 * Lists whose order may carry meaning (servers, security alternatives, schema compositions) keep it.
 */
export function toCanonicalJson(document: Json): string {
  return `${JSON.stringify(isObject(document) ? toCanonicalOrder(document) : document, null, 2)}\n`;
}

/** The document in the order in which `toCanonicalJson` writes it; the argument stays as it is. */
export function toCanonicalOrder(document: JsonObject): JsonObject {
  return sortNode("document", document);
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortKeys(object: JsonObject, order: readonly string[] = []): [string, Json][] {
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.entries(object).sort(([a], [b]) => rank(a) - rank(b) || byCodeUnit(a, b));
}

function sortNode(kind: Kind, node: JsonObject): JsonObject {
  // Callbacks are maps of path items; every other kind says in its shape what its keys hold.
  const entries = sortKeys(node, KEY_ORDER[kind]).map(([key, child]): [string, Json] => [
    key,
    kind === "callback" ? sortChild("pathItem", child) : sortMember(kind, key, child),
  ]);
  return Object.fromEntries(entries);
}

function sortChild(kind: Kind, child: Json): Json {
  return isObject(child) ? sortNode(kind, child) : sortValue(child);
}

function sortMember(kind: Kind, key: string, child: Json): Json {
  const shape = shapeOf(kind, key);
  if (shape && "kind" in shape) {
    const childKind = shape.kind as Kind;
    if (shape.holds === "node") return sortChild(childKind, child);
    if (shape.holds === "list" && Array.isArray(child)) {
      const items = child.map((item) => sortChild(childKind, item));
      return childKind === "parameter" || childKind === "tag" ? items.sort(byIdentity) : items;
    }
    if (isObject(child)) {
      return Object.fromEntries(sortKeys(child).map(([name, item]) => [name, sortChild(childKind, item)]));
    }
  }
  return SETS[kind]?.includes(key) && Array.isArray(child) ? sortSet(child) : sortValue(child);
}

/** Numbers by size, then strings, then the rest as it was. */
function sortSet(values: readonly Json[]): Json[] {
  const numbers = values.filter((value) => typeof value === "number").sort((a, b) => a - b);
  const strings = values.filter((value) => typeof value === "string").sort(byCodeUnit);
  const others = values.filter((value) => typeof value !== "number" && typeof value !== "string");
  return [...numbers, ...strings, ...others.map(sortValue)];
}

/** Parameters and tags are sets: by place and name, references last. */
function byIdentity(a: Json, b: Json): number {
  return byCodeUnit(identityOf(a), identityOf(b));
}

function identityOf(item: Json): string {
  if (!isObject(item)) return "9";
  const place = PARAMETER_PLACES.indexOf(String(item["in"]));
  return "$ref" in item ? `8 ${String(item["$ref"])}` : `${place < 0 ? 7 : place} ${String(item["name"])}`;
}

function sortValue(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortValue);
  if (!isObject(value)) return value;
  return Object.fromEntries(sortKeys(value).map(([key, child]) => [key, sortValue(child)]));
}
