import type { JsonObject } from "../internal/json.ts";

/** Which way the sampled value travels: decides whether read-only or write-only properties are left out. */
export type Direction = "request" | "response";

/** What a document does not say of values. */
export interface SampleProfile {
  /** Same seed, same ids. */
  readonly seed: number;
  /** What ids without a format look like. */
  readonly ids: "uuid" | "hex-24";
}

/** The profile of a document of which nothing more is known. */
export const USUAL_PROFILE: SampleProfile = { seed: 1, ids: "uuid" };

/** How a schema is sampled; the same context gives the same value, always. */
export interface SampleContext {
  readonly document: JsonObject;
  readonly direction: Direction;
  /** Name of the property, parameter or header; strings without a format take it as their value. */
  readonly name: string;
  /** Place in the list that the value itself is an item of. */
  readonly index: number;
  /** Places in all lists around the value, as a text that makes names and ids differ: `""` for first items, `2`, `22`. */
  readonly place: string;
  readonly profile: SampleProfile;
  readonly depth: number;
  /** How often each reference is being sampled right now; ends recursion. */
  readonly visits: ReadonlyMap<string, number>;
  /** Which branch of `oneOf` and `anyOf` is taken. */
  readonly branch: number;
  /** Whether optional properties are left out. */
  readonly isMinimal: boolean;
  readonly state: SampleState;
}

/** What changes while a schema is sampled. */
export interface SampleState {
  /** How many more schemas may be visited before optional properties are left out. */
  budget: number;
  /** Whether every rule met so far is one that the sampler obeys by construction; if not, the value needs a check. */
  isCertain: boolean;
}
