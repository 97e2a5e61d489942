import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../project.ts";
import { buildDocuments } from "./build-documents.ts";
import { emitDocuments, emitOperations } from "./emit-operations.ts";
import { emitResultTypes } from "./emit-result-types.ts";
import { emitSchemaTypes } from "./emit-schema-types.ts";
import { buildSchema, type GraphQLSchema, isIntrospectionType, isScalarType } from "./graphql-js.ts";
import { listSecretFields } from "./secret-fields.ts";

const SCHEMA_FILE = "specs/altinity-anywhere/schema.graphql";
const HEADER = `// Generated from ${SCHEMA_FILE} by npm run generate; do not edit.\n`;

/** Options of {@link generateAnywhere}. */
export interface GenerateAnywhereOptions {
  /**
   * The schema's text.
   *
   * @default the content of specs/altinity-anywhere/schema.graphql
   */
  readonly sdl?: string;
}

/** The generated client of a GraphQL vendor. */
export interface GeneratedClient {
  /** Content by path below `src/generated`. */
  readonly files: ReadonlyMap<string, string>;
  readonly operations: number;
  /** Types, inputs and enums that have a name to import. */
  readonly types: number;
}

/**
 * Makes the generated files of the Altinity.Cloud Anywhere package.
 *
 * Reads the schema and nothing else, writes nothing; the same schema gives the same text.
 *
 * @throws TypeError when a name of the schema cannot stand in TypeScript.
 */
export async function generateAnywhere(options: GenerateAnywhereOptions = {}): Promise<GeneratedClient> {
  const schema = buildSchema(options.sdl ?? (await readFile(join(ROOT, SCHEMA_FILE), "utf8")));
  const documents = buildDocuments(schema);
  const results = await emitResultTypes(schema, documents);
  const files: [string, string][] = [
    ["documents.ts", emitDocuments(documents, listSecretFields(schema))],
    ["operations.ts", emitOperations(documents)],
    ...(results === undefined ? [] : [["results.ts", results] satisfies [string, string]]),
    ["types.ts", await emitSchemaTypes(schema)],
  ];
  return {
    files: new Map(files.map(([path, content]) => [path, `${HEADER}${content}`])),
    operations: documents.length,
    types: countTypes(schema),
  };
}

function countTypes(schema: GraphQLSchema): number {
  const types = Object.values(schema.getTypeMap());
  return types.filter((type) => !isScalarType(type) && !isIntrospectionType(type)).length;
}
