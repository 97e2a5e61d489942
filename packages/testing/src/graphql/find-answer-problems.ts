import {
  type GraphQLLeafType,
  type GraphQLOutputType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
} from "./graphql-js.ts";

/**
 * What an answer breaks of its type, one line each; empty when it is complete and valid.
 *
 * An object has to have every field of its type: a generated document asks for all of them. Of an interface or a union
 * only `__typename` is looked at.
 */
export function findAnswerProblems(type: GraphQLOutputType, value: unknown, place = "data"): string[] {
  if (isNonNullType(type)) {
    return value === null ? [`${place} is null`] : findAnswerProblems(type.ofType, value, place);
  }
  if (value === null) return [];
  if (value === undefined) return [`${place} is absent`];
  if (isListType(type)) {
    if (!Array.isArray(value)) return [`${place} is no list`];
    return value.flatMap((item, index) => findAnswerProblems(type.ofType, item, `${place}[${index}]`));
  }
  if (isLeafType(type)) return isLeafValue(type, value) ? [] : [`${place} is no ${type.name}`];
  if (typeof value !== "object" || Array.isArray(value)) return [`${place} is no object`];
  const object = value as Record<string, unknown>;
  if (isAbstractType(type)) return typeof object["__typename"] === "string" ? [] : [`${place} does not say its type`];
  return Object.values(type.getFields()).flatMap((field) =>
    findAnswerProblems(
      field.type,
      Object.hasOwn(object, field.name) ? object[field.name] : undefined,
      `${place}.${field.name}`,
    ),
  );
}

function isLeafValue(type: GraphQLLeafType, value: unknown): boolean {
  if (isEnumType(type)) return typeof value === "string" && type.getValue(value) !== undefined;
  const checks: Readonly<Record<string, () => boolean>> = {
    Int: () => Number.isInteger(value),
    Float: () => typeof value === "number",
    Boolean: () => typeof value === "boolean",
    ID: () => typeof value === "string",
    String: () => typeof value === "string",
  };
  return Object.hasOwn(checks, type.name) ? (checks[type.name]?.() ?? false) : true;
}
