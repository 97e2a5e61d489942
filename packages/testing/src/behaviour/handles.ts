import { isObject, type JsonObject, toArray } from "../internal/json.ts";
import type { Collection } from "./collection.ts";
import type { Exchange, MockAnswer } from "./exchange.ts";
import { merge, overlay, readAt, withAt } from "./members.ts";
import type { AnswerOf, CreateRule, ItemRule, ListRule, Resource, VendorState } from "./resource.ts";

/** What an operation does with what is remembered, and what it answers then. */
export type Handle = (exchange: Exchange, answer: MockAnswer) => MockAnswer;

/** One resource among the others. */
interface Ground {
  readonly collection: Collection;
  /** That of the resource that it belongs to. */
  readonly parent: Collection | undefined;
  readonly missing: VendorState["missing"];
  readonly conflict?: NonNullable<VendorState["conflict"]>;
  readonly sampleOf: (template: string) => unknown;
}

type ItemHandle = (key: string, ...rest: Parameters<Handle>) => MockAnswer;

/** The operations of a resource and what each does, in the order of its rules. */
export function listHandles(ground: Ground): [template: string, handle: Handle][] {
  const { create = [], read, list = [], update = [], remove = [], lifecycle } = ground.collection.resource;
  const asItem = (rule: ItemRule, handle: ItemHandle): [string, Handle] => [rule.on, itemHandle(rule, ground, handle)];
  const actions = Object.entries(lifecycle?.actions ?? {});
  // An action without an id in its path finds its item as a read does.
  const keyOf = read[0]?.keyOf;
  const finder = keyOf ? { keyOf } : {};
  return [
    ...create.map((rule): [string, Handle] => [rule.on, createHandle(rule, ground)]),
    ...read.map((rule) => asItem(rule, readHandle(rule, ground))),
    ...list.map((rule): [string, Handle] => [rule.on, listHandle(rule, ground)]),
    ...update.map((rule) => asItem(rule, updateHandle(rule, ground))),
    ...remove.map((rule) => asItem(rule, removeHandle(rule, ground))),
    ...actions.map(([on, phases]) =>
      asItem({ ...finder, on }, (key, exchange, answer) => {
        ground.collection.act(key, phases, sampleItem(ground, readSentId({ on }, exchange)));
        return answer;
      }),
    ),
  ];
}

function itemHandle(rule: ItemRule, ground: Ground, handle: ItemHandle): Handle {
  const { collection, missing } = ground;
  return (exchange, answer) => {
    const key = rule.keyOf?.(exchange) ?? readId(rule, exchange);
    if (collection.isGone(key)) return missing(exchange, collection.last(key));
    const scopes = collection.resource.scopesOf?.(exchange);
    if (collection.isElsewhere(key, scopes) || isOrphaned(ground, exchange)) return missing(exchange);
    return handle(key, exchange, answer);
  };
}

function readId({ param }: ItemRule, { params }: Exchange): string {
  return (param === undefined ? Object.values(params).at(-1) : params[param]) ?? "";
}

/** The id in the path; `undefined` where the path has none, because there is one such thing only. */
function readSentId(rule: ItemRule, exchange: Exchange): string | undefined {
  return Object.keys(exchange.params).length === 0 ? undefined : readId(rule, exchange);
}

/** Id of the parent that a request names; `""` where there is none. */
function readParent({ collection }: Ground, { params }: Exchange): string {
  return params[collection.resource.parent?.param ?? ""] ?? "";
}

function isOrphaned(ground: Ground, exchange: Exchange): boolean {
  return ground.parent?.isGone(readParent(ground, exchange)) ?? false;
}

function bodyOf({ request }: Exchange): JsonObject {
  return isObject(request.body) ? request.body : {};
}

function formOf({ fromBody }: CreateRule | ItemRule, exchange: Exchange): JsonObject {
  return fromBody?.(bodyOf(exchange), exchange) ?? bodyOf(exchange);
}

/** The item of the document's sample, under an id. */
function sampleItem({ collection, sampleOf }: Ground, id?: string, like?: string): JsonObject {
  const { read, itemAt = [], idAt } = collection.resource;
  const template = like ?? read[0]?.on;
  const found = template === undefined ? {} : readAt(sampleOf(template), itemAt);
  const sample = isObject(found) ? found : {};
  if (id === undefined) return sample;
  const isNumber = typeof readAt(sample, idAt) === "number" && id !== "" && Number.isFinite(Number(id));
  return withAt(sample, idAt, isNumber ? Number(id) : id) as JsonObject;
}

/** The sample with what the item knows better. */
export function showItem(item: JsonObject, sample: unknown): unknown {
  return overlay(sample, item);
}

function showIn({ itemAt = [], show = showItem }: Resource, ...[item, body, exchange]: Parameters<AnswerOf>): unknown {
  return withAt(body, itemAt, show(item, readAt(body, itemAt), exchange));
}

function createHandle(rule: CreateRule, ground: Ground): Handle {
  const { collection } = ground;
  return (exchange, answer) => {
    if (rule.when?.(exchange) === false) return answer;
    if (isOrphaned(ground, exchange)) return ground.missing(exchange);
    const { resource } = collection;
    const base = sampleItem(ground, undefined, rule.like);
    const known = stamp(
      "created",
      rule.toItem
        ? merge(base, rule.toItem(bodyOf(exchange), exchange))
        : (overlay(base, formOf(rule, exchange)) as JsonObject),
      ground,
      exchange,
    );
    const scopes = resource.scopesOf?.(exchange);
    if (ground.conflict && isTaken(known, collection, scopes)) return ground.conflict(exchange, known);
    const parentId = rule.parentOf?.(exchange, answer.body) ?? readParent(ground, exchange);
    const item = collection.add(known, parentId, scopes?.[0]);
    const body = rule.answer?.(item, answer.body, exchange) ?? showIn(resource, item, answer.body, exchange);
    return { ...answer, body };
  };
}

function stamp(
  moment: "created" | "changed" | "removed",
  item: JsonObject,
  { collection }: Ground,
  exchange: Exchange,
): JsonObject {
  const stampOf = collection.resource.stamps?.[moment];
  return stampOf ? merge(item, stampOf(exchange)) : item;
}

function isTaken(item: JsonObject, { resource, hasName }: Collection, scopes: readonly string[] | undefined): boolean {
  const name = resource.uniqueBy?.(item);
  return name !== undefined && hasName(name, scopes);
}

function readHandle(rule: ItemRule, ground: Ground): ItemHandle {
  const { collection, missing } = ground;
  const { idAt, itemAt = [], lifecycle } = collection.resource;
  const show = rule.answer ?? ((...shown) => showIn(collection.resource, ...shown));
  return (key, exchange, answer) => {
    const found = collection.find(key);
    if (found !== undefined && found !== "gone") {
      const body = show(found, answer.body, exchange);
      return body === undefined ? missing(exchange) : { ...answer, body };
    }
    // Never heard of: the sample, under the id that was asked for.
    const id = readSentId(rule, exchange);
    if (lifecycle?.assumed) {
      return { ...answer, body: show(collection.assume(sampleItem(ground, id)), answer.body, exchange) };
    }
    if (rule.answer || id === undefined) return answer;
    const isNumber = typeof readAt(answer.body, [...itemAt, ...idAt]) === "number";
    const item = withAt({}, idAt, isNumber ? Number(id) : id) as JsonObject;
    return { ...answer, body: showIn(collection.resource, item, answer.body, exchange) };
  };
}

function updateHandle(rule: ItemRule, ground: Ground): ItemHandle {
  const { collection } = ground;
  return (key, exchange, answer) => {
    const body = bodyOf(exchange);
    if (collection.resource.isAdopted) {
      const id = readSentId(rule, exchange);
      collection.adopt(key, collection.assume(sampleItem(ground, id)));
    }
    collection.change(key, (item) => {
      const changed = rule.toItem
        ? merge(item, rule.toItem(body, exchange, item))
        : (overlay(item, formOf(rule, exchange)) as JsonObject);
      return stamp("changed", changed, ground, exchange);
    });
    return answerOwn(rule, collection, key, exchange, answer);
  };
}

function removeHandle(rule: ItemRule, ground: Ground): ItemHandle {
  const { collection } = ground;
  return (key, exchange, answer) => {
    const answered = answerOwn(rule, collection, key, exchange, answer);
    const id = readSentId(rule, exchange);
    collection.adopt(key, collection.assume(sampleItem(ground, id)));
    collection.change(key, (item) => stamp("removed", item, ground, exchange));
    collection.remove(key);
    return answered;
  };
}

/** What a rule answers about an item that is kept; the document's sample where it says nothing. */
function answerOwn(
  rule: ItemRule,
  collection: Collection,
  key: string,
  exchange: Exchange,
  answer: MockAnswer,
): MockAnswer {
  const item = collection.find(key);
  if (!rule.answer || item === undefined || item === "gone") return answer;
  return { ...answer, body: rule.answer(item, answer.body, exchange) };
}

function listHandle(
  { at = [], idAt, countAt, filter, page, answer: reshape, show: showRow }: ListRule,
  ground: Ground,
): Handle {
  const { collection, parent } = ground;
  const { resource } = collection;
  const show = showRow ?? resource.show ?? showItem;
  /** A row of what was not created here, in the state that is assumed: as far as rows tell it, unless the list is given another form. */
  const assume = (sample: JsonObject): unknown =>
    reshape ? collection.assume(sample) : overlay(sample, collection.assume(sample));
  return (exchange, answer) => {
    if (isOrphaned(ground, exchange)) return ground.missing(exchange);
    // Without the parameter it is the list of all.
    const parentId = resource.parent && exchange.params[resource.parent.param];
    const samples = toArray(readAt(answer.body, at));
    const [like] = samples;
    const scopes = resource.scopesOf?.(exchange);
    const own = collection.list(parentId, scopes).filter((item) => filter?.(item, exchange) ?? true);
    const isNew = parentId !== undefined && parent?.isOwn(parentId) === true;
    const kept = isNew ? [] : samples.filter((sample) => !isKnown(sample, collection, parentId, idAt));
    const all = [
      ...own.map((item) => (like === undefined ? item : show(item, like, exchange))),
      ...kept.map((sample) => (isObject(sample) ? assume(sample) : sample)),
    ];
    const { items, with: more = {} } = page?.(all, exchange) ?? { items: all };
    const body = withAt(answer.body, at, items);
    const counted =
      countAt === undefined || readAt(body, countAt) === undefined ? body : withAt(body, countAt, all.length);
    const merged = isObject(counted) ? merge(counted, more) : counted;
    return { ...answer, body: reshape ? reshape(merged, exchange) : merged };
  };
}

/** A sample that was deleted here is not listed any more, nor is one that an item has replaced. */
function isKnown(
  sample: unknown,
  { resource, find }: Collection,
  parentId = "",
  idAt: Resource["idAt"] = resource.idAt,
): boolean {
  const id = readAt(sample, idAt);
  return id !== undefined && find(resource.keyOf?.(sample, parentId) ?? String(id)) !== undefined;
}
