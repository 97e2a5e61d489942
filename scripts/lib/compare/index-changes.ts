import { toTypeName } from "../generate/names.ts";
import { parsePointer } from "../json.ts";
import type { Change, Fact } from "./change.ts";

/** Changes by what callers write: operations, ids, paths, names of types; old names as well as new ones. */
export interface ChangeIndex {
  readonly byOperation: ReadonlyMap<string, ReadonlySet<Change>>;
  readonly byId: ReadonlyMap<string, ReadonlySet<Change>>;
  readonly byPath: ReadonlyMap<string, ReadonlySet<Change>>;
  readonly byType: ReadonlyMap<string, ReadonlySet<Change>>;
  readonly bySchema: ReadonlyMap<string, ReadonlySet<Change>>;
}

const MOVES: ReadonlySet<string> = new Set([
  "operation-moved",
  "operation-renamed",
  "operation-path-parameter-renamed",
]);

/** Files changes under every name by which a source file may mean them. */
export function indexChanges(changes: readonly Change[]): ChangeIndex {
  const [oldKeys, oldIds] = [new Map<string, string>(), new Map<string, string>()];
  for (const { rule, operation, operationId, from } of changes) {
    const [key, id] = oldNames(rule, from);
    if (key !== undefined && operation !== undefined) oldKeys.set(operation, key);
    if (id !== undefined && operationId !== undefined) oldIds.set(operationId, id);
  }
  const [byOperation, byId, byPath, byType, bySchema] = Array.from({ length: 5 }, () => new Map<string, Set<Change>>());
  const index = { byOperation, byId, byPath, byType, bySchema } as Record<keyof ChangeIndex, Map<string, Set<Change>>>;
  for (const change of changes) {
    const add = (kind: keyof ChangeIndex, name: string | undefined) => {
      if (name !== undefined) index[kind].set(name, (index[kind].get(name) ?? new Set()).add(change));
    };
    for (const key of [change.operation ?? [], change.operations ?? []].flat()) {
      for (const name of [key, oldKeys.get(key)]) {
        add("byOperation", name);
        add("byPath", name?.slice(name.indexOf(" ") + 1));
      }
    }
    for (const id of [change.operationId ?? [], change.operationIds ?? []].flat()) {
      add("byId", id);
      add("byId", oldIds.get(id));
    }
    for (const name of schemasOf(change)) {
      add("bySchema", name);
      add("byType", toTypeName(name));
    }
  }
  return index;
}

/** Key and id that an operation had before, where they were others. */
function oldNames(rule: string, from: Fact | undefined): (string | undefined)[] {
  if (rule === "operation-id-changed") return [undefined, String(from)];
  if (!MOVES.has(rule)) return [];
  return Array.isArray(from) ? from.map(String) : [String(from)];
}

/** Schemas whose type a change alters; for GraphQL the type of the coordinate. */
function schemasOf({ rule, pointer, from }: Change): string[] {
  const [first, group, name] = parsePointer(pointer);
  if (rule.startsWith("graphql-")) return first === undefined ? [] : [first.split(".")[0] ?? ""];
  if (first !== "components" || group !== "schemas" || name === undefined) return [];
  return rule === "schema-renamed" ? [name, String(from)] : [name];
}
