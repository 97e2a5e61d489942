import type { JsonObject } from "../json.ts";

/** One repair that documents of several vendors need. */
export interface Rule {
  readonly name: string;
  /** Changes the document in place; returns the JSON pointers of the places it changed. */
  readonly apply: (document: JsonObject) => string[];
}
