import { type GraphQLSchema, getNamedType, isInputObjectType, isLeafType } from "./graphql-js.ts";

/** Scalars that the vendor declares for values that only the caller may know. */
const SECRET_SCALARS: ReadonlySet<string> = new Set(["Sensitive"]);
/** The end of the name counts: `passwordValue` holds a password, `passwordType` says how it is written. */
const SECRET_NAME = /(password|secret|token|(api|private|access)_?key)(_?(value|enc))?$/i;

/** Names of input fields and arguments that take a secret, by their scalar or by their name, sorted. */
export function listSecretFields(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType()];
  const args = roots.flatMap((root) => Object.values(root?.getFields() ?? {}).flatMap((field) => field.args));
  const fields = Object.values(schema.getTypeMap())
    .filter((type) => isInputObjectType(type))
    .flatMap((type) => Object.values(type.getFields()));
  // A field such as `valueFromSecret` holds an object that says where the secret is kept, not the secret.
  const secret = [...args, ...fields]
    .filter(({ type }) => isLeafType(getNamedType(type)))
    .filter(({ name, type }) => SECRET_SCALARS.has(getNamedType(type).name) || SECRET_NAME.test(name));
  return [...new Set(secret.map(({ name }) => name))].sort();
}
