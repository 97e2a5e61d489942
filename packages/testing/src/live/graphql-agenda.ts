import {
  buildSchema,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isRequiredArgument,
} from "../graphql/graphql-js.ts";
import { listRootFields, type RootField } from "../graphql/root-fields.ts";
import { sampleVariables } from "../graphql/sample-variables.ts";
import { isObject } from "../internal/json.ts";
import { CREDENTIAL_VARIABLES } from "./credentials.ts";
import type { AgendaOptions } from "./document-agenda.ts";
import type { Agenda } from "./find-drift.ts";

const MAX_DEPTH = 12;

/** Orders the queries of a GraphQL schema: lists first, then what needs the names that they listed, mutations last. */
export function createGraphqlAgenda(text: string, options: AgendaOptions): Agenda {
  const roots = listRootFields(buildSchema(text));
  const queries = roots.filter(({ kind }) => kind === "query").sort((a, b) => countRequired(a) - countRequired(b));
  const writes = options.writes.map((one) => findMutation(roots, one));
  const byType = new Map<string, Record<string, unknown>>();
  const variable = CREDENTIAL_VARIABLES[options.vendor]?.["bearer"]?.[0] ?? "";
  const token = options.environment[variable];
  let waiting: readonly RootField[] = [...queries, ...writes];
  const plan = (root: RootField): Record<string, unknown> | string => {
    if (!token) return `needs ${variable}`;
    return root.kind === "mutation" ? sampleVariables(root, "required") : fill(root, options.params, byType);
  };
  return {
    operations: waiting.length,
    next() {
      const root = waiting.find((one) => typeof plan(one) !== "string");
      const variables = root && plan(root);
      if (root === undefined || typeof variables !== "object") return undefined;
      waiting = waiting.filter((one) => one !== root);
      const headers = {
        ...{ authorization: `Bearer ${token}`, "content-type": "application/json" },
        accept: "application/graphql-response+json, application/json",
      };
      const body = JSON.stringify({ query: writeQuery(root, Object.keys(variables)), variables });
      return { operation: `${root.kind} ${root.name}`, request: { method: "POST", path: "", headers, body } };
    },
    learn(operation, body) {
      const root = roots.find(({ kind, name }) => operation === `${kind} ${name}`);
      const answer = isObject(body) && isObject(body["data"]) && root ? body["data"][root.name] : undefined;
      const [first] = Array.isArray(answer) ? answer : [answer];
      const type = root ? getNamedType(root.field.type).name : "";
      if (isObject(first) && !byType.has(type)) byType.set(type, first);
    },
    rest: () =>
      waiting.map((root) => {
        const planned = plan(root);
        return {
          operation: `${root.kind} ${root.name}`,
          reason: typeof planned === "string" ? planned : "not reached",
        };
      }),
  };
}

function countRequired({ field }: RootField): number {
  return field.args.filter(isRequiredArgument).length;
}

function findMutation(roots: readonly RootField[], text: string): RootField {
  const name = text.trim().split(/\s+/).at(-1) ?? "";
  const found = roots.find((root) => root.kind === "mutation" && root.name === name);
  if (found === undefined) throw new RangeError(`Cannot write "${name}": the schema has no such mutation`);
  return found;
}

/** Values for the required arguments, from parameters or from what a list of the same type held; else what is unknown. */
function fill(
  { name, field }: RootField,
  params: ReadonlyMap<string, string>,
  byType: ReadonlyMap<string, Record<string, unknown>>,
): Record<string, unknown> | string {
  const own = getNamedType(field.type).name;
  // Of `codeGenAWSEnv` the name tells what it is about, its type does not.
  const about = [...byType.keys()].find((type) => type === own || name.toLowerCase().endsWith(type.toLowerCase()));
  const item = about === undefined ? undefined : byType.get(about);
  const found: Record<string, unknown> = {};
  for (const argument of field.args.filter(isRequiredArgument)) {
    const value = params.get(`${name}.${argument.name}`) ?? item?.[argument.name] ?? params.get(argument.name);
    if (typeof value !== "string") return `value of argument ${argument.name} is unknown`;
    found[argument.name] = value;
  }
  return found;
}

function writeQuery({ kind, name, field }: RootField, given: readonly string[]): string {
  const args = field.args.filter((argument) => given.includes(argument.name));
  const declared = args.map((argument) => `$${argument.name}: ${argument.type}`).join(", ");
  const passed = args.map((argument) => `${argument.name}: $${argument.name}`).join(", ");
  const wrap = (text: string): string => (text === "" ? "" : `(${text})`);
  return `${kind} Drift${wrap(declared)} { ${name}${wrap(passed)}${select(field.type, [])} }`;
}

/** Every field that needs no argument; a type that lies within itself is left out. */
function select(type: GraphQLOutputType, above: readonly string[]): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return "";
  if (isAbstractType(named)) return " { __typename }";
  const inner = [...above, named.name];
  const fields = Object.values(named.getFields()).filter((one) => {
    const target = getNamedType(one.type);
    return !one.args.some(isRequiredArgument) && !inner.includes(target.name) && inner.length <= MAX_DEPTH;
  });
  const parts = fields.map((one) => `${one.name}${select(one.type, inner)}`);
  return ` { ${["__typename", ...parts].join(" ")} }`;
}
