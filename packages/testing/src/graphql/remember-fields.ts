import type { Behaviour } from "../behaviour/behaviour.ts";
import { type Exchange, jsonAnswer } from "../behaviour/exchange.ts";
import { isObject, toObject } from "../internal/json.ts";
import { conformValue } from "./conform-value.ts";
import { readTexts } from "./describe-operation.ts";
import { GraphQLError, type GraphQLResolveInfo, getNamedType, isListType, isNonNullType } from "./graphql-js.ts";

/** The value of a root field with what a mock remembers in it; fields that it does not have get stable values. */
export type RememberField = (
  info: GraphQLResolveInfo,
  args: Readonly<Record<string, unknown>>,
  value: unknown,
) => unknown;

/**
 * Lets the state of a vendor's rules take part in a GraphQL API: each root field is an operation of its own, `query awsEnv`, whose body is
 * its `input`, else its arguments. A status of 400 and more is the error of the field, by the `code` and `message` of its body.
 */
export function createRememberField({ state, clock }: Behaviour): RememberField {
  return (info, args, value) => {
    if (state === undefined) return value;
    const name = `${info.operation.operation} ${info.fieldName}`;
    const body = isObject(args["input"]) ? args["input"] : args;
    const request = { method: "POST", path: "", query: {}, headers: {}, body };
    const exchange: Exchange = { request, name, operation: undefined, params: readTexts(args), clock };
    const answer = state.shape(exchange, jsonAnswer(200, withNames(info, value)));
    if (answer.status < 400) return conformValue(info.returnType, answer.body);
    const { code, message } = toObject(answer.body);
    throw new GraphQLError(String(message), { extensions: { code } });
  };
}

/** The things of a list by the names that they are shown under, so that one of them can be found again. */
function withNames({ returnType }: GraphQLResolveInfo, value: unknown): unknown {
  const type = isNonNullType(returnType) ? returnType.ofType : returnType;
  const named = getNamedType(returnType);
  const hasNames = isListType(type) && Array.isArray(value) && "getFields" in named && "name" in named.getFields();
  if (!hasNames) return value;
  return value.map((item, index) => (isObject(item) ? { name: `name-${index + 1}`, ...item } : item));
}
