import { isObject } from "../internal/json.ts";
import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "./graphql-js.ts";

/**
 * The part of a value that a type can show; `undefined` when there is none.
 *
 * What was sent has the type of an input, which takes other things than the output shows: null, or 1.5 where that is a whole number. Such a
 * member is left out, so that it gets a stable value.
 */
export function conformValue(type: GraphQLOutputType, value: unknown): unknown {
  if (isNonNullType(type)) return value === null ? undefined : conformValue(type.ofType, value);
  if (value === null || value === undefined) return value;
  if (isListType(type)) return conformList(type.ofType, value);
  if (isLeafType(type)) return canShow(() => type.serialize(value)) ? value : undefined;
  if (!isObject(value)) return undefined;
  return isObjectType(type) ? conformMembers(type, value) : value;
}

function conformList(type: GraphQLOutputType, value: unknown): unknown {
  if (!Array.isArray(value)) return undefined;
  return value.map((one) => conformValue(type, one)).filter((one) => one !== undefined);
}

function conformMembers(type: GraphQLObjectType, value: Readonly<Record<string, unknown>>): unknown {
  const members = Object.values(type.getFields())
    .filter(({ name }) => Object.hasOwn(value, name))
    .map((field) => [field.name, conformValue(field.type, value[field.name])] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

function canShow(show: () => unknown): boolean {
  try {
    show();
    return true;
  } catch {
    return false;
  }
}
