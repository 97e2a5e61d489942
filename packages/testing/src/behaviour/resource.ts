import type { JsonObject } from "../internal/json.ts";
import type { Exchange, MockAnswer } from "./exchange.ts";

/** The way to a member: `["metadata", "uid"]`; a place in a list is a number from 0, `["0", "clusters"]`; `[]` is the value itself. */
export type Way = readonly string[];

/** A state that an item passes through; the last of a list has no `forMs` and stays. */
export interface Phase {
  readonly state: string | boolean | number;
  readonly forMs?: number;
  /** What else holds while it lasts, merged into the item. */
  readonly with?: JsonObject;
  /** Whether no list has the item while it lasts. @default false */
  readonly isHidden?: boolean;
}

/** What happens to an item over time, by the mock's clock. */
export interface Lifecycle {
  /** Where the state stands in the item. */
  readonly at: Way;
  readonly created: readonly Phase[];
  /** Passed through after a deletion, before the item is gone. @default gone at once */
  readonly removed?: readonly Phase[];
  /** Operations that send an item through other states, by template. */
  readonly actions?: Readonly<Record<string, readonly Phase[]>>;
  /** How items appear that were not created here; an action keeps such an item from then on. @default as the document's sample, without actions */
  readonly assumed?: Phase;
}

/** What an operation answers about an item: the sample of the document with what is known put into it. */
export type AnswerOf = (item: JsonObject, sample: unknown, exchange: Exchange) => unknown;

/** An operation that creates an item. */
export interface CreateRule {
  readonly on: string;
  /** The read whose sample the item is built on. @default the resource's first */
  readonly like?: string;
  /** @default the item's members in the sample, see `showItem` */
  readonly answer?: AnswerOf;
  /** The body in the form of the item, where it has another; of it the item has what the sample has, too. @default the body */
  readonly fromBody?: (body: JsonObject, exchange: Exchange) => JsonObject;
  /** What the item has of the request. @default the body's members that the sample has, too */
  readonly toItem?: (body: JsonObject, exchange: Exchange) => JsonObject;
  /** Whether this request creates one. @default always */
  readonly when?: (exchange: Exchange) => boolean;
  /** Id of the item that it belongs to, where no parameter of the path has it. */
  readonly parentOf?: (exchange: Exchange, answered: unknown) => string;
}

/** An operation about one item. */
export interface ItemRule {
  readonly on: string;
  /** Name of the path parameter that holds the id. @default the last one */
  readonly param?: string;
  /** The key of the item, where no parameter of the path has it. @see Resource.keyOf */
  readonly keyOf?: (exchange: Exchange) => string;
  /** A read that answers `undefined` says that there is no such thing. @default of a read the item, of a change and a removal the sample */
  readonly answer?: AnswerOf;
  /** The body in the form of the item, where it has another; of it the item has what it has already. @default the body */
  readonly fromBody?: (body: JsonObject, exchange: Exchange) => JsonObject;
  /** What the item has of the request that changes it. @default the body's members that the item has, too */
  readonly toItem?: (body: JsonObject, exchange: Exchange, item: JsonObject) => JsonObject;
}

/** An operation that lists items. */
export interface ListRule {
  readonly on: string;
  /** Where the list stands in the answer. @default [] */
  readonly at?: Way;
  /** Where the id stands in an element of the list. @default as in the item */
  readonly idAt?: Way;
  /** Where the answer tells how many there are. */
  readonly countAt?: Way;
  /** Which items the caller may see. @default all */
  readonly filter?: (item: JsonObject, exchange: Exchange) => boolean;
  /** How one item stands in the list, put into the first of the sample. @default as `show` of the resource says */
  readonly show?: AnswerOf;
  /** One page of the items, and what else the answer says about it. @default one page with everything */
  readonly page?: (items: readonly unknown[], exchange: Exchange) => { items: readonly unknown[]; with?: JsonObject };
  /** Gives the whole answer another form, last of all. @default as the document's sample */
  readonly answer?: (body: unknown, exchange: Exchange) => unknown;
}

/** One kind of thing that a vendor keeps. */
export interface Resource {
  /** `cluster`, `clusterProfile`. */
  readonly name: string;
  /** Where an item's id stands in the item. */
  readonly idAt: Way;
  /** Makes the id of the nth item, from 1. @default a UUID that differs by seed, resource and number */
  readonly newId?: (count: number, seed: number, item: JsonObject) => string | number;
  /** What tells an item from the others of the resource, when its id alone does not. @default the id as text */
  readonly keyOf?: (item: unknown, parentId: string) => string;
  /** Where the item stands in the answers about one item: `["data"]` inside an envelope. @default [] */
  readonly itemAt?: Way;
  /** The resource that items belong to, and the path parameter that holds its id: who is new has no items, who is gone shows none. */
  readonly parent?: { readonly resource: string; readonly param: string };
  /** The parts of an account that a request reaches; it creates in the first, and an item of another part is missing. @default one part */
  readonly scopesOf?: (exchange: Exchange) => readonly string[];
  /** What tells two items apart that may not both be there; see `conflict`. @default nothing */
  readonly uniqueBy?: (item: JsonObject) => string | undefined;
  /** What an item has from then on, merged into it: its times. */
  readonly stamps?: Readonly<Partial<Record<"created" | "changed" | "removed", (exchange: Exchange) => JsonObject>>>;
  /** How an item shows in an answer. @default its members that the sample has, too */
  readonly show?: AnswerOf;
  /** Whether a change of an item that was not created here is kept, as the sample with the change. @default false */
  readonly isAdopted?: boolean;
  /** The read whose sample a new item is built on; its template is one of `read`. */
  readonly read: readonly ItemRule[];
  readonly create?: readonly CreateRule[];
  readonly list?: readonly ListRule[];
  readonly update?: readonly ItemRule[];
  readonly remove?: readonly ItemRule[];
  readonly lifecycle?: Lifecycle;
}

/** Everything that a vendor's mock knows beyond the document. */
export interface VendorState {
  readonly resources: readonly Resource[];
  /** How the vendor says that there is no such item; it gets the item as it last was when it was deleted. */
  readonly missing: (exchange: Exchange, deleted?: JsonObject) => MockAnswer;
  /** How the vendor says that there is such an item already. @default it takes any */
  readonly conflict?: (exchange: Exchange, item: JsonObject) => MockAnswer;
}
