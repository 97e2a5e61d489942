import type { JsonObject } from "../internal/json.ts";
import type { MockClock } from "./exchange.ts";
import { findPhase, type Passage, showPhase } from "./lifecycle.ts";
import { readAt, withAt } from "./members.ts";
import type { Phase, Resource } from "./resource.ts";

/** The items of one resource that a mock keeps; what it never heard of is neither kept nor gone. */
export interface Collection {
  readonly resource: Resource;
  /** Keeps a new item and answers with it. */
  add(item: JsonObject, parentId: string, scope?: string): JsonObject;
  /** The item as it is now, `"gone"` after its deletion, `undefined` when it was never heard of. */
  find(id: string): JsonObject | "gone" | undefined;
  /** Changes a kept item. */
  change(id: string, change: (item: JsonObject) => JsonObject): void;
  /** Sends an item through other states; the sample where it was never heard of and that is what the lifecycle wants. */
  act(id: string, phases: readonly Phase[], sample: JsonObject): void;
  /** Deletes a kept item: it passes through its last states and is gone. */
  remove(id: string): void;
  /** Every kept item as it is now, oldest first; of one parent or some scopes when they are named. */
  list(parentId?: string, scopes?: readonly string[]): JsonObject[];
  isGone(id: string): boolean;
  /** The item as it was kept last, deleted or not. */
  last(id: string): JsonObject | undefined;
  /** Whether none of the scopes has the item; what was not created here is in all of them. */
  isElsewhere(id: string, scopes: readonly string[] | undefined): boolean;
  /** Whether an item of some scopes that is listed has this name, by `uniqueBy`. */
  hasName(name: string, scopes: readonly string[] | undefined): boolean;
  /** Keeps an item that was not created here, unless it is kept. */
  adopt(id: string, item: JsonObject): void;
  /** Whether it came to be here, by an operation that creates. */
  isOwn(id: string): boolean;
  /** An item that was not created here, as it appears. */
  assume(item: JsonObject): JsonObject;
}

interface Entry {
  item: JsonObject;
  passage: Passage | undefined;
  isRemoved: boolean;
  /** Absent when it was not created here. */
  readonly parentId?: string;
  readonly scope?: string;
}

/** How many items a collection keeps, the newest: enough for a test, too little to fill the memory of a mock that runs for days. */
const KEPT_LIMIT = 1000;

/** Creates the collection of a resource; what it holds depends on calls, clock and seed alone. */
export function createCollection(resource: Resource, clock: MockClock, seed: number): Collection {
  const entries = new Map<string, Entry>();
  const {
    lifecycle,
    newId = createNewId(resource.name),
    keyOf = (item) => String(readAt(item, resource.idAt)),
  } = resource;
  let count = 0;

  const show = (id: string, entry: Entry): JsonObject | "gone" => {
    const phase = entry.passage && findPhase(entry.passage, clock.now());
    if (entry.isRemoved && phase === undefined) {
      entries.set(id, { ...entry, passage: undefined });
      return "gone";
    }
    return phase && lifecycle ? showPhase(entry.item, lifecycle, phase) : entry.item;
  };
  const begin = (phases: readonly Phase[] | undefined): Passage | undefined =>
    phases && { phases, sinceMs: clock.now() };

  const isElsewhere: Collection["isElsewhere"] = (id, scopes) => {
    const scope = entries.get(id)?.scope;
    return scopes !== undefined && scope !== undefined && !scopes.includes(scope);
  };
  const names = new WeakMap<JsonObject, string | undefined>();
  const nameOf = (item: JsonObject): string | undefined => {
    if (!names.has(item)) names.set(item, resource.uniqueBy?.(item));
    return names.get(item);
  };
  const keep = (id: string, entry: Entry): void => {
    entries.set(id, entry);
    const [oldest] = entries.size > KEPT_LIMIT ? entries.keys() : [];
    if (oldest !== undefined) entries.delete(oldest);
  };
  const isHidden = ({ passage }: Entry): boolean =>
    passage !== undefined && findPhase(passage, clock.now())?.isHidden === true;

  return {
    resource,
    add(given, parentId, scope = "") {
      count += 1;
      const item = withAt(given, resource.idAt, newId(count, seed, given)) as JsonObject;
      const entry = { item, passage: begin(lifecycle?.created), isRemoved: false, parentId, scope };
      const key = keyOf(item, parentId);
      // Created again after its deletion, it stands behind the others.
      entries.delete(key);
      keep(key, entry);
      return show(key, entry) as JsonObject;
    },
    find(id) {
      const entry = entries.get(id);
      return entry && show(id, entry);
    },
    change(key, change) {
      const entry = entries.get(key);
      if (entry === undefined) return;
      const id = readAt(entry.item, resource.idAt);
      const item = change(entry.item);
      // Whoever sends another id with a change does not rename it.
      entry.item = id === undefined ? item : (withAt(item, resource.idAt, id) as JsonObject);
    },
    act(id, phases, sample) {
      const entry = entries.get(id);
      if (entry) entry.passage = begin(phases);
      else if (lifecycle?.assumed) keep(id, { item: sample, passage: begin(phases), isRemoved: false });
    },
    remove(id) {
      const entry = entries.get(id);
      if (entry === undefined || entry.isRemoved) return;
      entries.set(id, { ...entry, passage: begin(lifecycle?.removed), isRemoved: true });
    },
    list: (parentId, scopes) =>
      [...entries]
        .filter(([, entry]) => parentId === undefined || entry.parentId === parentId)
        .filter(([id, entry]) => !isElsewhere(id, scopes) && !isHidden(entry))
        .map(([id, entry]) => show(id, entry))
        .filter((item): item is JsonObject => item !== "gone"),
    isGone: (id) => {
      const entry = entries.get(id);
      return entry !== undefined && show(id, entry) === "gone";
    },
    last: (id) => entries.get(id)?.item,
    isElsewhere,
    hasName: (name, scopes) =>
      [...entries].some(
        ([id, entry]) =>
          nameOf(entry.item) === name && !isElsewhere(id, scopes) && !isHidden(entry) && show(id, entry) !== "gone",
      ),
    adopt(id, item) {
      if (!entries.has(id)) keep(id, { item, passage: undefined, isRemoved: false });
    },
    isOwn: (id) => entries.get(id)?.parentId !== undefined,
    assume: (item) => (lifecycle?.assumed ? showPhase(item, lifecycle, lifecycle.assumed) : item),
  };
}

/** UUIDs that differ by seed, resource and number. */
function createNewId(name: string): (count: number, seed: number) => string {
  return (count, seed) => {
    let hash = 0xcbf29ce484222325n;
    for (const char of `${seed} ${name} ${count}`) {
      hash = BigInt.asUintN(64, (hash ^ BigInt(char.codePointAt(0) ?? 0)) * 0x100000001b3n);
    }
    const hex = hash.toString(16).padStart(16, "0");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4000-8000-${hex.slice(12)}${count.toString(16).padStart(8, "0").slice(-8)}`;
  };
}
