import {
  buildASTSchema,
  type DirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  lexicographicSortSchema,
  type ObjectTypeDefinitionNode,
  printSchema,
  validateSchema,
  visit,
} from "../graphql/graphql-js.ts";
import { parseSdl, readSyntax } from "../graphql/parse-sdl.ts";
import { ImportError } from "./import-error.ts";
import { RESERVED_NAMES } from "./refuse-unsafe.ts";

/** How much a schema holds. */
export interface SchemaCounts {
  /** Named types, without the root types and without the scalars that every schema has. */
  readonly types: number;
  readonly queries: number;
  readonly mutations: number;
}

const MAX_TYPES = 20_000;
const MAX_ROOT_FIELDS = 5_000;
const BUILT_IN_SCALARS: ReadonlySet<string> = new Set(["Int", "Float", "String", "Boolean", "ID"]);
const ROOTS = ["Query", "Mutation", "Subscription"] as const;
const ANNOTATIONS: ReadonlySet<string> = new Set(["deprecated", "oneOf"]);

/**
 * The interface facts of a vendor's schema in one canonical text: names, types, arguments, defaults, enum values, and
 * what is deprecated or one-of; without descriptions, comments, reasons and applied directives of the vendor's own.
 *
 * Root types may be given by extensions alone. Importing the result again changes nothing.
 *
 * @throws ImportError when the text is no schema, or is not safe to read.
 */
export function importSdl(sdl: string): string {
  return `${printSchema(lexicographicSortSchema(readSchema(sdl)))}\n`;
}

/** Counts the types and root fields of a schema. @throws ImportError when the text is no schema. */
export function countSdl(sdl: string): SchemaCounts {
  const schema = readSchema(sdl);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !type.name.startsWith("__") && !BUILT_IN_SCALARS.has(type.name) && !roots.some((root) => root === type),
  );
  return { types: types.length, queries: countFields(roots[0]), mutations: countFields(roots[1]) };
}

/**
 * A vendor's schema, checked and without the vendor's text.
 *
 * @throws ImportError when the text is no schema, or is not safe to read.
 */
export function readSchema(sdl: string): GraphQLSchema {
  const document = addRootTypes(dropProse(parseSdl(sdl)));
  const schema = readSyntax(() => buildASTSchema(document));
  const [problem] = validateSchema(schema);
  if (problem) throw new ImportError(`line ${problem.locations?.[0]?.line ?? 1}`, problem.message);
  refuseUnsafeNames(schema);
  return schema;
}

function dropProse(document: DocumentNode): DocumentNode {
  return visit(document, {
    enter: (node) => ("description" in node && node.description ? { ...node, description: undefined } : undefined),
    Directive: { enter: dropReason },
  });
}

function dropReason(node: DirectiveNode): DirectiveNode | null {
  return ANNOTATIONS.has(node.name.value) ? { ...node, arguments: [] } : null;
}

/** The vendor writes `extend type Query` without ever defining the type, which graphql-js refuses. */
function addRootTypes(document: DocumentNode): DocumentNode {
  const has = (kind: Kind, name: string) =>
    document.definitions.some((node) => node.kind === kind && "name" in node && node.name?.value === name);
  const missing = ROOTS.filter(
    (name) => has(Kind.OBJECT_TYPE_EXTENSION, name) && !has(Kind.OBJECT_TYPE_DEFINITION, name),
  ).map(
    (name): ObjectTypeDefinitionNode => ({ kind: Kind.OBJECT_TYPE_DEFINITION, name: { kind: Kind.NAME, value: name } }),
  );
  return { ...document, definitions: [...missing, ...document.definitions] };
}

function refuseUnsafeNames(schema: GraphQLSchema): void {
  const types = Object.keys(schema.getTypeMap());
  if (types.length > MAX_TYPES) throw new ImportError("line 1", `more than ${MAX_TYPES} types`);
  const fields = ROOTS.flatMap((root) => Object.keys(rootOf(schema, root)?.getFields() ?? {}));
  if (fields.length > MAX_ROOT_FIELDS) throw new ImportError("line 1", `more than ${MAX_ROOT_FIELDS} operations`);
  const reserved = [...types, ...fields].find((name) => RESERVED_NAMES.has(name));
  if (reserved) throw new ImportError("line 1", `the reserved name "${reserved}"`);
}

function rootOf(schema: GraphQLSchema, root: (typeof ROOTS)[number]) {
  const read = {
    Query: () => schema.getQueryType(),
    Mutation: () => schema.getMutationType(),
    Subscription: () => schema.getSubscriptionType(),
  };
  return read[root]();
}

function countFields(root: ReturnType<GraphQLSchema["getQueryType"]>): number {
  return Object.keys(root?.getFields() ?? {}).length;
}
