import fc from "fast-check";
import { isObject, type Json, type JsonObject } from "../../json.ts";

const oddText = fc.oneof(
  fc.constantFrom(
    "__proto__",
    "constructor",
    "$ref",
    "*/",
    "\u0024{x}",
    "../x",
    "\u202e",
    "",
    "x-faker",
    "allOf",
    "items",
  ),
  fc.string({ maxLength: 20 }),
);
const oddValue: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    -1,
    1e308,
    {},
    [],
    [[]],
    { $ref: "#/components/schemas/Error" },
    { $ref: "/etc/passwd" },
  ),
  oddText,
  fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Json),
);
/** One change of a document: where to go, what to do there, with which name and value. */
export const mutation = fc.record({
  way: fc.array(fc.nat({ max: 1_000 }), { maxLength: 9 }),
  kind: fc.constantFrom("replace", "remove", "rename", "add", "repeat", "move"),
  name: oddText,
  value: oddValue,
});

/** Follows numbers down into the document and changes what is there. */
export function mutate(
  root: JsonObject,
  { way, kind, name, value }: { way: number[]; kind: string; name: string; value: Json },
): void {
  let holder: JsonObject | Json[] = root;
  let key: string | undefined;
  for (const step of way) {
    const keys: string[] = Object.keys(holder);
    key = keys[step % Math.max(1, keys.length)];
    const child: Json | undefined =
      key === undefined ? undefined : Object.entries(holder).find(([one]) => one === key)?.[1];
    if (typeof child !== "object" || child === null || Object.keys(child).length === 0) break;
    holder = child;
  }
  if (key === undefined) return;
  const own: Record<string, Json> = holder as Record<string, Json>;
  const old = Object.hasOwn(own, key) ? own[key] : value;
  const put = (at: string, what: Json) =>
    Object.defineProperty(own, at, { value: what, enumerable: true, configurable: true, writable: true });
  if (kind === "replace") put(key, value);
  else if (kind === "add" && isObject(holder)) put(name, value);
  else if (kind === "repeat" && isObject(holder)) put(name, structuredClone(old ?? null));
  else if (kind === "move") put(key, structuredClone(root["components"] ?? null));
  else {
    if (!Array.isArray(holder)) delete own[key];
    if (kind === "rename" && isObject(holder)) put(name, old ?? null);
  }
}
