import type { JsonObject } from "../../json.ts";
import type { Level } from "../change.ts";
import type { Random } from "./random.ts";

/** Our opinion of a change: one level, or that in a request and that in an answer. */
export type Opinion = Level | readonly [request: Level, response: Level];

/** What a mutation starts from; each kind of mutation knows one of them. */
export type Target = "document" | "path" | "operation" | "parameter" | "body" | "answer" | "object" | "schema";

/** A place of a document, and how callers meet what stands there. */
export interface Place {
  readonly pointer: string;
  readonly isSent: boolean;
  readonly isAnswered: boolean;
  /** A schema that is wholly a parameter's. */
  readonly isParameter: boolean;
}

/** What a mutation may look at besides its own place. */
export interface Surroundings {
  readonly document: JsonObject;
  readonly pointer: string;
  readonly random: Random;
}

/** Changes the place in place, or leaves it as it is and says so, because there is nothing of the kind. */
export type Alter = (value: JsonObject, around: Surroundings) => boolean;

/** One way to change a document and the way back, each with the level that we want it to have. */
export interface MutationKind {
  readonly target: Target;
  readonly there: readonly [name: string, want: Opinion];
  readonly back: readonly [name: string, want: Opinion];
  readonly alter: Alter;
}

/** One row of a table of kinds. */
export function kind(
  target: Target,
  there: readonly [name: string, want: Opinion],
  back: readonly [name: string, want: Opinion],
  alter: Alter,
): MutationKind {
  return { target, there, back, alter };
}

const KEPT = ["nullable", "readOnly", "writeOnly"];

/** Gives a schema other keywords; who may send and get it stays. */
export function replaceAll(schema: JsonObject, keywords: JsonObject): void {
  for (const key of Object.keys(schema)) if (!KEPT.includes(key)) delete schema[key];
  Object.assign(schema, keywords);
}

/** Two documents that differ in one known way. */
export interface Mutation {
  readonly kind: string;
  readonly want: Level;
  readonly pointer: string;
  readonly before: JsonObject;
  readonly after: JsonObject;
}
