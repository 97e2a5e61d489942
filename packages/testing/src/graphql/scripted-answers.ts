import { GraphQLError } from "./graphql-js.ts";
import type { AnswerPath } from "./mock-value.ts";

/** An error that the mock answers with. */
export interface MockFailure {
  readonly message: string;
  /** Sent as `extensions.code`; without one the error has no extensions. */
  readonly code?: string;
  /** Field below the root field that fails, so that the rest of the data arrives: `["spec", "backups"]`. @default the root field */
  readonly at?: AnswerPath;
}

/** Answers that a test has chosen, by root field. */
export interface ScriptedAnswers {
  answer(rootField: string, value: unknown): void;
  fail(rootField: string, failure: MockFailure): void;
  /** The value chosen for a root field; `undefined` when none was. */
  find(rootField: string): { readonly value: unknown } | undefined;
  /** Throws the error chosen for this place in the answer, if there is one. */
  throwIfFailed(path: AnswerPath): void;
  reset(): void;
}

/**
 * Creates an empty set of answers.
 *
 * @param rootFields - the names that may be answered; any other is a mistake in the test and throws RangeError
 */
export function createScriptedAnswers(rootFields: ReadonlySet<string>): ScriptedAnswers {
  const values = new Map<string, { readonly value: unknown }>();
  const failures = new Map<string, MockFailure>();
  const check = (name: string) => {
    if (!rootFields.has(name)) throw new RangeError(`Cannot answer "${name}": the schema has no such root field`);
  };
  return {
    answer(rootField, value) {
      check(rootField);
      values.set(rootField, { value });
    },
    fail(rootField, failure) {
      check(rootField);
      failures.set(rootField, failure);
    },
    find: (rootField) => values.get(rootField),
    throwIfFailed([rootField, ...below]) {
      const failure = failures.get(String(rootField));
      if (!failure || (failure.at ?? []).join("/") !== below.join("/")) return;
      throw new GraphQLError(failure.message, failure.code === undefined ? {} : { extensions: { code: failure.code } });
    },
    reset() {
      values.clear();
      failures.clear();
    },
  };
}
