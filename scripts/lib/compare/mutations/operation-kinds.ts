import { isObject, type Json, type JsonObject, parsePointer, readPointer, toPointer } from "../../json.ts";
import { METHODS } from "../../override.ts";
import { type Alter, kind, type MutationKind, type Surroundings } from "./mutation.ts";
import { pick } from "./random.ts";

const rename: Alter = (operation) => {
  operation["operationId"] = `${String(operation["operationId"])}Otherwise`;
  return true;
};

const deprecate: Alter = (operation) => {
  if (operation["deprecated"] === true) return false;
  operation["deprecated"] = true;
  return true;
};

const removePath: Alter = (_item, { document, pointer }) => removeAt(document, pointer);

/** Only where the path keeps another one: what a path without an operation means is another question. */
const removeOperation: Alter = (_operation, { document, pointer }) => {
  const item = holderOf(document, pointer);
  return isObject(item) && METHODS.filter((method) => method in item).length > 1 && removeAt(document, pointer);
};

const movePath: Alter = (item, around) => renamePath(item, around, (path) => `${path.replace(/\/$/, "")}/moved`);

const renamePathParameter: Alter = (item, around) => {
  const [from, name] = /\{([^{}]+)\}/.exec(lastKey(around.pointer)) ?? [];
  if (from === undefined || name === undefined || !METHODS.some((method) => method in item)) return false;
  const lists = [item, ...METHODS.map((method) => item[method])].map((one) => (isObject(one) ? one["parameters"] : []));
  const inline = lists.flatMap((list) => (Array.isArray(list) ? list : [])).filter(isObject);
  const own = inline.filter((one) => one["in"] === "path" && one["name"] === name);
  if (own.length === 0 || inline.some((one) => "$ref" in one)) return false;
  if (!renamePath(item, around, (path) => path.replace(from, `{${name}Renamed}`))) return false;
  for (const one of own) one["name"] = `${name}Renamed`;
  return true;
};

const addMethod: Alter = (item, { random }) => {
  const taken = METHODS.filter((method) => method in item);
  const free = ["patch", "put", "delete"].filter((method) => !(method in item));
  const [from, to] = [pick(taken, random), pick(free, random)];
  const operation = from === undefined ? undefined : item[from];
  if (to === undefined || !isObject(operation)) return false;
  const { requestBody: _, ...rest } = operation;
  item[to] = { ...structuredClone(rest), operationId: `${String(rest["operationId"])}Added` };
  return true;
};

/** Paths and operations. */
export const OPERATION_KINDS: readonly MutationKind[] = [
  kind("path", ["path removed", "breaking"], ["path added", "additive"], removePath),
  kind("operation", ["operation removed", "breaking"], ["operation added", "additive"], removeOperation),
  kind("path", ["method added to a path", "additive"], ["method removed from a path", "breaking"], addMethod),
  kind("path", ["path moved", "breaking"], ["path moved back", "breaking"], movePath),
  kind(
    "path",
    ["path parameter renamed", "breaking"],
    ["path parameter renamed back", "breaking"],
    renamePathParameter,
  ),
  kind("operation", ["operation id renamed", "breaking"], ["operation id renamed back", "breaking"], rename),
  kind("operation", ["operation deprecated", "additive"], ["operation undeprecated", "documentation"], deprecate),
];

function lastKey(pointer: string): string {
  return parsePointer(pointer).at(-1) ?? "";
}

function holderOf(document: JsonObject, pointer: string): Json | undefined {
  return readPointer(document, toPointer(parsePointer(pointer).slice(0, -1)).replace(/^#\/$/, "#"));
}

function removeAt(document: JsonObject, pointer: string): boolean {
  const holder = holderOf(document, pointer);
  return isObject(holder) && delete holder[lastKey(pointer)];
}

function renamePath(item: JsonObject, { document, pointer }: Surroundings, toName: (path: string) => string): boolean {
  const paths = document["paths"];
  const path = lastKey(pointer);
  if (!isObject(paths) || toName(path) in paths) return false;
  delete paths[path];
  paths[toName(path)] = item;
  return true;
}
