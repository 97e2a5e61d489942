import { buildSchema, type GraphQLSchema } from "../graphql/graphql-js.ts";
import type { Change } from "./comparison.ts";

/** Types, members and root fields that came, went or changed their type, by name. */
export function compareSdl(before: string, after: string): Change[] {
  const old = membersOf(buildSchema(before));
  const now = membersOf(buildSchema(after));
  const changes: Change[] = [];
  for (const [pointer, text] of old) {
    const operation = operationOf(pointer);
    const next = now.get(pointer);
    if (next === undefined) changes.push({ level: "breaking", rule: "member-removed", pointer, ...operation });
    else if (next !== text) changes.push({ level: "breaking", rule: "member-changed", pointer, ...operation });
  }
  for (const [pointer, text] of now) {
    if (old.has(pointer)) continue;
    const isDemand = text.endsWith("!") && text.startsWith("input ") && old.has(pointer.split(".", 1).join());
    const level = isDemand ? "breaking" : "additive";
    changes.push({ level, rule: "member-added", pointer, ...operationOf(pointer) });
  }
  return changes;
}

function operationOf(pointer: string): { operation: string } | undefined {
  const [root, name] = pointer.split(".");
  return (root === "Query" || root === "Mutation") && name !== undefined
    ? { operation: `${root.toLowerCase()} ${name}` }
    : undefined;
}

function membersOf(schema: GraphQLSchema): Map<string, string> {
  const members = new Map<string, string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__")) continue;
    members.set(type.name, type.constructor.name);
    const kind = type.constructor.name === "GraphQLInputObjectType" ? "input " : "";
    for (const field of "getFields" in type ? Object.values(type.getFields()) : []) {
      const args =
        "args" in field
          ? field.args.map((one: { name: string; type: unknown }) => `${one.name}:${String(one.type)}`).sort()
          : [];
      members.set(`${type.name}.${field.name}`, `${kind}${args.join()} ${String(field.type)}`);
    }
    for (const value of "getValues" in type ? type.getValues() : []) members.set(`${type.name}.${value.name}`, "value");
  }
  return members;
}
