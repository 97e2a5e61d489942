import {
  buildSchema,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isNonNullType,
  isScalarType,
  isSpecifiedScalarType,
} from "./graphql-js.ts";

/** One field of the query or the mutation type. */
export interface RootField {
  readonly kind: "query" | "mutation";
  readonly name: string;
  readonly field: GraphQLField<unknown, unknown>;
  /** Whether null is a valid answer. */
  readonly isNullable: boolean;
  /** Whether the schema says what the answer looks like; a scalar of the vendor's own does not. */
  readonly hasSchema: boolean;
}

/** Every field of the query and the mutation type of a schema's text, in the order of the text. */
export function listRootFields(schema: string | GraphQLSchema): RootField[] {
  const parsed = typeof schema === "string" ? buildSchema(schema) : schema;
  const roots = { query: parsed.getQueryType(), mutation: parsed.getMutationType() };
  return (["query", "mutation"] as const).flatMap((kind) =>
    Object.entries(roots[kind]?.getFields() ?? {}).map(([name, field]) => ({
      kind,
      name,
      field,
      isNullable: !isNonNullType(field.type),
      hasSchema: !isCustomScalar(field.type),
    })),
  );
}

function isCustomScalar(type: GraphQLOutputType): boolean {
  const named = getNamedType(type);
  return isScalarType(named) && !isSpecifiedScalarType(named);
}
