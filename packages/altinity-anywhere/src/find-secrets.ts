import { SECRET_FIELDS } from "./generated/documents.ts";

/** Shorter values are not looked for in a message: they would match parts of ordinary words. */
const SHORTEST_SECRET = 6;
const DEEPEST_LEVEL = 50;

/**
 * Strings in a call's variables that are secrets by the name of their field.
 *
 * A server that refuses a variable quotes its value, so these are removed from the messages of errors.
 */
export function findSecrets(variables: unknown): string[] {
  const found: string[] = [];
  collect(variables, false, 0, found);
  return found;
}

function collect(value: unknown, isSecret: boolean, level: number, found: string[]): void {
  if (typeof value === "string") {
    if (isSecret && value.length >= SHORTEST_SECRET) found.push(value);
    return;
  }
  if (typeof value !== "object" || value === null || level > DEEPEST_LEVEL) return;
  for (const [key, child] of Object.entries(value)) {
    collect(child, Array.isArray(value) ? isSecret : SECRET_FIELDS.includes(key), level + 1, found);
  }
}
