import type { Direction } from "./change.ts";
import type { Note } from "./compare-schemas.ts";
import { partOf, type SchemaSite, type SchemaView } from "./schema-view.ts";

type Descend = (before: SchemaSite, after: SchemaSite) => void;

const HIDDEN_IN = { request: "readOnly", response: "writeOnly" } as const;

/** Compares the properties of objects, declared and other ones. */
export function compareProperties(
  old: SchemaView,
  now: SchemaView,
  direction: Direction,
  descend: Descend,
  note: Note,
): void {
  const isHidden = (site: SchemaSite | undefined) => site?.schema[HIDDEN_IN[direction]] === true;
  for (const [name, site] of old.properties) {
    if (!now.properties.has(name) && !isHidden(site)) {
      note("removed", site.pointer, { place: "property", from: name });
    }
  }
  for (const [name, site] of now.properties) {
    const before = old.properties.get(name);
    const isRequired = now.required.has(name);
    if (!before) {
      const what = isRequired ? "required-added" : "added";
      if (!isHidden(site)) note(what, site.pointer, { place: "property", to: name });
    } else if (isHidden(before) !== isHidden(site)) {
      note(hiddenRule(direction, isHidden(site), isRequired), site.pointer, { place: "property", to: name });
    } else if (!isHidden(site)) {
      if (old.required.has(name) !== isRequired) {
        note(isRequired ? "became-required" : "became-optional", site.pointer, { place: "property", to: name });
      }
      descend(before, site);
    }
  }
  compareUndeclared(old, now, note);
  compareExtra(old, now, descend, note);
}

function hiddenRule(direction: Direction, isHidden: boolean, isRequired: boolean) {
  if (direction === "response") return isHidden ? "became-write-only" : "became-not-write-only";
  if (isHidden) return "became-read-only";
  return isRequired ? "became-required-not-read-only" : "became-not-read-only";
}

/** Names that are required without being declared: no type shows them. */
function compareUndeclared(old: SchemaView, now: SchemaView, note: Note): void {
  for (const name of now.required) {
    if (now.properties.has(name) || old.properties.has(name) || old.required.has(name)) continue;
    note("undeclared-became-required", now.pointer, { place: "property", to: name });
  }
}

function compareExtra(old: SchemaView, now: SchemaView, descend: Descend, note: Note): void {
  const [before, after] = [old.extra, now.extra];
  const at = typeof after === "object" ? after.pointer : partPointer(now);
  if (typeof before === "object" && typeof after === "object") descend(before, after);
  else if (typeof before === "object") note("additional-properties-removed", at, { place: "property", to: after });
  else if (typeof after === "object") note("additional-properties-added", at, { place: "property", from: before });
  else if (before !== after) {
    const what = after === "closed" ? "additional-properties-closed" : "additional-properties-opened";
    note(what, at, { place: "property" });
  }
}

function partPointer({ pointer }: SchemaView): string {
  return partOf({ schema: {}, pointer }, ["additionalProperties"], undefined).pointer;
}
