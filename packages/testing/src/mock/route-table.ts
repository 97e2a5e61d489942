import type { DocumentOperation } from "../document/list-operations.ts";

/*
 * Finds the operation of a request exactly as Prism does, without trying every template of the document:
 * same number of segments, static segments compared after decoding, a template matches whatever its pattern finds.
 * Among several templates a path without parameters wins, else the highest score (1 per equal segment, 0.5 per template,
 * counting stops at the first other segment); a tie goes to the later path. Only then does the method decide.
 */

/** What the table found: an operation, a path without this method, or nothing. */
export type RouteMatch =
  | { readonly kind: "found"; readonly operation: DocumentOperation; readonly candidates: readonly DocumentOperation[] }
  | { readonly kind: "method-missing" }
  | { readonly kind: "path-missing" };

/** A compiled table of a document's paths. */
export interface RouteTable {
  /** Finds the operation for a method (any case) and a path as it stands in the request, still encoded. */
  find(method: string, path: string): RouteMatch;
}

interface PathEntry {
  readonly order: number;
  readonly segments: readonly string[];
  readonly isConcrete: boolean;
  readonly operations: Map<string, DocumentOperation>;
}

interface TemplateBranch {
  /** `undefined` when the template takes any value. */
  readonly pattern: RegExp | undefined;
  readonly node: Node;
}

interface Node {
  readonly statics: Map<string, Node>;
  readonly templates: Map<string, TemplateBranch>;
  readonly entries: PathEntry[];
}

function createNode(): Node {
  return { statics: new Map(), templates: new Map(), entries: [] };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function isTemplated(segment: string): boolean {
  return /{(.+)}/.test(segment);
}

function toPattern(segment: string): RegExp | undefined {
  const escaped = segment.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const source = escaped.replace(/\\\{[^\\]+\\\}/g, "(.*)");
  return source === "(.*)" ? undefined : new RegExp(source);
}

function descend(node: Node, rawSegment: string): Node {
  const segment = decodeSegment(rawSegment);
  if (!isTemplated(segment)) {
    const next = node.statics.get(segment) ?? createNode();
    node.statics.set(segment, next);
    return next;
  }
  const branch = node.templates.get(segment) ?? { pattern: toPattern(segment), node: createNode() };
  node.templates.set(segment, branch);
  return branch.node;
}

function insert(root: Node, operation: DocumentOperation, order: number): void {
  const segments = operation.path.split("/").slice(1);
  const leaf = segments.reduce(descend, root);
  let entry = leaf.entries.find((candidate) => candidate.segments.join("/") === segments.join("/"));
  if (entry === undefined) {
    const isConcrete = !segments.some((segment) => isTemplated(decodeSegment(segment)));
    entry = { order, segments, isConcrete, operations: new Map() };
    leaf.entries.push(entry);
  }
  entry.operations.set(operation.method, operation);
}

function collect(node: Node, segments: readonly string[], index: number, found: PathEntry[]): void {
  const segment = segments[index];
  if (segment === undefined) {
    found.push(...node.entries);
    return;
  }
  const next = node.statics.get(segment);
  if (next !== undefined) collect(next, segments, index + 1, found);
  for (const branch of node.templates.values()) {
    if (branch.pattern === undefined || branch.pattern.test(segment)) collect(branch.node, segments, index + 1, found);
  }
}

function scoreOf(entry: PathEntry, rawSegments: readonly string[]): number {
  let score = 0;
  for (const [index, segment] of entry.segments.entries()) {
    if (segment === rawSegments[index]) score += 1;
    else if (isTemplated(segment)) score += 0.5;
    else break;
  }
  return score;
}

function choose(entries: readonly PathEntry[], rawSegments: readonly string[]): PathEntry | undefined {
  const concrete = entries.filter((entry) => entry.isConcrete);
  const scored = (concrete.length > 0 ? concrete : entries).map((entry) => ({
    entry,
    score: scoreOf(entry, rawSegments),
  }));
  scored.sort((a, b) => b.score - a.score || b.entry.order - a.entry.order);
  return scored[0]?.entry;
}

/** Builds the table of a document's operations, given in the document's order. */
export function createRouteTable(operations: readonly DocumentOperation[]): RouteTable {
  const root = createNode();
  for (const [order, operation] of operations.entries()) insert(root, operation, order);
  return {
    find(method, path) {
      const rawSegments = path.split("/").slice(1);
      const matches: PathEntry[] = [];
      collect(root, rawSegments.map(decodeSegment), 0, matches);
      if (matches.length === 0) return { kind: "path-missing" };
      const key = method.toLowerCase();
      const withMethod = matches.filter((entry) => entry.operations.has(key));
      const operation = choose(withMethod, rawSegments)?.operations.get(key);
      if (operation === undefined) return { kind: "method-missing" };
      const candidates = withMethod.flatMap((entry) => entry.operations.get(key) ?? []);
      return { kind: "found", operation, candidates };
    },
  };
}
