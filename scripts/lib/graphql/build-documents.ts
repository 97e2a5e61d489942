import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  validate,
} from "./graphql-js.ts";
import { selectFields } from "./select-fields.ts";

/** How many objects may stand below one another in a generated document. */
export const MAX_DEPTH = 8;

/** The generated document of one root field. */
export interface OperationDocument {
  readonly kind: "query" | "mutation";
  /** Name of the root field, which is also the operation's name. */
  readonly name: string;
  /** The document's text, one line. */
  readonly text: string;
  /** Whether every field of every object is asked for, so that the answer has the schema's own type. */
  readonly isComplete: boolean;
  readonly field: GraphQLField<unknown, unknown>;
}

/**
 * One document for each field of the query and the mutation type, sorted by kind and name.
 *
 * @throws TypeError when a document does not fit the schema it was made from.
 */
export function buildDocuments(schema: GraphQLSchema, maxDepth: number = MAX_DEPTH): OperationDocument[] {
  return [
    ...buildRoot(schema, OperationTypeNode.QUERY, schema.getQueryType(), maxDepth),
    ...buildRoot(schema, OperationTypeNode.MUTATION, schema.getMutationType(), maxDepth),
  ];
}

function buildRoot(
  schema: GraphQLSchema,
  kind: OperationTypeNode.QUERY | OperationTypeNode.MUTATION,
  root: GraphQLObjectType | null | undefined,
  maxDepth: number,
): OperationDocument[] {
  const fields = Object.values(root?.getFields() ?? {});
  return fields
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((field) => {
      const { text: selection, isComplete } = selectFields(schema, field.type, maxDepth);
      const text = `${kind} ${field.name}${declare(field.args)}{${field.name}${pass(field.args)}${selection ?? "{__typename}"}}`;
      const [problem] = validate(schema, parse(text));
      if (problem) throw new TypeError(`Cannot ask for ${kind} "${field.name}": ${problem.message}`);
      return { kind, name: field.name, text, isComplete, field };
    });
}

function declare(args: readonly GraphQLArgument[]): string {
  return args.length === 0 ? "" : `(${args.map(({ name, type }) => `$${name}:${type}`).join(",")})`;
}

function pass(args: readonly GraphQLArgument[]): string {
  return args.length === 0 ? "" : `(${args.map(({ name }) => `${name}:$${name}`).join(",")})`;
}
