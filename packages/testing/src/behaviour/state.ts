import { isObject, type JsonObject, toArray } from "../internal/json.ts";
import { type Collection, createCollection } from "./collection.ts";
import type { Exchange, MockAnswer, MockClock } from "./exchange.ts";
import { merge, overlay, readAt, withAt } from "./members.ts";
import type { CreateRule, ItemRule, ListRule, Resource, VendorState } from "./resource.ts";

/** What a mock remembers of what it was told. */
export interface MockState {
  /** The answer with what is remembered in it; also remembers what the request changes. The given answer is not changed. */
  shape(exchange: Exchange, answer: MockAnswer): MockAnswer;
  /** The items of a resource as they are now, oldest first; only what was created here. */
  items(resource: string): readonly JsonObject[];
  reset(): void;
}

/** What the state needs of the mock that it stands on. */
export interface StateContext {
  readonly clock: MockClock;
  readonly seed: number;
  /** The body that the document alone would answer an operation with. */
  readonly sampleOf: (template: string) => unknown;
}

type Handle = (exchange: Exchange, answer: MockAnswer) => MockAnswer;

/** Creates the state of a vendor's mock from its rules. */
export function createState(rules: VendorState, context: StateContext): MockState {
  let collections: Map<string, Collection>;
  let handles: Map<string, Handle>;
  const reset = (): void => {
    collections = new Map();
    handles = new Map();
    for (const resource of rules.resources) {
      const collection = createCollection(resource, context.clock, context.seed);
      collections.set(resource.name, collection);
      for (const [on, handle] of listHandles(collection, rules, context))
        handles.set(on, chain(handles.get(on), handle));
    }
  };
  reset();
  return {
    shape: (exchange, answer) => handles.get(exchange.name)?.(exchange, answer) ?? answer,
    items: (name) => collections.get(name)?.list() ?? [],
    reset,
  };
}

/** Several resources may take part in one operation, each in what the one before it answered. */
function chain(first: Handle | undefined, second: Handle): Handle {
  return first ? (exchange, answer) => second(exchange, first(exchange, answer)) : second;
}

function listHandles(collection: Collection, { missing }: VendorState, context: StateContext): [string, Handle][] {
  const { resource } = collection;
  const { create = [], read, list = [], update = [], remove = [], lifecycle } = resource;
  const asItem = (
    rule: ItemRule,
    handle: (id: string, ...rest: Parameters<Handle>) => MockAnswer,
  ): [string, Handle] => [
    rule.on,
    (exchange, answer) => {
      const id = readId(rule, exchange);
      return collection.isGone(id) ? missing(exchange) : handle(id, exchange, answer);
    },
  ];
  return [
    ...create.map((rule): [string, Handle] => [rule.on, createHandle(rule, collection, context)]),
    ...read.map((rule) => asItem(rule, readHandle(rule, collection))),
    ...list.map((rule): [string, Handle] => [rule.on, listHandle(rule, collection)]),
    ...update.map((rule) => asItem(rule, updateHandle(rule, collection))),
    ...remove.map((rule) => asItem(rule, removeHandle(rule, collection, context))),
    ...Object.entries(lifecycle?.actions ?? {}).map(([on, phases]) =>
      asItem({ on }, (id, _exchange, answer) => {
        collection.act(id, phases);
        return answer;
      }),
    ),
  ];
}

function readId({ param }: ItemRule, { params }: Exchange): string {
  return (param === undefined ? Object.values(params).at(-1) : params[param]) ?? "";
}

function bodyOf({ request }: Exchange): JsonObject {
  return isObject(request.body) ? request.body : {};
}

/** The sample with what the item knows better. */
export function showItem(item: JsonObject, sample: unknown): unknown {
  return overlay(sample, item);
}

function createHandle(rule: CreateRule, collection: Collection, { sampleOf }: StateContext): Handle {
  const { read } = collection.resource;
  return (exchange, answer) => {
    const sample = read[0] === undefined ? {} : sampleOf(read[0].on);
    const base = isObject(sample) ? sample : {};
    const known = rule.toItem
      ? merge(base, rule.toItem(bodyOf(exchange), exchange))
      : (overlay(base, bodyOf(exchange)) as JsonObject);
    const item = collection.add(known);
    return { ...answer, body: (rule.answer ?? showItem)(item, answer.body, exchange) };
  };
}

function readHandle(rule: ItemRule, collection: Collection) {
  const { idAt } = collection.resource;
  return (id: string, exchange: Exchange, answer: MockAnswer): MockAnswer => {
    const found = collection.find(id);
    if (found !== undefined && found !== "gone") {
      return { ...answer, body: (rule.answer ?? showItem)(found, answer.body, exchange) };
    }
    // Never heard of: the sample, under the id that was asked for.
    const isNumber = typeof readAt(answer.body, idAt) === "number";
    const item = withAt({}, idAt, isNumber ? Number(id) : id) as JsonObject;
    return rule.answer ? answer : { ...answer, body: showItem(item, answer.body) };
  };
}

function updateHandle(rule: ItemRule, collection: Collection) {
  return (id: string, exchange: Exchange, answer: MockAnswer): MockAnswer => {
    const body = bodyOf(exchange);
    collection.change(id, (item) =>
      rule.toItem ? merge(item, rule.toItem(body, exchange)) : (overlay(item, body) as JsonObject),
    );
    const item = collection.find(id);
    if (!rule.answer || item === undefined || item === "gone") return answer;
    return { ...answer, body: rule.answer(item, answer.body, exchange) };
  };
}

function removeHandle(rule: ItemRule, collection: Collection, { sampleOf }: StateContext) {
  const { read, idAt } = collection.resource;
  return (id: string, exchange: Exchange, answer: MockAnswer): MockAnswer => {
    const sample = read[0] === undefined ? {} : sampleOf(read[0].on);
    const item = collection.find(id);
    collection.remove(id, withAt(sample, idAt, id) as JsonObject);
    if (!rule.answer || item === undefined || item === "gone") return answer;
    return { ...answer, body: rule.answer(item, answer.body, exchange) };
  };
}

function listHandle({ at = [], countAt, filter, page }: ListRule, collection: Collection): Handle {
  const { idAt } = collection.resource;
  return (exchange, answer) => {
    const samples = toArray(readAt(answer.body, at));
    const [like] = samples;
    const own = collection.list().filter((item) => filter?.(item, exchange) ?? true);
    const kept = samples.filter((sample) => !isForgotten(sample, idAt, collection));
    const all = [...own.map((item) => (like === undefined ? item : showItem(item, like))), ...kept];
    const { items, with: more = {} } = page?.(all, exchange) ?? { items: all };
    const body = withAt(answer.body, at, items);
    const counted =
      countAt === undefined || readAt(body, countAt) === undefined ? body : withAt(body, countAt, all.length);
    return { ...answer, body: isObject(counted) ? merge(counted, more) : counted };
  };
}

/** A sample that was deleted here is not listed any more, nor is one that an item has replaced. */
function isForgotten(sample: unknown, idAt: Resource["idAt"], collection: Collection): boolean {
  const id = readAt(sample, idAt);
  return id !== undefined && collection.find(String(id)) !== undefined;
}
