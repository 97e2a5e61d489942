import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isRequiredArgument,
} from "./graphql-js.ts";

/** The fields that an operation document asks of one type. */
export interface Selection {
  /** Selection set with its braces, one line; empty for a scalar or an enum; `undefined` when nothing is left to ask. */
  readonly text: string | undefined;
  /** Whether every field of every object below is asked for, so that the answer has the schema's own type. */
  readonly isComplete: boolean;
}

const LEAF: Selection = { text: "", isComplete: true };
const NOTHING: Selection = { text: undefined, isComplete: false };

/**
 * Every field that can be asked for without an argument, down to `maxDepth` objects below one another.
 *
 * A type is not entered again below itself, so a cycle ends where it closes. A field that needs an argument is left
 * out. An interface or a union asks for `__typename` and for the fields of each of its types.
 */
export function selectFields(schema: GraphQLSchema, output: GraphQLOutputType, maxDepth: number): Selection {
  return select(schema, output, maxDepth, []);
}

function select(schema: GraphQLSchema, output: GraphQLOutputType, depth: number, above: readonly string[]): Selection {
  const type = getNamedType(output);
  if (isLeafType(type)) return LEAF;
  if (depth === 0 || above.includes(type.name)) return NOTHING;
  const below = [...above, type.name];
  return isAbstractType(type)
    ? selectTypes(schema, schema.getPossibleTypes(type), depth, below)
    : selectObject(schema, type, depth, below);
}

function selectObject(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  depth: number,
  below: readonly string[],
  ambiguous: ReadonlySet<string> = new Set(),
): Selection {
  const fields = Object.values(type.getFields()).map((field) => {
    const alias = ambiguous.has(field.name) ? `${type.name}_${field.name}:` : "";
    return selectField(schema, field, alias, depth - 1, below);
  });
  const texts = fields.map(({ text }) => text).filter((text) => text !== undefined);
  if (texts.length === 0) return NOTHING;
  return { text: `{${texts.join(" ")}}`, isComplete: fields.every(({ isComplete }) => isComplete) };
}

function selectField(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  alias: string,
  depth: number,
  below: readonly string[],
): Selection {
  if (field.args.some(isRequiredArgument)) return NOTHING;
  const { text, isComplete } = select(schema, field.type, depth, below);
  return { text: text === undefined ? undefined : `${alias}${field.name}${text}`, isComplete };
}

/** Where types give one name two meanings, GraphQL wants two names: the field is then asked for as `Type_field`. */
function selectTypes(
  schema: GraphQLSchema,
  types: readonly GraphQLObjectType[],
  depth: number,
  below: readonly string[],
): Selection {
  const ambiguous = findAmbiguousFields(types);
  const parts = types.map((type) => {
    const { text } = selectObject(schema, type, depth, [...below, type.name], ambiguous);
    return text === undefined || below.includes(type.name) ? "" : `...on ${type.name}${text}`;
  });
  return { text: `{${["__typename", ...parts.filter(Boolean)].join(" ")}}`, isComplete: false };
}

function findAmbiguousFields(types: readonly GraphQLObjectType[]): ReadonlySet<string> {
  const meanings = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const { name, type } of types.flatMap((owner) => Object.values(owner.getFields()))) {
    const meaning = meanings.get(name) ?? String(type);
    if (meaning !== String(type)) ambiguous.add(name);
    meanings.set(name, meaning);
  }
  return ambiguous;
}
