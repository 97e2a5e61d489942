import {
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  type parse,
} from "../graphql/graphql-js.ts";
import { isObject, type JsonObject } from "../internal/json.ts";
import type { Finding } from "./deviation.ts";
import { inferSchema, typeOf } from "./infer-schema.ts";
import type { Redactor } from "./redactor.ts";

/** A parsed query. */
export type Document = ReturnType<typeof parse>;
/** An operation of a parsed query. */
export type Operation = Extract<Document["definitions"][number], { kind: "OperationDefinition" }>;
type SelectionSet = Operation["selectionSet"];
type FieldSelection = Extract<SelectionSet["selections"][number], { kind: "Field" }>;

interface Context {
  readonly schema: GraphQLSchema;
  readonly document: Document;
  readonly redactor: Redactor;
}

type Holder = Exclude<ReturnType<GraphQLSchema["getQueryType"]>, null | undefined>;

/** How the data of an answer differs from the types of what was selected. */
export function compareSelection(context: Context, type: Holder, selection: SelectionSet, data: JsonObject): Finding[] {
  return compareObject(context, type.name, [selection], data, "/data");
}

function compareObject(
  context: Context,
  typeName: string,
  selections: readonly SelectionSet[],
  data: JsonObject,
  pointer: string,
): Finding[] {
  const type = context.schema.getType(typeName);
  const fields = type && "getFields" in type ? type.getFields() : {};
  const asked = new Map<string, FieldSelection[]>();
  for (const field of selections.flatMap((selection) => [...listFields(context, selection, typeName)])) {
    const key = field.alias?.value ?? field.name.value;
    asked.set(key, [...(asked.get(key) ?? []), field]);
  }
  const findings: Finding[] = [];
  for (const [key, [first, ...others]] of asked) {
    if (first === undefined || first.name.value === "__typename") continue;
    const declared = fields[first.name.value];
    if (declared === undefined || !("type" in declared)) continue;
    const place = `${pointer}/${key}`;
    if (Object.hasOwn(data, key)) {
      const inner = [first, ...others].flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
      findings.push(...compareType(context, declared.type as GraphQLOutputType, inner, data[key], place));
    } else if (!first.directives?.length) {
      const [found, expected] = ["absent", String(declared.type)];
      findings.push({
        kind: "schema",
        rule: "required",
        pointer: place,
        found,
        declared: expected,
        suggestion: undefined,
      });
    }
  }
  for (const name of Object.keys(data)) {
    if (asked.has(name)) continue;
    const shown = context.redactor.toMemberName(name);
    const suggestion = { properties: { [shown]: inferSchema(data[name], context.redactor) } };
    const [found, declared] = [typeOf(data[name]), "absent"];
    findings.push({
      kind: "undocumented",
      rule: "member",
      pointer: `${pointer}/${shown}`,
      found,
      declared,
      suggestion,
    });
  }
  return findings;
}

function* listFields(context: Context, { selections }: SelectionSet, typeName: string): Generator<FieldSelection> {
  for (const selection of selections) {
    if (selection.kind === "Field") {
      yield selection;
      continue;
    }
    const fragment =
      selection.kind === "InlineFragment" ? selection : findFragment(context.document, selection.name.value);
    if (fragment === undefined) continue;
    const condition = fragment.typeCondition?.name.value;
    // Of a fragment on an interface we cannot say whether its fields are due; those on the type itself are.
    if (condition === undefined || condition === typeName) yield* listFields(context, fragment.selectionSet, typeName);
  }
}

function findFragment(document: Document, name: string) {
  for (const definition of document.definitions) {
    if (definition.kind === "FragmentDefinition" && definition.name.value === name) return definition;
  }
  return undefined;
}

function compareType(
  context: Context,
  type: GraphQLOutputType,
  selections: readonly SelectionSet[],
  value: unknown,
  pointer: string,
): Finding[] {
  const tell = (rule: string, found: string, suggestion?: JsonObject): Finding[] => [
    { kind: "schema", rule, pointer, found, declared: String(type), suggestion },
  ];
  if (isNonNullType(type)) {
    if (value === null) return tell("nullable", "null", { type: String(type.ofType) });
    return compareType(context, type.ofType, selections, value, pointer);
  }
  if (value === null) return [];
  if (isListType(type)) {
    if (!Array.isArray(value)) return tell("type", typeOf(value));
    return value.flatMap((item, index) => compareType(context, type.ofType, selections, item, `${pointer}/${index}`));
  }
  if (isLeafType(type)) {
    const isEnum = isEnumType(type);
    const isText = typeof value === "string";
    if (isEnum && isText) {
      if (type.getValue(value) !== undefined) return [];
      const isShown = context.redactor.isPlainValue(value);
      return tell(
        "enum",
        isShown ? value : "string, not shown",
        isShown ? { [`enum ${type.name}`]: value } : undefined,
      );
    }
    return !isEnum && isScalarValue(type.name, value) ? [] : tell("type", typeOf(value), { type: typeOf(value) });
  }
  if (!isObject(value)) return tell("type", typeOf(value));
  const named = value["__typename"];
  const name = isAbstractType(type) && typeof named === "string" ? named : getNamedType(type).name;
  return compareObject(context, name, selections, value, pointer);
}

function isScalarValue(name: string, value: unknown): boolean {
  const type = typeOf(value);
  const allowed: Readonly<Record<string, readonly string[]>> = {
    Int: ["integer"],
    Float: ["integer", "number"],
    Boolean: ["boolean"],
    ID: ["string"],
    String: ["string"],
  };
  return Object.hasOwn(allowed, name) ? (allowed[name]?.includes(type) ?? false) : true;
}
