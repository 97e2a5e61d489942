import { argumentsTypeName, createCodegenConfig, scalarType } from "./codegen-config.ts";
import { emitEnums } from "./emit-enums.ts";
import { type GraphQLSchema, isInputType, isOutputType } from "./graphql-js.ts";
import { runCodegen } from "./run-codegen.ts";

const DEPRECATED_BY_CODEGEN = "/** @deprecated Field no longer supported */";
const REEXPORT_BY_CODEGEN = /^export \{ \w+ \};\n/gm;
const PREPENDED_BY_CODEGEN = /^(import type \{ \w+ \} from .*|export type (Input)?Maybe<T> = .*);\n/gm;

/** Names that the generated file uses itself or that TypeScript keeps for itself. */
const TAKEN_NAMES: ReadonlySet<string> = new Set(
  "Maybe InputMaybe Scalars Array Promise Record string number boolean unknown any never object symbol bigint void undefined null".split(
    " ",
  ),
);

/**
 * TypeScript declarations of every type, input, enum and argument list of a schema.
 *
 * @throws TypeError when a type's name cannot be a name in the file.
 */
export async function emitSchemaTypes(schema: GraphQLSchema): Promise<string> {
  refuseTakenNames(schema);
  const config = createCodegenConfig(schema);
  const content = await runCodegen(schema, [], { file: "types.ts", plugin: "typescript", config });
  const plain = inlineScalars(content)
    .replaceAll(DEPRECATED_BY_CODEGEN, "/** @deprecated */")
    .replaceAll(REEXPORT_BY_CODEGEN, "")
    .replaceAll(PREPENDED_BY_CODEGEN, "");
  const declarations = `${emitEnums(schema)}
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
${renameArguments(schema, plain)}`;
  refuseRepeatedNames(declarations);
  return declarations.replaceAll(/\n{3,}/g, "\n\n");
}

/** Codegen writes every scalar as a look-up in a table of scalars; the scalar itself reads better and checks faster. */
function inlineScalars(content: string): string {
  const inlined = content
    .replace(/\/\*\* All built-in[\s\S]*?\n\};?\n/, "")
    .replaceAll(/Scalars\['(\w+)'\]\['(?:input|output)'\]/g, (_, name: string) => scalarType(name));
  if (/\bScalars\b/.test(inlined)) throw new TypeError("Cannot write scalars: codegen mentions them in a new way");
  return inlined;
}

/** Codegen joins the names of a root type and its field as they are: `QueryawsEnvArgs`. */
function renameArguments(schema: GraphQLSchema, content: string): string {
  const roots = { Query: schema.getQueryType(), Mutation: schema.getMutationType() };
  const names = new Map(
    Object.entries(roots).flatMap(([kind, root]) =>
      Object.keys(root?.getFields() ?? {}).map((field) => [`${root}${field}Args`, argumentsTypeName(kind, field)]),
    ),
  );
  return content.replaceAll(
    /^(export interface )(\w+)/gm,
    (_, start: string, name: string) => `${start}${names.get(name) ?? name}`,
  );
}

function refuseTakenNames(schema: GraphQLSchema): void {
  const names = Object.values(schema.getTypeMap()).filter((type) => isInputType(type) || isOutputType(type));
  const taken = names.find(({ name }) => TAKEN_NAMES.has(name));
  if (taken) throw new TypeError(`Cannot write type "${taken.name}": the name is taken`);
}

function refuseRepeatedNames(declarations: string): void {
  const names = [...declarations.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated) throw new TypeError(`Cannot write type "${repeated}": two types get this name`);
}
