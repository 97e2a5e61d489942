import type { GraphQLSchema } from "../graphql/graphql-js.ts";
import { isEnumType, isInputObjectType } from "../graphql/graphql-js.ts";

/** Something that is deprecated on one side only. */
export interface DeprecationChange {
  /** `FIELD_DEPRECATION_ADDED` and the like. */
  readonly type: string;
  /** Coordinate: `Env.name`, `Query.env.name`, `State.ON`. */
  readonly path: string;
  readonly isAdded: boolean;
}

type Kind = "FIELD" | "FIELD_ARGUMENT" | "INPUT_FIELD" | "ENUM_VALUE";

interface Member {
  readonly kind: Kind;
  readonly isDeprecated: boolean;
}

/** Deprecations of fields, arguments, input fields and enumerated values that came or went; reasons are no facts. */
export function compareDeprecations(before: GraphQLSchema, after: GraphQLSchema): DeprecationChange[] {
  const old = readMembers(before);
  return [...readMembers(after)].flatMap(([path, { kind, isDeprecated }]) => {
    const was = old.get(path);
    if (was?.kind !== kind || was.isDeprecated === isDeprecated) return [];
    return [{ type: `${kind}_DEPRECATION_${isDeprecated ? "ADDED" : "REMOVED"}`, path, isAdded: isDeprecated }];
  });
}

function readMembers(schema: GraphQLSchema): Map<string, Member> {
  const members = new Map<string, Member>();
  const add = (kind: Kind, path: string, reason: unknown) =>
    members.set(path, { kind, isDeprecated: reason !== undefined && reason !== null });
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__")) continue;
    if (isEnumType(type)) {
      for (const { name, deprecationReason } of type.getValues())
        add("ENUM_VALUE", `${type.name}.${name}`, deprecationReason);
    } else if (isInputObjectType(type)) {
      for (const { name, deprecationReason } of Object.values(type.getFields()))
        add("INPUT_FIELD", `${type.name}.${name}`, deprecationReason);
    } else if ("getFields" in type) {
      for (const { name, deprecationReason, args } of Object.values(type.getFields())) {
        add("FIELD", `${type.name}.${name}`, deprecationReason);
        for (const argument of args)
          add("FIELD_ARGUMENT", `${type.name}.${name}.${argument.name}`, argument.deprecationReason);
      }
    }
  }
  return members;
}
