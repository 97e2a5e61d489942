import type { JsonObject } from "../internal/json.ts";
import type { Exchange, MockAnswer } from "./exchange.ts";

/** The way to a member: `["metadata", "uid"]`; `[]` is the value itself. */
export type Way = readonly string[];

/** A state that an item passes through; the last of a list has no `forMs` and stays. */
export interface Phase {
  readonly state: string | boolean | number;
  readonly forMs?: number;
  /** What else holds while it lasts, merged into the item. */
  readonly with?: JsonObject;
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
}

/** What an operation answers about an item: the sample of the document with what is known put into it. */
export type AnswerOf = (item: JsonObject, sample: unknown, exchange: Exchange) => unknown;

/** An operation that creates an item. */
export interface CreateRule {
  readonly on: string;
  /** @default the item's members in the sample, see `showItem` */
  readonly answer?: AnswerOf;
  /** What the item has of the request. @default the body's members that the sample has, too */
  readonly toItem?: (body: JsonObject, exchange: Exchange) => JsonObject;
}

/** An operation about one item. */
export interface ItemRule {
  readonly on: string;
  /** Name of the path parameter that holds the id. @default the last one */
  readonly param?: string;
  /** @default of a read the item, of a change and a removal the sample */
  readonly answer?: AnswerOf;
  /** What the item has of the request that changes it. @default the body's members that the item has, too */
  readonly toItem?: (body: JsonObject, exchange: Exchange) => JsonObject;
}

/** An operation that lists items. */
export interface ListRule {
  readonly on: string;
  /** Where the list stands in the answer. @default [] */
  readonly at?: Way;
  /** Where the answer tells how many there are. */
  readonly countAt?: Way;
  /** Which items the caller may see. @default all */
  readonly filter?: (item: JsonObject, exchange: Exchange) => boolean;
  /** One page of the items, and what else the answer says about it. @default one page with everything */
  readonly page?: (items: readonly unknown[], exchange: Exchange) => { items: readonly unknown[]; with?: JsonObject };
}

/** One kind of thing that a vendor keeps. */
export interface Resource {
  /** `cluster`, `clusterProfile`. */
  readonly name: string;
  /** Where an item's id stands in the item. */
  readonly idAt: Way;
  /** Makes the id of the nth item, from 1. @default a UUID that differs by seed, resource and number */
  readonly newId?: (count: number, seed: number) => string | number;
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
  /** How the vendor says that there is no such item. */
  readonly missing: (exchange: Exchange) => MockAnswer;
}
