import { isObject } from "../json.ts";
import type { OperationView } from "./read-operations.ts";
import type { OperationRule } from "./rules.ts";

/** Operations that are the same in both documents, how each was recognised, and the others. */
export interface MatchedOperations {
  readonly pairs: readonly {
    readonly before: OperationView;
    readonly after: OperationView;
    readonly rule: OperationRule | undefined;
  }[];
  readonly removed: readonly OperationView[];
  readonly added: readonly OperationView[];
}

/** Finds operations again: by path and method, by id, by path but for the names in it, by what goes in and comes out. */
export function matchOperations(before: readonly OperationView[], after: readonly OperationView[]): MatchedOperations {
  const rounds: readonly [(one: OperationView) => string | undefined, OperationRule | undefined][] = [
    [({ key }) => key, undefined],
    [templateOf, "operation-path-parameter-renamed"],
    [({ id }) => id, "operation-moved"],
    [shapeOf, "operation-renamed"],
  ];
  const pairs: MatchedOperations["pairs"][number][] = [];
  let [old, now] = [before, after];
  for (const [identify, rule] of rounds) {
    const [olds, nows] = [uniqueBy(old, identify), uniqueBy(now, identify)];
    const taken = new Set<OperationView>();
    for (const [name, one] of olds) {
      const other = nows.get(name);
      if (!other) continue;
      pairs.push({
        before: one,
        after: other,
        rule: rule ?? (one.id === other.id ? undefined : "operation-id-changed"),
      });
      taken.add(one).add(other);
    }
    [old, now] = [old.filter((one) => !taken.has(one)), now.filter((one) => !taken.has(one))];
  }
  return { pairs, removed: old, added: now };
}

/** Only what one operation alone has tells anything. */
function uniqueBy(
  operations: readonly OperationView[],
  identify: (one: OperationView) => string | undefined,
): Map<string, OperationView> {
  const unique = new Map<string, OperationView>();
  for (const [name, [first, ...others]] of Map.groupBy(operations, identify)) {
    if (name !== undefined && first && others.length === 0) unique.set(name, first);
  }
  return unique;
}

function templateOf({ method, path }: OperationView): string {
  return `${method} ${path.replace(/\{[^{}]*\}/g, "{}")}`;
}

/** What an operation takes and gives, where it takes or gives something of its own; the last word of its path has to stay. */
function shapeOf(operation: OperationView): string | undefined {
  const schemas = [operation.body, ...successesOf(operation)].flatMap((part) => {
    const content = isObject(part?.value["content"]) ? Object.values(part.value["content"]) : [];
    return content.map((media) => JSON.stringify(isObject(media) ? media["schema"] : undefined));
  });
  if (!schemas.some((schema) => schema?.includes('"$ref"') || schema?.includes('"properties"'))) return undefined;
  const words = operation.path.split("/").filter((word) => word !== "" && !word.startsWith("{"));
  const parameters = [...operation.parameters.keys()].filter((name) => !name.startsWith("path ")).sort();
  return JSON.stringify([operation.method, words.at(-1), schemas, parameters]);
}

function successesOf({ responses }: OperationView) {
  return [...responses].filter(([status]) => status.startsWith("2")).map(([, part]) => part);
}
