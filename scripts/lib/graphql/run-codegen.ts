import { executeCodegen } from "@graphql-codegen/cli";
import { type GraphQLSchema, printSchema } from "./graphql-js.ts";

/** One file that graphql-codegen makes. */
export interface CodegenTarget {
  readonly file: string;
  /** Name of the plugin, without `@graphql-codegen/`. */
  readonly plugin: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** Runs graphql-codegen on a schema and documents that are handed to it as text: it looks for nothing on disk and writes nothing. */
export async function runCodegen(
  schema: GraphQLSchema,
  documents: readonly string[],
  { file, plugin, config }: CodegenTarget,
): Promise<string> {
  const output = await executeCodegen({
    schema: printSchema(schema),
    ...(documents.length > 0 && { documents: [...documents] }),
    generates: { [file]: { plugins: [plugin], config } },
    silent: true,
    noSilentErrors: true,
  });
  if (output.error) throw output.error;
  const made = output.result.find(({ filename }) => filename === file);
  if (!made) throw new TypeError(`Cannot generate "${file}": codegen made no such file`);
  return made.content;
}
