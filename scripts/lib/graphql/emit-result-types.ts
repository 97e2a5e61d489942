import type { OperationDocument } from "./build-documents.ts";
import { capitalize, createCodegenConfig } from "./codegen-config.ts";
import type { GraphQLSchema } from "./graphql-js.ts";
import { runCodegen } from "./run-codegen.ts";

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
  const { namingConvention, enumValues, scalars, defaultScalarType, skipTypename } = createCodegenConfig(schema);
  const config = { namingConvention, enumValues, scalars, defaultScalarType, skipTypename, useTypeImports: true };
  const content = await runCodegen(
    schema,
    partial.map(({ text }) => text),
    { file: "results.ts", plugin: "typescript-operations", config: { ...config, importSchemaTypesFrom: "./types.ts" } },
  );
  return `import type * as Types from "./types.ts";

type Exact<T> = { [K in keyof T]: T[K] };

${content.replaceAll(/\n{3,}/g, "\n\n").trim()}
`;
}

/** Name of the type that {@link emitResultTypes} gives the answer to a document. */
export function resultTypeName(document: OperationDocument): string {
  return `${document.name}${capitalize(document.kind)}`;
}
