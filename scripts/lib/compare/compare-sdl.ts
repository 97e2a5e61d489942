import { CriticalityLevel, diff, type Change as SchemaChange } from "@graphql-inspector/core";
import type { GraphQLSchema } from "../graphql/graphql-js.ts";
import { getNamedType, isEnumType, isInputObjectType, isInputType, isOutputType } from "../graphql/graphql-js.ts";
import { countSdl, importSdl, readSchema } from "../import/graphql.ts";
import { type Change, type Comparison, type Direction, highestLevel, type Level, withFacts } from "./change.ts";
import { byGravity, refuseEmpty } from "./compare-documents.ts";
import { compareDeprecations } from "./compare-sdl-deprecations.ts";
import { mapRootFields, type TypeUses } from "./map-root-fields.ts";

const LEVEL_OF: Readonly<Record<CriticalityLevel, Level>> = {
  [CriticalityLevel.Breaking]: "breaking",
  [CriticalityLevel.Dangerous]: "risky",
  [CriticalityLevel.NonBreaking]: "additive",
};

/** What is added or removed with all that it holds; the parts are not told again. */
const WHOLE: ReadonlySet<string> = new Set(["TYPE_ADDED", "TYPE_REMOVED", "FIELD_ADDED", "FIELD_REMOVED"]);

/**
 * What changed between two GraphQL schemas for those who use our client.
 *
 * Rules are named `graphql-` and the name of the change in GraphQL Inspector; operations `query name` and `mutation name`; a pointer is the
 * coordinate of the schema, such as `#/Query.awsEnv.name`.
 * Deprecations are compared here, see `compareDeprecations()`.
 *
 * @throws EmptyComparisonError when a side has no root field, ImportError when a side is no schema.
 */
export async function compareSdl(before: string, after: string): Promise<Comparison> {
  const compared = { before: countSide("older", before), after: countSide("newer", after) };
  const [old, now] = [readSchema(before), readSchema(after)];
  const uses = [mapRootFields(old), mapRootFields(now)] as const;
  const found = await diff(old, now);
  const whole = new Set(found.filter(({ type }) => WHOLE.has(type)).map(({ path }) => path));
  const changes = found
    .filter(({ type, path = "" }) => !isDeprecation(type, path) && !ancestorsOf(path).some((one) => whole.has(one)))
    .map((one) => toChange(one, [old, now], uses));
  for (const { type, path, isAdded } of compareDeprecations(old, now)) {
    changes.push(locate({ type, path, level: isAdded ? "additive" : "documentation" }, [old, now], uses));
  }
  if (changes.length === 0 && importSdl(before) !== importSdl(after)) {
    changes.push({ rule: "document-changed", level: "documentation", pointer: "#" });
  }
  return { level: highestLevel(changes), changes: changes.sort(byGravity), compared };
}

/** The library tells of the deprecations of fields alone in full, so they are compared here. */
function isDeprecation(type: string, path: string): boolean {
  return type.includes("DEPRECATION") || (type.startsWith("DIRECTIVE_USAGE_") && /@deprecated(\.|$)/.test(path));
}

function countSide(side: string, sdl: string) {
  const { queries, mutations, types } = countSdl(sdl);
  return refuseEmpty(side, { operations: queries + mutations, schemas: types });
}

function ancestorsOf(path: string): string[] {
  const keys = path.split(".");
  return keys.slice(1).map((_, index) => keys.slice(0, index + 1).join("."));
}

function typeOf(path: string): string {
  return path.replace(/^@/, "").split(".")[0] ?? "";
}

function toChange(
  one: SchemaChange,
  schemas: readonly [GraphQLSchema, GraphQLSchema],
  uses: readonly TypeUses[],
): Change {
  const path = one.path ?? "";
  const direction = directionOf(schemas[1], path) ?? directionOf(schemas[0], path);
  const base = locate({ type: one.type, path, level: levelOf(one, direction, schemas[1]) }, schemas, uses);
  return withFacts(base, typeFact(one.meta, "old"), typeFact(one.meta, "new"));
}

function locate(
  { type, path, level }: { readonly type: string; readonly path: string; readonly level: Level },
  schemas: readonly [GraphQLSchema, GraphQLSchema],
  uses: readonly TypeUses[],
): Change {
  const direction = directionOf(schemas[1], path) ?? directionOf(schemas[0], path);
  const names = [...new Set(uses.flatMap((side) => side(path)))].sort();
  const [first] = names;
  return {
    rule: `graphql-${type.toLowerCase().replaceAll("_", "-")}`,
    level,
    pointer: `#/${path}`,
    ...(direction && { direction }),
    ...(names.length === 1 && first && { operation: first, operationId: first.slice(first.indexOf(" ") + 1) }),
    ...(names.length > 1 && {
      operations: names,
      operationIds: names.map((name) => name.slice(name.indexOf(" ") + 1)),
    }),
  };
}

/** What the library cannot know: a value that only callers send surprises no one, and words are documentation. */
function levelOf(one: SchemaChange, direction: Direction | undefined, now: GraphQLSchema): Level {
  if (one.type.includes("DESCRIPTION")) return "documentation";
  const isEnum = isEnumType(now.getType(typeOf(one.path ?? "")));
  if (isEnum && one.type === "ENUM_VALUE_ADDED" && direction === "request") return "additive";
  return LEVEL_OF[one.criticality.level];
}

/** Types that both sides use count as answers, where a new value can surprise. */
function directionOf(schema: GraphQLSchema, path: string): Direction | undefined {
  const [name = "", field = "", argument] = path.split(".");
  const type = schema.getType(name);
  if (argument !== undefined && !argument.startsWith("@") && !isInputObjectType(type)) return "request";
  if (!type || field === "") return type && isInputObjectType(type) ? "request" : undefined;
  if (isInputObjectType(type)) return "request";
  if (!isEnumType(type)) return "response";
  return isAnswered(schema, name) ? "response" : "request";
}

function isAnswered(schema: GraphQLSchema, name: string): boolean {
  return Object.values(schema.getTypeMap()).some(
    (type) =>
      isOutputType(type) &&
      !isInputType(type) &&
      "getFields" in type &&
      Object.values(type.getFields()).some((field) => getNamedType(field.type).name === name),
  );
}

function typeFact(meta: object, side: "old" | "new"): unknown {
  const entry = Object.entries(meta).find(([key]) => key.startsWith(side) && key.endsWith("Type"));
  return entry?.[1];
}
