import {
  type GraphQLLeafType,
  type GraphQLNamedOutputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isScalarType,
} from "./graphql-js.ts";

/** Names of fields and indices of lists that lead from the root of an answer to a value. */
export type AnswerPath = readonly (string | number)[];

const LIST_LENGTH = 2;

/**
 * The mock's value of a field: the same for the same place in the answer, different in the items of a list.
 *
 * Nothing is null, lists have two items, objects are empty because their fields are asked for one by one. An object of
 * an interface or a union says its type in `__typename`.
 */
export function createMockValue(schema: GraphQLSchema, type: GraphQLOutputType, path: AnswerPath): unknown {
  if (isNonNullType(type)) return createMockValue(schema, type.ofType, path);
  if (!isListType(type)) return createNamedValue(schema, type, path);
  return Array.from({ length: LIST_LENGTH }, (_, index) => createMockValue(schema, type.ofType, [...path, index]));
}

function createNamedValue(schema: GraphQLSchema, type: GraphQLNamedOutputType, path: AnswerPath): unknown {
  if (isLeafType(type)) return createLeaf(type, path);
  return isAbstractType(type) ? { __typename: pick(schema.getPossibleTypes(type), path)?.name } : {};
}

function createLeaf(type: GraphQLLeafType, path: AnswerPath): unknown {
  if (!isScalarType(type)) return pick(type.getValues(), path)?.value;
  switch (type.name) {
    case "Int":
      return 1 + (hash(path) % 100);
    case "Float":
      return 0.5 + (hash(path) % 100);
    case "Boolean":
      return hash(path) % 2 === 0;
    default:
      return describe(path);
  }
}

/** The name of the field, and the position where the field stands in a list: `name`, `name-2`, `zones-1-2`. */
function describe(path: AnswerPath): string {
  const name = path.findLast((key) => typeof key === "string") ?? "value";
  return [name, ...path.filter((key) => typeof key === "number").map((index) => index + 1)].join("-");
}

/** Neighbours in a list get neighbouring items, so that two of them always differ. */
function pick<T>(items: readonly T[], path: AnswerPath): T | undefined {
  const last = path.at(-1);
  const offset = typeof last === "number" ? hash(path.slice(0, -1)) + last : hash(path);
  return items[offset % items.length];
}

/** FNV-1a: the mock has to answer the same in every process. @see https://www.rfc-editor.org/rfc/rfc9923 */
function hash(path: AnswerPath): number {
  let value = 0x811c9dc5;
  for (const character of path.join("/")) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return value;
}
