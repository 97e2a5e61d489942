import type { Change } from "./change.ts";

/** What one pair of places differs in, and which shared pairs it contains; an operation is one, too. */
export interface Unit {
  readonly changes: Change[];
  readonly children: Set<Unit>;
  /** Set on units of operations. */
  readonly operation?: OperationName;
}

/** How an operation is called by. */
export interface OperationName {
  /** `GET /path`. */
  readonly operation: string;
  readonly operationId: string;
}

/** An empty unit. */
export function createUnit(operation?: OperationName): Unit {
  return { changes: [], children: new Set(), ...(operation && { operation }) };
}

/**
 * All changes below operations, each once, with the operations that reach it.
 *
 * Shared schemas are compared once; only those that differ are followed up to their operations, so that the time grows with
 * the document and its differences, not with operations times schemas.
 */
export function collectChanges(operations: readonly Unit[]): Change[] {
  const parents = readParents(operations);
  const found = new Map<string, { change: Change; names: Map<string, string> }>();
  for (const unit of parents.keys()) {
    if (unit.changes.length === 0) continue;
    const names = operationsAbove(unit, parents);
    for (const change of unit.changes) {
      const key = JSON.stringify([change.rule, change.pointer, change.direction, change.from, change.to]);
      const same = found.get(key) ?? { change, names: new Map() };
      for (const [operation, id] of names) same.names.set(operation, id);
      found.set(key, same);
    }
  }
  return [...found.values()].map(({ change, names }) => nameOperations(change, names));
}

function readParents(operations: readonly Unit[]): Map<Unit, Unit[]> {
  const parents = new Map<Unit, Unit[]>(operations.map((unit) => [unit, []]));
  const open = [...operations];
  for (let at = open.pop(); at; at = open.pop()) {
    for (const child of at.children) {
      const known = parents.get(child);
      if (known) known.push(at);
      else {
        parents.set(child, [at]);
        open.push(child);
      }
    }
  }
  return parents;
}

function operationsAbove(unit: Unit, parents: ReadonlyMap<Unit, readonly Unit[]>): Map<string, string> {
  const names = new Map<string, string>();
  const seen = new Set<Unit>([unit]);
  const open = [unit];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.operation) names.set(at.operation.operation, at.operation.operationId);
    for (const parent of parents.get(at) ?? []) {
      if (seen.has(parent)) continue;
      seen.add(parent);
      open.push(parent);
    }
  }
  return names;
}

function nameOperations(change: Change, names: ReadonlyMap<string, string>): Change {
  const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
  const [first] = sorted;
  if (first === undefined) return change;
  if (sorted.length === 1) return { ...change, operation: first[0], operationId: first[1] };
  return { ...change, operations: sorted.map(([name]) => name), operationIds: sorted.map(([, id]) => id) };
}
