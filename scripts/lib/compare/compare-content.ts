import { isJson } from "../generate/media-types.ts";
import { isObject, type JsonObject, toPointer } from "../json.ts";
import type { Direction } from "./change.ts";
import type { OperationScope } from "./operation-scope.ts";
import type { Part } from "./read-operations.ts";
import { partOf } from "./schema-view.ts";

/** The media types of a body or answer. */
export function contentOf(part: Part | undefined): JsonObject {
  const content = part?.value["content"];
  return isObject(content) ? content : {};
}

/** What our generator tells bodies apart by: the schema of JSON, the kind of anything else. */
export function typesOf(part: Part | undefined): Set<string> {
  const types = Object.entries(contentOf(part)).map(([name, media]) => {
    if (!isJson(name)) return name;
    return JSON.stringify((isObject(media) ? media["schema"] : undefined) ?? {});
  });
  return new Set(types);
}

/** Compares the media types of a body or answer, and the schemas of those that both have. */
export function compareContent(before: Part, after: Part, direction: Direction, scope: OperationScope): void {
  const [old, now] = [contentOf(before), contentOf(after)];
  const removed = Object.keys(old).filter((name) => !(name in now));
  const added = Object.keys(now).filter((name) => !(name in old));
  for (const name of Object.keys(old)) {
    const twin = name in now ? name : takeTwin(name, added);
    if (twin === undefined) continue;
    const pointer = `${after.pointer}${toPointer(["content", twin]).slice(1)}`;
    if (twin !== name) {
      removed.splice(removed.indexOf(name), 1);
      const what = essenceOf(name) === essenceOf(twin) ? "changed" : "renamed";
      scope.note(`${direction}-media-type-${what}`, pointer, name, twin);
    }
    compareMedia([before, name], [after, twin], direction, scope);
  }
  for (const name of removed) scope.note(`${direction}-media-type-removed`, before.pointer, name);
  const types = typesOf(before);
  for (const name of added) {
    const single = { ...after, value: { content: { [name]: now[name] ?? {} } } };
    const isKnown = direction === "request" || [...typesOf(single)].every((type) => types.has(type));
    const rule = isKnown ? (`${direction}-media-type-added` as const) : "response-media-type-of-other-type-added";
    scope.note(rule, after.pointer, undefined, name);
  }
}

/** The same media type but for its parameters, or JSON by another name. */
function takeTwin(name: string, added: string[]): string | undefined {
  const index = added.findIndex((one) => essenceOf(one) === essenceOf(name) || (isJson(one) && isJson(name)));
  return index < 0 ? undefined : added.splice(index, 1)[0];
}

function essenceOf(type: string): string | undefined {
  return type.split(";")[0]?.trim().toLowerCase();
}

function compareMedia(
  [before, old]: readonly [Part, string],
  [after, now]: readonly [Part, string],
  direction: Direction,
  { schemas, note, unit }: OperationScope,
): void {
  // Answers that are not JSON are handed out as text or bytes, whatever their schema.
  if (direction === "response" && !isJson(old)) return;
  const site = (part: Part, name: string) => {
    const media = contentOf(part)[name];
    return partOf(
      { schema: {}, pointer: part.pointer },
      ["content", name, "schema"],
      isObject(media) ? media["schema"] : {},
    );
  };
  schemas.compare(site(before, old), site(after, now), { direction, place: "body" }, unit);
  const encodings = [contentOf(before)[old], contentOf(after)[now]].map((one) =>
    JSON.stringify(isObject(one) ? one["encoding"] : undefined),
  );
  if (direction === "request" && encodings[0] !== encodings[1]) note("request-encoding-changed", after.pointer);
}

/** Compares the body of an operation. */
export function compareBody(before: Part | undefined, after: Part | undefined, scope: OperationScope): void {
  if (!before && !after) return;
  if (!before || !after) {
    const added = after?.value["required"] === true ? "request-body-required-added" : "request-body-added";
    if (after) scope.note(added, after.pointer);
    else if (before) scope.note("request-body-removed", before.pointer);
    return;
  }
  const [was, is] = [before.value["required"] === true, after.value["required"] === true];
  if (was !== is) scope.note(is ? "request-body-became-required" : "request-body-became-optional", after.pointer);
  compareContent(before, after, "request", scope);
}
