import { isObject, type JsonObject } from "../json.ts";
import type { OperationScope } from "./operation-scope.ts";
import type { OperationView, Part } from "./read-operations.ts";

const STYLES: Readonly<Record<string, string>> = { query: "form", cookie: "form", path: "simple", header: "simple" };

/** Compares the parameters of an operation; path parameters by position, because only the path says which is which. */
export function compareParameters(before: OperationView, after: OperationView, scope: OperationScope): void {
  const renamed = pairPathParameters(before, after);
  const gone = new Map<string, Part>();
  for (const [key, part] of before.parameters) {
    const other = after.parameters.get(renamed.get(key) ?? key);
    if (other) compareParameter(part, other, scope);
    else gone.set(key, part);
  }
  const known = new Set([...before.parameters.keys()].map((key) => renamed.get(key) ?? key));
  for (const [key, part] of after.parameters) {
    if (known.has(key)) continue;
    const moved = [...gone].find(([other]) => nameOf(other) === nameOf(key));
    if (moved) {
      gone.delete(moved[0]);
      scope.note("request-parameter-moved", part.pointer, moved[0], key);
      compareParameter(moved[1], part, scope);
    } else {
      const isRequired = part.value["required"] === true;
      scope.note(
        isRequired ? "request-required-parameter-added" : "request-parameter-added",
        part.pointer,
        undefined,
        key,
      );
    }
  }
  for (const [key, part] of gone) scope.note("request-parameter-removed", part.pointer, key);
}

function nameOf(key: string): string {
  return key.slice(key.indexOf(" ") + 1).toLowerCase();
}

function pairPathParameters(before: OperationView, after: OperationView): Map<string, string> {
  const [old, now] = [before, after].map(({ path }) =>
    [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => `path ${name}`),
  );
  if (old?.length !== now?.length) return new Map();
  return new Map(
    (old ?? []).flatMap((name, index) => {
      const other = now?.[index];
      return other === undefined || other === name ? [] : [[name, other] as const];
    }),
  );
}

function compareParameter(before: Part, after: Part, { note, schemas, unit }: OperationScope): void {
  const [old, now] = [before.value, after.value];
  if ((old["required"] === true) !== (now["required"] === true)) {
    const what = now["required"] === true ? "became-required" : "became-optional";
    note(`request-parameter-${what}`, after.pointer, undefined, String(now["name"]));
  }
  if ((old["deprecated"] === true) !== (now["deprecated"] === true)) {
    note(now["deprecated"] === true ? "request-parameter-deprecated" : "request-parameter-undeprecated", after.pointer);
  }
  const [writtenOld, writtenNow] = [serializationOf(old), serializationOf(now)];
  if (old["in"] === now["in"] && writtenOld !== writtenNow && !(isPlain(old) && isPlain(now))) {
    note("request-parameter-serialization-changed", after.pointer, writtenOld, writtenNow);
  }
  const [from, to] = [schemaOf(before), schemaOf(after)];
  schemas.compare(from, to, { direction: "request", place: "parameter" }, unit);
}

function serializationOf(parameter: JsonObject): string {
  const style = String(parameter["style"] ?? STYLES[String(parameter["in"])]);
  const isExploded = (parameter["explode"] ?? style === "form") === true;
  const content = isObject(parameter["content"]) ? Object.keys(parameter["content"]).join() : "";
  const reserved = parameter["allowReserved"] === true ? " with reserved characters" : "";
  return `${style}${isExploded ? " exploded" : ""}${reserved}${content && ` as ${content}`}`;
}

/** Only lists and objects are written in more than one way, and reserved characters of anything. */
function isPlain({ schema, allowReserved, content }: JsonObject): boolean {
  const type = isObject(schema) ? schema["type"] : undefined;
  return typeof type === "string" && !["array", "object"].includes(type) && !allowReserved && !content;
}

function schemaOf({ value, pointer }: Part) {
  const content = isObject(value["content"]) ? Object.entries(value["content"])[0] : undefined;
  const schema = content && isObject(content[1]) ? content[1]["schema"] : value["schema"];
  return { schema: isObject(schema) ? schema : {}, pointer: `${pointer}/schema` };
}
