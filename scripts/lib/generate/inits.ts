import type ts from "typescript";
import { toTypeName } from "./names.ts";
import type { OperationFacts } from "./operation-facts.ts";
import { memberName, membersOf, readMember, type TypePrinter } from "./type-nodes.ts";

/** The options type of one operation. */
export interface InitType {
  readonly name: string;
  /** Whether a call without options is complete. */
  readonly isOptional: boolean;
}

/** Options types of all operations; those that only fill the path are shared. */
export interface InitTypes {
  readonly byOperation: ReadonlyMap<string, InitType>;
  /** One interface declaration per type. */
  readonly declarations: readonly string[];
}

/** Makes the options type of each operation from openapi-typescript's operation types. */
export function createInitTypes(
  operations: readonly OperationFacts[],
  types: ReadonlyMap<string, ts.TypeNode>,
  printer: TypePrinter,
  takenNames: ReadonlySet<string>,
): InitTypes {
  const byOperation = new Map<string, InitType>();
  const declarations = new Map<string, string>();
  for (const operation of operations) {
    const draft = readDraft(types.get(operation.id), printer);
    const shared = draft.body === undefined && draft.groups.every((group) => group.name !== "query");
    const base = shared ? sharedName(draft) : toTypeName(operation.id);
    let name = draft.groups.length === 0 && draft.body === undefined ? "CallOptions" : `${base}Init`;
    while (takenNames.has(name) || (declarations.has(name) && declarations.get(name) !== declare(name, draft)))
      name += "_";
    if (name !== "CallOptions") declarations.set(name, declare(name, draft));
    byOperation.set(operation.id, { name, isOptional: draft.isOptional });
  }
  return { byOperation, declarations: [...declarations.values()] };
}

interface Group {
  readonly name: string;
  readonly isOptional: boolean;
  readonly text: string;
  readonly keys: readonly string[];
}

interface Draft {
  readonly groups: readonly Group[];
  readonly body: { readonly text: string; readonly isOptional: boolean } | undefined;
  readonly isOptional: boolean;
}

function readDraft(type: ts.TypeNode | undefined, printer: TypePrinter): Draft {
  const parameters = membersOf(readMember(membersOf(type), "parameters"));
  const groups = ["path", "query", "header"].flatMap((name): Group[] => {
    const member = parameters.find((one) => memberName(one) === name);
    const fields = membersOf(member?.type);
    if (!member?.type || fields.length === 0) return [];
    const isOptional = fields.every((field) => field.questionToken !== undefined);
    return [{ name, isOptional, text: printer.print(member.type), keys: fields.map(memberName) }];
  });
  const bodyMember = membersOf(type).find((one) => memberName(one) === "requestBody");
  const contents = membersOf(readMember(membersOf(bodyMember?.type), "content"));
  const texts = [...new Set(contents.flatMap((content) => (content.type ? [printer.print(content.type)] : [])))];
  const body =
    texts.length > 0 ? { text: texts.join(" | "), isOptional: bodyMember?.questionToken !== undefined } : undefined;
  return { groups, body, isOptional: groups.every((group) => group.isOptional) && body?.isOptional !== false };
}

function declare(name: string, draft: Draft): string {
  const params = draft.groups.map((group) => `${group.name}${group.isOptional ? "?" : ""}: ${group.text};`);
  const isParamsOptional = draft.groups.every((group) => group.isOptional);
  const members = [
    ...(params.length > 0 ? [`params${isParamsOptional ? "?" : ""}: { ${params.join(" ")} };`] : []),
    ...(draft.body ? [`body${draft.body.isOptional ? "?" : ""}: ${draft.body.text};`] : []),
  ];
  return `export interface ${name} extends CallOptions {\n    ${members.join("\n    ")}\n}`;
}

function sharedName(draft: Draft): string {
  const words = draft.groups.flatMap((group) => [group.name, ...group.keys]);
  return toTypeName(words.join("-"));
}
