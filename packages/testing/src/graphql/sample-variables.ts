import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
} from "./graphql-js.ts";
import type { RootField } from "./root-fields.ts";

/** Values by the names of a field's arguments. */
export type Variables = Record<string, unknown>;

/** Which arguments and input fields get a value. */
export type SampleExtent = "required" | "everything";

/**
 * Valid variables for a root field, always the same: lists have one item, an input object that closes a cycle is left
 * out, a one-of input gets its first field.
 */
export function sampleVariables({ field }: RootField, extent: SampleExtent): Variables {
  return sampleFields(field.args, extent, []);
}

/**
 * Variables that break one rule: a required argument is missing, or, where none is required, the first one is of a
 * wrong type; `undefined` when the field takes no argument.
 */
export function sampleInvalidVariables(root: RootField): { variables: Variables; pointer: string } | undefined {
  const { args } = root.field;
  const required = args.find(isRequiredArgument);
  const broken = required ?? args[0];
  if (!broken) return undefined;
  const { [broken.name]: _, ...rest } = sampleVariables(root, "required");
  return {
    variables: required ? rest : { ...rest, [broken.name]: wrongValue(broken.type) },
    pointer: `/body/variables/${broken.name}`,
  };
}

function sampleFields(
  fields: readonly (GraphQLArgument | GraphQLInputField)[],
  extent: SampleExtent,
  above: readonly GraphQLNamedInputType[],
): Variables {
  const entries = fields
    .filter((field) => extent === "everything" || isRequired(field))
    .map(({ name, type }) => [name, sampleValue(name, type, extent, above)] as const)
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

function isRequired(field: GraphQLArgument | GraphQLInputField): boolean {
  return isNonNullType(field.type) && field.defaultValue === undefined;
}

function sampleValue(
  name: string,
  type: GraphQLInputType,
  extent: SampleExtent,
  above: readonly GraphQLNamedInputType[],
): unknown {
  if (isNonNullType(type)) return sampleValue(name, type.ofType, extent, above);
  if (isListType(type)) {
    const item = sampleValue(name, type.ofType, extent, above);
    return item === undefined ? [] : [item];
  }
  if (isInputObjectType(type)) return above.includes(type) ? undefined : sampleObject(type, extent, above);
  return sampleLeaf(name, type);
}

function sampleObject(
  type: GraphQLInputObjectType,
  extent: SampleExtent,
  above: readonly GraphQLNamedInputType[],
): Variables {
  const fields = Object.values(type.getFields());
  if (!type.isOneOf) return sampleFields(fields, extent, [...above, type]);
  return sampleFields(fields.slice(0, 1), "everything", [...above, type]);
}

function sampleLeaf(name: string, type: Exclude<GraphQLNamedInputType, GraphQLInputObjectType>): unknown {
  if (isEnumType(type)) return type.getValues()[0]?.name;
  const samples: Readonly<Record<string, unknown>> = { Int: 3, Float: 1.5, Boolean: true };
  return Object.hasOwn(samples, type.name) ? samples[type.name] : `sample-${name}`;
}

/** No input type takes an object with an unknown field except a scalar of the vendor's own, and that is never a list. */
function wrongValue(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return wrongValue(type.ofType);
  return isListType(type) ? [{ unknownField: true }] : { unknownField: true };
}
