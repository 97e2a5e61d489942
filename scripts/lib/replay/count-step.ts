import type { Change, Comparison, Level } from "../compare/change.ts";

/** What one revision changed, in numbers. */
export interface StepCounts {
  readonly before: number;
  readonly after: number;
  /** Operations that are new, that are gone, and others that something was changed of. */
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  /** Changes by level. */
  readonly breaking: number;
  readonly risky: number;
  readonly additive: number;
}

const ADDED = /^(operation-added|graphql-field-added)$/;
const REMOVED = /^(operation-removed|operation-removed-after-deprecation|graphql-field-removed)$/;
/** A field of the query or mutation type is an operation, one of any other type is not. */
const ROOT_FIELD = /^#\/(Query|Mutation)\.[^.]+$/;

/**
 * Counts the changes of a comparison by level, and the operations that they are about.
 *
 * @throws RangeError when the operations that came and went do not lead from the one count to the other: then the comparison is no full one.
 */
export function countStep({ changes, compared }: Comparison): StepCounts {
  const added = namesOf(changes.filter((change) => isWhole(change, ADDED)));
  const removed = namesOf(changes.filter((change) => isWhole(change, REMOVED)));
  const touched = namesOf(changes.filter(({ level }) => level !== "documentation"));
  const { operations: before } = compared.before;
  const { operations: after } = compared.after;
  if (before + added.size - removed.size !== after) {
    throw new RangeError(
      `Cannot count: ${before} operations, ${added.size} added and ${removed.size} removed make no ${after}`,
    );
  }
  const count = (level: Level) => changes.filter((change) => change.level === level).length;
  return {
    ...{ before, after, added: added.size, removed: removed.size },
    changed: [...touched].filter((name) => !added.has(name) && !removed.has(name)).length,
    ...{ breaking: count("breaking"), risky: count("risky"), additive: count("additive") },
  };
}

function isWhole({ rule, pointer }: Change, rules: RegExp): boolean {
  return rules.test(rule) && (!rule.startsWith("graphql-") || ROOT_FIELD.test(pointer));
}

function namesOf(changes: readonly Change[]): Set<string> {
  return new Set(changes.flatMap(({ operation, operations = [] }) => (operation ? [operation] : operations)));
}
