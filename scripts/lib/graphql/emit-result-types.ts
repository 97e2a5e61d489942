import { plugin } from "@graphql-codegen/typescript-operations";
import type { OperationDocument } from "./build-documents.ts";
import { capitalize, createCodegenConfig } from "./codegen-config.ts";
import { type GraphQLSchema, parse } from "./graphql-js.ts";

/**
 * TypeScript types of the answers to documents that leave a field out or meet a union or an interface.
 *
 * `undefined` when there is no such document: the answer to any other has the schema's own types.
 */
export async function emitResultTypes(
  schema: GraphQLSchema,
  documents: readonly OperationDocument[],
): Promise<string | undefined> {
  const partial = documents.filter(({ isComplete }) => !isComplete);
  if (partial.length === 0) return undefined;
  const sources = partial.map(({ name, text }) => ({ location: name, document: parse(text) }));
  const { namingConvention, enumValues, scalars, defaultScalarType, skipTypename } = createCodegenConfig(schema);
  const config = { namingConvention, enumValues, scalars, defaultScalarType, skipTypename, useTypeImports: true };
  const output = await plugin(
    schema,
    sources,
    { ...config, importSchemaTypesFrom: "./types.ts" },
    { outputFile: "results.ts" },
  );
  const { content } = typeof output === "string" ? { content: output } : output;
  return `import type * as Types from "./types.ts";

type Exact<T> = { [K in keyof T]: T[K] };

${content.replaceAll(/\n{3,}/g, "\n\n").trim()}
`;
}

/** Name of the type that {@link emitResultTypes} gives the answer to a document. */
export function resultTypeName(document: OperationDocument): string {
  return `${document.name}${capitalize(document.kind)}`;
}
