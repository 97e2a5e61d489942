/**
 * What a document declares of a value, short enough to travel with a client.
 *
 * Letters: the kinds that a scalar may have: `i` integer, `n` number, `b` boolean, `s` string, `d` a date and time in a string; alone, `o` any
 * object and `a` any list. `#Name`: a schema. A list of one: a list of that. An object: its fields, `""` for those without a name of their own.
 * What the document leaves open has no shape.
 */
export type Shape = string | readonly [Shape] | { readonly [field: string]: Shape };

/** What the answers of a vendor hold, made from its document. */
export interface AnswerShapes {
  readonly schemas: Readonly<Record<string, Shape>>;
  /** By operation, such as `GET /clusters/{id}`: what the client hands out after a success. */
  readonly operations: Readonly<Record<string, Shape>>;
}
