import type { OperationDocument } from "./build-documents.ts";
import { argumentsTypeName, capitalize, scalarType } from "./codegen-config.ts";
import { resultTypeName } from "./emit-result-types.ts";
import { type GraphQLOutputType, isListType, isNonNullType, isScalarType } from "./graphql-js.ts";

/** The maps from a root field's name to its variables and data, and the interface of `client.op`. */
export function emitOperations(documents: readonly OperationDocument[]): string {
  const queries = documents.filter(({ kind }) => kind === "query");
  const mutations = documents.filter(({ kind }) => kind === "mutation");
  // A name that both roots use is the query's; the mutation is still there as `client.mutate(name)`.
  const methods = [...queries, ...mutations.filter(({ name }) => queries.every((query) => query.name !== name))];
  const results = documents.every(({ isComplete }) => isComplete)
    ? ""
    : 'import type * as Results from "./results.ts";\n';
  return `import type { AnywhereResult, CallOptions } from "../result.ts";
${results}import type * as Types from "./types.ts";

/** Variables and data of every query. */
export interface AnywhereQueries {
${queries.map(emitEntry).join("\n")}
}

/** Variables and data of every mutation. */
export interface AnywhereMutations {
${mutations.map(emitEntry).join("\n")}
}

/** Every query and mutation as a method. */
export interface AnywhereOperations {
${methods.map(emitMethod).join("\n")}
}
`;
}

/** The texts of the documents by name, and the names of fields that take secrets. */
export function emitDocuments(documents: readonly OperationDocument[], secretFields: readonly string[]): string {
  const table = (kind: OperationDocument["kind"]) =>
    JSON.stringify(
      Object.fromEntries(documents.filter((one) => one.kind === kind).map(({ name, text }) => [name, text])),
      null,
      2,
    );
  return `import type { AnywhereMutations, AnywhereQueries } from "./operations.ts";

/** Document of every query. */
export const QUERY_DOCUMENTS: Readonly<Record<keyof AnywhereQueries, string>> = ${table("query")};

/** Document of every mutation. */
export const MUTATION_DOCUMENTS: Readonly<Record<keyof AnywhereMutations, string>> = ${table("mutation")};

/** Input fields whose values must not be seen in an error. */
export const SECRET_FIELDS: readonly string[] = ${JSON.stringify(secretFields)};
`;
}

function emitEntry(document: OperationDocument): string {
  return `  ${document.name}: { variables: ${variablesType(document)}; data: ${dataType(document)} };`;
}

function emitMethod(document: OperationDocument): string {
  const { field, kind, name } = document;
  const isOptional = field.args.every(({ type, defaultValue }) => !isNonNullType(type) || defaultValue !== undefined);
  const signature = field.args.map((arg) => `${arg.name}: ${arg.type}`).join(", ");
  const answer = isNonNullType(field.type) ? "" : " `null` when there is none.";
  const summary = `${capitalize(kind)} \`${name}${signature && `(${signature})`}: ${field.type}\`.${answer}`;
  const isDeprecated = field.deprecationReason !== undefined;
  return `  /**${isDeprecated ? `\n   * ${summary}\n   *\n   * @deprecated\n  ` : ` ${summary}`} */
  ${name}(variables${isOptional ? "?" : ""}: ${variablesType(document)}, options?: CallOptions): Promise<AnywhereResult<${dataType(document)}>>;`;
}

function variablesType({ field, kind, name }: OperationDocument): string {
  return field.args.length === 0 ? "Record<string, never>" : `Types.${argumentsTypeName(capitalize(kind), name)}`;
}

function dataType(document: OperationDocument): string {
  return document.isComplete
    ? outputType(document.field.type)
    : `Results.${resultTypeName(document)}[${JSON.stringify(document.name)}]`;
}

function outputType(type: GraphQLOutputType): string {
  if (!isNonNullType(type)) return `${nonNullType(type)} | null`;
  return nonNullType(type.ofType);
}

function nonNullType(type: GraphQLOutputType): string {
  if (isNonNullType(type)) return nonNullType(type.ofType);
  if (isListType(type)) return `Array<${outputType(type.ofType)}>`;
  return isScalarType(type) ? scalarType(type.name) : `Types.${type.name}`;
}
