/** One thing that is wrong with a document. */
export interface Problem {
  readonly rule: string;
  /** JSON pointer of the place. */
  readonly pointer: string;
  readonly message: string;
}
