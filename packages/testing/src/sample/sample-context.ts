import type { JsonObject } from "../internal/json.ts";

/** Which way the sampled value travels: decides whether read-only or write-only properties are left out. */
export type Direction = "request" | "response";

/** How a schema is sampled; the same context gives the same value, always. */
export interface SampleContext {
  readonly document: JsonObject;
  readonly direction: Direction;
  /** Name of the property, parameter or header; strings without a format take it as their value. */
  readonly name: string;
  /** Place in a list; makes the items of a list differ. */
  readonly index: number;
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
