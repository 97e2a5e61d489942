import fc from "fast-check";
import { expect, test } from "vitest";
import { importDocument } from "../../import/import-document.ts";
import { isObject, type Json, type JsonObject } from "../../json.ts";
import { loadUpstream } from "../../specs.ts";
import { toRefusal } from "../refusal.ts";
import { gateBefore } from "./gate-before.ts";

const RUNS = 2_000;
const imply = await loadUpstream("imply");
// The small one more often: what is tried is the readers, and most of them run per place.
const documents = [imply, imply, imply, await loadUpstream("edge-host")];

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
const mutation = fc.record({
  way: fc.array(fc.nat({ max: 1_000 }), { maxLength: 9 }),
  kind: fc.constantFrom("replace", "remove", "rename", "add", "repeat", "move"),
  name: oddText,
  value: oddValue,
});

/** Follows numbers down into the document and changes what is there. */
function mutate(
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

test(`gateBefore() and the importer, for ${RUNS} mutated documents, refuse by rule or import; they neither crash nor hang`, () => {
  const seed = 20_261_121;
  const builtIns = Object.getOwnPropertyNames(Object.prototype).join();
  let imported = 0;
  let refused = 0;
  const property = fc.property(fc.nat(), fc.array(mutation, { minLength: 1, maxLength: 4 }), (which, mutations) => {
    const document = structuredClone(documents[which % documents.length] ?? {});
    for (const one of mutations) mutate(document, one);
    const startedMs = performance.now();
    try {
      importDocument(gateBefore(new TextEncoder().encode(JSON.stringify(document))));
      imported += 1;
    } catch (error) {
      expect(toRefusal(error), error instanceof Error ? error.stack : String(error)).toBeDefined();
      refused += 1;
    }
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });
  fc.assert(property, { numRuns: RUNS, seed });
  expect(imported).toBeGreaterThan(RUNS / 20);
  expect(refused).toBeGreaterThan(RUNS / 20);
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(builtIns);
}, 120_000);
