import {
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  responsePathAsArray,
} from "./graphql-js.ts";
import { type AnswerPath, createMockValue } from "./mock-value.ts";
import type { RememberField } from "./remember-fields.ts";
import type { ScriptedAnswers } from "./scripted-answers.ts";

/** What the server hands to resolvers. */
export interface MockContext {
  readonly request: Request;
}

/**
 * Answers every field of a schema: with what the test has chosen, else with a stable value of the right type.
 *
 * A chosen object may be partial; the fields that it does not have get stable values. The header `Prefer: code=CONFLICT`
 * makes every root field fail with that code, as the header `Prefer: code=404` does with the mocks of the REST vendors.
 *
 * @param remember - what the mock keeps of what it was told; a test's choice goes before it
 */
export function createMockResolver(
  schema: GraphQLSchema,
  scripted: ScriptedAnswers,
  remember: RememberField = (_, __, value) => value,
): GraphQLFieldResolver<unknown, MockContext> {
  return (source, args, { request }, info) => {
    const path = responsePathAsArray(info.path);
    scripted.throwIfFailed(path);
    if (info.path.prev === undefined) {
      throwIfPreferred(request.headers.get("prefer"));
      const chosen = scripted.find(info.fieldName);
      if (chosen) return typeof chosen.value === "function" ? chosen.value(args) : chosen.value;
      return remember(info, args, createRoot(schema, info, args));
    }
    const chosen = readOwn(source, info.fieldName);
    return chosen === undefined ? createMockValue(schema, info.returnType, path) : chosen;
  };
}

function createRoot(schema: GraphQLSchema, info: GraphQLResolveInfo, args: Readonly<Record<string, unknown>>): unknown {
  const path: AnswerPath = [info.fieldName];
  const value = createMockValue(schema, info.returnType, path);
  // What is looked up by name has that name.
  return typeof value === "object" && !Array.isArray(value) && typeof args["name"] === "string"
    ? { name: args["name"], ...value }
    : value;
}

function throwIfPreferred(prefer: string | null): void {
  const [, code] = /\bcode=(\w+)/.exec(prefer ?? "") ?? [];
  if (code !== undefined) throw new GraphQLError("The caller prefers this error", { extensions: { code } });
}

function readOwn(source: unknown, name: string): unknown {
  return typeof source === "object" && source !== null && Object.hasOwn(source, name)
    ? Reflect.get(source, name)
    : undefined;
}
