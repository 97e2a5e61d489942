import {
  type GraphQLEnumType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInterfaceType,
  isObjectType,
} from "./graphql-js.ts";

/**
 * TypeScript unions of every enum, sorted by name.
 *
 * An enum that an answer can hold is open: its known values complete, and a value that the vendor adds later breaks no
 * build. An enum that only requests hold is closed.
 */
export function emitEnums(schema: GraphQLSchema): string {
  const answered = findAnsweredEnums(schema);
  return listEnums(schema)
    .map((type) => emitEnum(type, answered.has(type.name)))
    .join("\n");
}

/** Names of every enum of the schema's own, sorted. */
export function listEnums(schema: GraphQLSchema): GraphQLEnumType[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => isEnumType(type))
    .filter((type) => !type.name.startsWith("__"))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function emitEnum(type: GraphQLEnumType, isOpen: boolean): string {
  const values = type.getValues();
  const deprecated = values.filter(({ deprecationReason }) => deprecationReason !== undefined).map(({ name }) => name);
  const notes = [
    isOpen ? "Open: the server may send values that are not listed." : "Closed: the server takes no other value.",
    deprecated.length === 0 ? "" : `Deprecated: ${deprecated.join(", ")}.`,
  ];
  const union = values.map(({ name }) => JSON.stringify(name));
  return `/** ${notes.filter(Boolean).join(" ")} */
export type ${type.name} = ${[...union, ...(isOpen ? ["(string & {})"] : [])].join(" | ")};
`;
}

function findAnsweredEnums(schema: GraphQLSchema): ReadonlySet<string> {
  const owners = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) || isInterfaceType(type));
  return new Set(
    owners.flatMap((owner) => Object.values(owner.getFields()).map(({ type }) => getNamedType(type).name)),
  );
}
