/** An operation that the mock cannot serve. */
export interface Gap {
  readonly kind: "query" | "mutation";
  readonly name: string;
  readonly reason: string;
  /** Day on which it was found, `YYYY-MM-DD`. */
  readonly date: string;
}

/** Every operation of the schema is served; the contract test refuses an entry that is not needed any more. */
export const gaps: readonly Gap[] = [];
