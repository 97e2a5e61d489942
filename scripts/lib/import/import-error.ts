/** A document that the importer refuses; nothing of it is written. */
export class ImportError extends Error {
  override readonly name = "ImportError";
  /** JSON pointer of the place that is refused. */
  readonly pointer: string;

  constructor(pointer: string, reason: string) {
    super(`Cannot import the document: ${reason} at ${pointer}`);
    this.pointer = pointer;
  }
}
