import type { Violation } from "../mock/recorder.ts";

interface AnswerError {
  readonly message?: unknown;
  readonly path?: unknown;
}

/**
 * The rules of the schema that a request broke, read from the answer.
 *
 * graphql-js reports a document or variables that do not fit before it resolves anything: such errors have no path.
 */
export function readViolations(operation: string, answer: string): Violation[] {
  return parseErrors(answer)
    .filter((error) => error.path === undefined)
    .map(({ message }) => toViolation(operation, String(message)));
}

function parseErrors(answer: string): AnswerError[] {
  try {
    const parsed: { errors?: AnswerError[] } | null = JSON.parse(answer);
    return Array.isArray(parsed?.errors) ? parsed.errors : [];
  } catch {
    return [];
  }
}

function toViolation(operation: string, message: string): Violation {
  const [, variable] = /^Variable "\$(\w+)"/.exec(message) ?? [];
  const common = { operation, side: "request", message } as const;
  if (variable === undefined) return { ...common, pointer: "/body/query", rule: "document" };
  const [, place = variable] = / at "([^"]+)"/.exec(message) ?? [];
  const keys = place.split(/[.[\]]+/).filter(Boolean);
  const rule = /was not provided|must not be null/.test(message) ? "required" : "type";
  return { ...common, pointer: `/body/variables/${keys.join("/")}`, rule };
}
