import type { GraphQLField, GraphQLSchema } from "../graphql/graphql-js.ts";
import { getNamedType, isInputObjectType } from "../graphql/graphql-js.ts";

/** The root fields, as `query name`, that a coordinate of a schema belongs to. */
export type TypeUses = (path: string) => readonly string[];

/** Finds out which root fields take or give each type, directly or through others. */
export function mapRootFields(schema: GraphQLSchema): TypeUses {
  const roots = [
    ["query", schema.getQueryType()],
    ["mutation", schema.getMutationType()],
    ["subscription", schema.getSubscriptionType()],
  ] as const;
  const uses = new Map<string, string[]>();
  const kinds = new Map<string, string>();
  for (const [kind, root] of roots) {
    if (!root) continue;
    kinds.set(root.name, kind);
    for (const field of Object.values(root.getFields())) {
      for (const name of typesBelow(schema, field))
        uses.set(name, [...(uses.get(name) ?? []), `${kind} ${field.name}`]);
    }
  }
  return (path) => {
    const [type = "", field] = path.split(".");
    const kind = kinds.get(type);
    if (kind === undefined) return uses.get(type) ?? [];
    return field === undefined ? [] : [`${kind} ${field}`];
  };
}

function typesBelow(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): Set<string> {
  const found = new Set<string>();
  const open = namesOf(field);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const type = schema.getType(name);
    if (!type) continue;
    if (isInputObjectType(type))
      open.push(...Object.values(type.getFields()).map((one) => getNamedType(one.type).name));
    else if ("getFields" in type) open.push(...Object.values(type.getFields()).flatMap(namesOf));
    if ("getTypes" in type) open.push(...type.getTypes().map((member) => member.name));
  }
  return found;
}

function namesOf(field: GraphQLField<unknown, unknown>): string[] {
  return [getNamedType(field.type).name, ...field.args.map((argument) => getNamedType(argument.type).name)];
}
