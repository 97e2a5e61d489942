import { assignTypeNames, toTypeName } from "../../generate/names.ts";
import { buildSchema } from "../../graphql/graphql-js.ts";
import { isObject, type Json, type JsonObject, readPointer } from "../../json.ts";
import { eachOperation } from "../../override.ts";
import type { ExpectedNames } from "./gate-after.ts";

const DATA_FILES: Readonly<Record<string, readonly string[]>> = {
  "operations.ts": ["operations"],
  "query-style.ts": ["explodeQueryLists"],
  "answer-shapes.ts": ["answerShapes"],
};
const FIXED = ["PropertyOf", "ItemOf", "CallInits", "CallData", "CallErrors", "CallNeedsNoInit", "CallOptionsOf"];
const VERB_SUFFIXES = ["Data", "Errors", "NeedsNoInit", "Options", "Items", "PagesNeedNoInit"];
const VERBS = ["Get", "Put", "Post", "Delete", "Options", "Head", "Patch", "Trace"];

/** Names that the generated files of an OpenAPI vendor may declare, worked out from the document a second time. */
export function expectRestNames(document: JsonObject, interfaceName: string): ExpectedNames {
  const schemas = Object.keys(asObject(readPointer(document, "#/components/schemas")));
  const types = new Set([
    ...FIXED,
    ...[`${interfaceName}Api`, `${interfaceName}Operations`],
    ...VERBS.flatMap((verb) => [`PathsWith${verb}`, ...VERB_SUFFIXES.map((suffix) => `${verb}${suffix}`)]),
    ...["", "Write", "Read"].flatMap((suffix) => [...assignTypeNames(schemas.map((name) => name + suffix)).values()]),
  ]);
  const words = new Set(["Path", "Header", "Cookie"]);
  const operations = new Set<string>();
  for (const { path, operation } of eachOperation(document)) {
    operations.add(toTypeName(String(operation["operationId"])));
    for (const name of parameterNames(document, path, operation)) words.add(toWord(name));
  }
  const isType = (name: string) => types.has(name) || (name.endsWith("_") && types.has(name.replace(/_+$/, "")));
  const isInit = (name: string) => {
    const base = /^(.*)Init_*$/.exec(name)?.[1];
    return base !== undefined && (operations.has(base) || isMadeOf(base, words));
  };
  return {
    isExpected: (file, name) =>
      DATA_FILES[file]?.includes(name) ?? (file === "types.ts" && (isType(name) || isInit(name))),
  };
}

/** Names that the generated files of the GraphQL vendor may declare. */
export function expectSchemaNames(sdl: string): ExpectedNames {
  const schema = buildSchema(sdl);
  const types = new Set(["Maybe", "InputMaybe", ...Object.keys(schema.getTypeMap())]);
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.keys(root?.getFields() ?? {})) {
      types.add(`${root?.name}${field.charAt(0).toUpperCase()}${field.slice(1)}Args`);
    }
  }
  const files: Readonly<Record<string, ReadonlySet<string>>> = {
    "documents.ts": new Set(["QUERY_DOCUMENTS", "MUTATION_DOCUMENTS", "SECRET_FIELDS"]),
    "operations.ts": new Set(["AnywhereQueries", "AnywhereMutations", "AnywhereOperations"]),
    "types.ts": types,
    "results.ts": types,
  };
  return { isExpected: (file, name) => files[file]?.has(name) ?? false };
}

function parameterNames(document: JsonObject, path: string, operation: JsonObject): string[] {
  const own = operation["parameters"];
  const shared = asObject(asObject(document["paths"] ?? null)[path])["parameters"];
  return [own, shared].flatMap((list) =>
    (Array.isArray(list) ? list : []).flatMap((one) => {
      const ref = isObject(one) ? one["$ref"] : undefined;
      const parameter = typeof ref === "string" ? readPointer(document, ref) : one;
      return isObject(parameter) ? [String(parameter["name"])] : [];
    }),
  );
}

function toWord(name: string): string {
  return toTypeName(`X-${name}`).slice(1);
}

/** Whether a text is a sequence of words. */
function isMadeOf(text: string, words: ReadonlySet<string>): boolean {
  const reachable = new Set([0]);
  for (let end = 1; end <= text.length; end += 1) {
    if ([...words].some((word) => reachable.has(end - word.length) && text.startsWith(word, end - word.length))) {
      reachable.add(end);
    }
  }
  return reachable.has(text.length);
}

function asObject(value: Json | undefined): JsonObject {
  return isObject(value ?? null) ? (value as JsonObject) : {};
}
