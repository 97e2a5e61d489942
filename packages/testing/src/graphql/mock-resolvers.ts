import {
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  responsePathAsArray,
} from "./graphql-js.ts";
import { type AnswerPath, createMockValue } from "./mock-value.ts";
import type { ScriptedAnswers } from "./scripted-answers.ts";

/**
 * Answers every field of a schema: with what the test has chosen, else with a stable value of the right type.
 *
 * A chosen object may be partial; the fields that it does not have get stable values.
 */
export function createMockResolver(
  schema: GraphQLSchema,
  scripted: ScriptedAnswers,
): GraphQLFieldResolver<unknown, unknown> {
  return (source, args, _context, info) => {
    const path = responsePathAsArray(info.path);
    scripted.throwIfFailed(path);
    if (info.path.prev === undefined) return readRoot(schema, scripted, info, args);
    const chosen = readOwn(source, info.fieldName);
    return chosen === undefined ? createMockValue(schema, info.returnType, path) : chosen;
  };
}

function readRoot(
  schema: GraphQLSchema,
  scripted: ScriptedAnswers,
  info: GraphQLResolveInfo,
  args: Readonly<Record<string, unknown>>,
): unknown {
  const chosen = scripted.find(info.fieldName);
  if (chosen) return typeof chosen.value === "function" ? chosen.value(args) : chosen.value;
  const path: AnswerPath = [info.fieldName];
  const value = createMockValue(schema, info.returnType, path);
  // What is looked up by name has that name.
  return typeof value === "object" && !Array.isArray(value) && typeof args["name"] === "string"
    ? { name: args["name"], ...value }
    : value;
}

function readOwn(source: unknown, name: string): unknown {
  return typeof source === "object" && source !== null && Object.hasOwn(source, name)
    ? Reflect.get(source, name)
    : undefined;
}
