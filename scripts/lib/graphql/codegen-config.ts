import type { TypeScriptPluginConfig } from "@graphql-codegen/typescript";
import { listEnums } from "./emit-enums.ts";
import type { GraphQLSchema } from "./graphql-js.ts";

/** TypeScript types of the scalars that a vendor's schema declares; a scalar that is not listed is `unknown`. */
export const CUSTOM_SCALARS: Readonly<Record<string, string>> = {
  // Encrypted by the caller and sent as text:
  // https://github.com/Altinity/terraform-provider-altinitycloud/blob/master/internal/sdk/crypto/crypto.go
  Sensitive: "string",
};

const BUILT_IN_SCALARS: Readonly<Record<string, string>> = {
  ID: "string",
  String: "string",
  Boolean: "boolean",
  Int: "number",
  Float: "number",
};

/** What every codegen plugin here is told: names stay the vendor's, enums are written by `emitEnums`, no text is printed. */
export function createCodegenConfig(schema: GraphQLSchema) {
  return {
    namingConvention: "keep",
    enumValues: Object.fromEntries(listEnums(schema).map(({ name }) => [name, `./types.ts#${name}`])),
    scalars: { ...CUSTOM_SCALARS },
    defaultScalarType: "unknown",
    skipTypename: true,
    useTypeImports: true,
    disableDescriptions: true,
    declarationKind: { type: "interface", input: "interface", interface: "interface", arguments: "interface" },
    avoidOptionals: { field: true, inputValue: false },
    inputMaybeValue: "T | null | undefined",
  } as const satisfies TypeScriptPluginConfig;
}

/** The name with a capital first letter. */
export function capitalize(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Name of the interface that holds the arguments of a root field. */
export function argumentsTypeName(root: string, field: string): string {
  return `${root}${capitalize(field)}Args`;
}

/** TypeScript type of a scalar. */
export function scalarType(name: string): string {
  return lookUp(BUILT_IN_SCALARS, name) ?? lookUp(CUSTOM_SCALARS, name) ?? "unknown";
}

function lookUp(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
