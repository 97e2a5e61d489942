import type { Json } from "../json.ts";
import type { Direction } from "./change.ts";
import type { Note } from "./compare-schemas.ts";
import type { SchemaView } from "./schema-view.ts";

/**
 * Compares enumerated values.
 *
 * Our generator opens enumerations that an answer can hold, also where a request uses the same schema, if all values are strings or all
 * are numbers. So the same list may be closed in our types in one revision and open in the next although nobody touched it.
 */
export function compareEnums(
  old: SchemaView,
  now: SchemaView,
  direction: Direction,
  answered: readonly [ReadonlySet<string>, ReadonlySet<string>],
  note: Note,
): void {
  if (old.values === undefined || now.values === undefined) {
    compareExistence(old, now, note);
    return;
  }
  if (old.isExtensible !== now.isExtensible) note(now.isExtensible ? "enum-opened" : "enum-closed", now.pointer);
  compareValues(old, now, note);
  if (direction === "response" || old.isExtensible || now.isExtensible || !canOpen(now.values)) return;
  const wasOpen = old.component !== undefined && answered[0].has(old.component);
  const isOpen = now.component !== undefined && answered[1].has(now.component);
  if (wasOpen !== isOpen) note(isOpen ? "enum-opened-in-types" : "enum-closed-in-types", now.pointer);
}

function compareExistence(old: SchemaView, now: SchemaView, note: Note): void {
  if (now.values) note(now.isExtensible ? "extensible-enum-added" : "enum-added", now.pointer, { to: now.values });
  else if (old.values) {
    const closed = canOpen(old.values) ? "enum-removed" : "closed-enum-removed";
    note(old.isExtensible ? "extensible-enum-removed" : closed, now.pointer, { from: old.values });
  }
}

function compareValues(old: SchemaView, now: SchemaView, note: Note): void {
  const removed = without(old.values ?? [], now.values ?? []);
  const added = without(now.values ?? [], old.values ?? []);
  if (removed.length > 0) {
    note(old.isExtensible ? "extensible-enum-value-removed" : "enum-value-removed", now.pointer, { from: removed });
  }
  if (added.length > 0) {
    const closed = canOpen(now.values ?? []) ? "enum-value-added" : "closed-enum-value-added";
    note(now.isExtensible ? "extensible-enum-value-added" : closed, now.pointer, { to: added });
  }
}

function without(values: readonly Json[], others: readonly Json[]): Json[] {
  const known = new Set(others.map((value) => JSON.stringify(value)));
  return values.filter((value) => !known.has(JSON.stringify(value)));
}

/** As in the generator: see `lib/generate/open-enums.ts`. */
function canOpen(values: readonly Json[]): boolean {
  return values.every((value) => typeof value === "string") || values.every((value) => typeof value === "number");
}
