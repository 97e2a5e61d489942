import { type GlobalContext, type OpenAPI3, resolveRef, scanDiscriminators, transformSchema } from "openapi-typescript";
import ts from "typescript";
import type { JsonObject } from "../json.ts";
import { PLACEHOLDERS } from "./placeholders.ts";

/** What openapi-typescript made of a document, taken apart: one type per schema, one per operation. */
export interface TypeNodes {
  readonly schemas: ReadonlyMap<string, ts.TypeNode>;
  readonly operations: ReadonlyMap<string, ts.TypeNode>;
}

/**
 * Runs openapi-typescript's transformation on a document that has been checked already.
 *
 * Not its main function: that one bundles the document first, which checks it a second time and would open whatever file or address it names.
 */
export function createTypeNodes(document: JsonObject): TypeNodes {
  // The transformation changes what it is given.
  const schema = structuredClone(document) as unknown as OpenAPI3;
  const nodes = transformSchema(schema, createContext(schema));
  const find = (name: string) => nodes.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === name);
  const components = find("components");
  const operations = find("operations");
  const schemas =
    components && ts.isInterfaceDeclaration(components) ? readMember(components.members, "schemas") : undefined;
  return {
    schemas: toMap(schemas && ts.isTypeLiteralNode(schemas) ? schemas.members : []),
    operations: toMap(operations && ts.isInterfaceDeclaration(operations) ? operations.members : []),
  };
}

function createContext(schema: OpenAPI3): GlobalContext {
  const options = { silent: true };
  return {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    defaultNonNullable: false,
    discriminators: scanDiscriminators(schema, options),
    emptyObjectsUnknown: true,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    generatePathParams: false,
    immutable: false,
    injectFooter: [],
    makePathsEnum: false,
    pathParamsAsTypes: false,
    postTransform: undefined,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    redoc: undefined as never,
    resolve: (reference) => resolveRef(schema, reference, options),
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    silent: true,
    transform: undefined,
    transformProperty: undefined,
  };
}

/** The type of a member of an object type. */
export function readMember(members: Iterable<ts.TypeElement>, name: string): ts.TypeNode | undefined {
  for (const member of members) {
    if (ts.isPropertySignature(member) && memberName(member) === name) return member.type;
  }
  return undefined;
}

/** Members of an object type; none for any other type. */
export function membersOf(type: ts.TypeNode | undefined): readonly ts.PropertySignature[] {
  return type && ts.isTypeLiteralNode(type) ? type.members.filter(ts.isPropertySignature) : [];
}

/** Name of a member, without quotes. */
export function memberName(member: ts.PropertySignature): string {
  return ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) || ts.isNumericLiteral(member.name)
    ? member.name.text
    : "";
}

function toMap(members: Iterable<ts.TypeElement>): ReadonlyMap<string, ts.TypeNode> {
  const map = new Map<string, ts.TypeNode>();
  for (const member of members) {
    if (ts.isPropertySignature(member) && member.type) map.set(memberName(member), member.type);
  }
  return map;
}

/** Prints types, with `components["schemas"]["X"]` as the name given to X. */
export interface TypePrinter {
  print(type: ts.Node): string;
}

/** Creates a printer for one document's types. */
export function createTypePrinter(typeNames: ReadonlyMap<string, string>): TypePrinter {
  const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });
  const file = ts.createSourceFile("types.ts", "", ts.ScriptTarget.ES2022, false, ts.ScriptKind.TS);
  const rename: ts.TransformerFactory<ts.Node> = (context) => {
    const visit = (node: ts.Node): ts.Node => {
      const schema = readSchemaReference(node);
      if (schema === undefined) return ts.visitEachChild(node, visit, context);
      const name = Object.hasOwn(PLACEHOLDERS, schema) ? PLACEHOLDERS[schema] : typeNames.get(schema);
      if (name === undefined) throw new Error(`Cannot print a reference to schema "${schema}": there is none`);
      return ts.factory.createTypeReferenceNode(name);
    };
    return (node) => visit(node);
  };
  return {
    print(type) {
      const { transformed } = ts.transform(type, [rename]);
      return printer.printNode(ts.EmitHint.Unspecified, transformed[0] ?? type, file);
    },
  };
}

function readSchemaReference(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined;
  const root = node.objectType.objectType;
  const [group, name] = [node.objectType.indexType, node.indexType].map((index) =>
    ts.isLiteralTypeNode(index) && ts.isStringLiteral(index.literal) ? index.literal.text : undefined,
  );
  const isComponents =
    ts.isTypeReferenceNode(root) && ts.isIdentifier(root.typeName) && root.typeName.text === "components";
  return isComponents && group === "schemas" ? name : undefined;
}
