import type { JsonObject } from "../internal/json.ts";
import { type Collection, createCollection } from "./collection.ts";
import type { Exchange, MockAnswer, MockClock } from "./exchange.ts";
import { type Handle, listHandles } from "./handles.ts";
import type { VendorState } from "./resource.ts";

/** What a mock remembers of what it was told. */
export interface MockState {
  /** The answer with what is remembered in it; also remembers what the request changes. The given answer is not changed. */
  shape(exchange: Exchange, answer: MockAnswer): MockAnswer;
  /** The items of a resource as they are now, oldest first: what was created or changed here, or is being deleted; of one parent when it is named. */
  items(resource: string, parentId?: string): readonly JsonObject[];
  reset(): void;
}

/** What the state needs of the mock that it stands on. */
export interface StateContext {
  readonly clock: MockClock;
  readonly seed: number;
  /** The body that the document alone would answer an operation with. */
  readonly sampleOf: (template: string) => unknown;
}

/** Creates the state of a vendor's mock from its rules. */
export function createState(rules: VendorState, context: StateContext): MockState {
  let collections: Map<string, Collection>;
  let handles: Map<string, Handle>;
  const sampleOf = remember(context.sampleOf);
  const reset = (): void => {
    collections = new Map();
    handles = new Map();
    for (const resource of rules.resources) {
      collections.set(resource.name, createCollection(resource, context.clock, context.seed));
    }
    for (const collection of collections.values()) {
      const parent = collections.get(collection.resource.parent?.resource ?? "");
      for (const [on, handle] of listHandles({ ...rules, sampleOf, collection, parent })) {
        handles.set(on, chain(handles.get(on), handle));
      }
    }
  };
  reset();
  return {
    shape: (exchange, answer) => handles.get(exchange.name)?.(exchange, answer) ?? answer,
    items(name, parentId) {
      const collection = collections.get(name);
      if (collection) return collection.list(parentId);
      throw new RangeError(`Cannot list items of "${name}": the resources are ${[...collections.keys()].join(", ")}`);
    },
    reset,
  };
}

/** Several resources may take part in one operation, each in what the one before it answered. */
function chain(first: Handle | undefined, second: Handle): Handle {
  return first ? (exchange, answer) => second(exchange, first(exchange, answer)) : second;
}

/** Asks once for each template; nobody changes what was answered. */
function remember(sampleOf: (template: string) => unknown): (template: string) => unknown {
  const known = new Map<string, unknown>();
  return (template) => {
    if (!known.has(template)) known.set(template, sampleOf(template));
    return known.get(template);
  };
}
