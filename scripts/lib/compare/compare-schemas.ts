import { isObject, type JsonObject } from "../json.ts";
import { type Direction, withFacts } from "./change.ts";
import { compareEnums } from "./compare-enums.ts";
import { compareKeywords } from "./compare-keywords.ts";
import { compareProperties } from "./compare-properties.ts";
import { pairVariants, type Variant } from "./pair-variants.ts";
import { type Place, type SchemaRule, schemaLevel } from "./rules.ts";
import { followReference, referenceOf, type SchemaSite, type SchemaView, viewSchema } from "./schema-view.ts";
import { createUnit, type Unit } from "./unit.ts";

/** One side of a comparison: a document, and which component schemas its answers can hold. */
export interface SchemaSide {
  readonly document: JsonObject;
  readonly answered: ReadonlySet<string>;
}

/** Where a pair of schemas stands. */
export interface SchemaPlace {
  readonly direction: Direction;
  readonly place: Place;
}

/** Notes one difference. */
export type Note = (
  what: SchemaRule,
  pointer: string,
  facts?: { readonly from?: unknown; readonly to?: unknown; readonly keyword?: string; readonly place?: Place },
) => void;

/** Compares pairs of schemas, each pair of shared ones once. */
export interface SchemaComparer {
  /** Notes in `unit` what a caller of the older schema meets in the newer one. */
  compare(before: SchemaSite, after: SchemaSite, at: SchemaPlace, unit: Unit): void;
}

const SHARED = ["$ref", "allOf", "oneOf", "anyOf"];

/** Creates a comparer for two documents; it ends on circles, because a pair that is being compared is not entered again. */
export function createSchemaComparer(before: SchemaSide, after: SchemaSide): SchemaComparer {
  const units = new Map<string, Unit>();
  const runLater = createQueue();
  const views = [createViewer(before.document), createViewer(after.document)] as const;
  const answered = [before.answered, after.answered] as const;

  const compare: SchemaComparer["compare"] = (old, now, at, unit) => {
    const isShared = SHARED.some((key) => key in old.schema || key in now.schema);
    if (!isShared) {
      compareViews([old, now], { at, unit, views, answered, compare });
      return;
    }
    const from = followReference(before.document, old);
    const to = followReference(after.document, now);
    const key = [from.joined ?? from.pointer, to.joined ?? to.pointer, at.direction, at.place].join("\n");
    const known = units.get(key);
    const shared = known ?? createUnit();
    unit.children.add(shared);
    if (known) return;
    units.set(key, shared);
    runLater(() => compareViews([from, to], { at, unit: shared, views, answered, compare }));
  };
  return { compare };
}

/** One after the other, not one inside the other: a chain of 20,000 references would be too deep for the stack. */
function createQueue(): (task: () => void) => void {
  const pending: (() => void)[] = [];
  let isRunning = false;
  return (task) => {
    pending.push(task);
    if (isRunning) return;
    isRunning = true;
    for (let next = pending.pop(); next; next = pending.pop()) next();
    isRunning = false;
  };
}

interface Pass {
  readonly at: SchemaPlace;
  readonly unit: Unit;
  readonly views: readonly [Viewer, Viewer];
  readonly answered: readonly [ReadonlySet<string>, ReadonlySet<string>];
  readonly compare: SchemaComparer["compare"];
}

function compareViews(sites: readonly [SchemaSite, SchemaSite], pass: Pass): void {
  const { at, unit, views, answered, compare } = pass;
  const [old, now] = [views[0](sites[0]), views[1](sites[1])];
  const note = createNote(at, unit);
  const inner = { direction: at.direction, place: at.place === "header" ? at.place : "property" } as const;
  const descend = (a: SchemaSite, b: SchemaSite) => compare(a, b, inner, unit);
  if (old.isNullable !== now.isNullable) {
    note(now.isNullable ? "became-nullable" : "became-not-nullable", now.pointer);
  }
  for (const { what, ...facts } of compareKeywords(old.keywords, now.keywords)) note(what, now.pointer, facts);
  if (old.variants || now.variants) {
    const sides = [toVariants(old, sites[0], views[0]), toVariants(now, sites[1], views[1])] as const;
    compareUnions([old, now], sides, (a, b) => compare(a, b, at, unit), note);
    if (!old.variants || !now.variants) return;
  }
  if (!compareTypes(old, now, note)) return;
  compareEnums(old, now, at.direction, answered, note);
  compareProperties(old, now, at.direction, descend, note);
  if (old.items && now.items) descend(old.items, now.items);
  else if (old.items || now.items) compareItemsWithAny(old, now, note);
}

function createNote(at: SchemaPlace, unit: Unit): Note {
  return (what, pointer, { from, to, keyword, place = at.place } = {}) => {
    const name = keyword === undefined ? what : what.replace("limit", toKebab(keyword));
    const level = schemaLevel(what, at.direction, place);
    const rule = `${at.direction}-${place}-${name}`;
    unit.changes.push(withFacts({ rule, level, pointer, direction: at.direction }, from, to));
  };
}

/** Whether the types have enough in common to look further. */
function compareTypes(old: SchemaView, now: SchemaView, note: Note): boolean {
  const widens = covers(now.types, old.types);
  const narrows = covers(old.types, now.types);
  if (widens && narrows) return true;
  const facts = { from: namesOf(old.types), to: namesOf(now.types) };
  const narrower = old.types === undefined ? "type-declared" : "type-narrowed";
  note(widens ? "type-widened" : narrows ? narrower : "type-changed", now.pointer, facts);
  return old.types !== undefined && now.types !== undefined && (widens || narrows);
}

function covers(types: ReadonlySet<string> | undefined, others: ReadonlySet<string> | undefined): boolean {
  if (types === undefined) return true;
  if (others === undefined) return false;
  return [...others].every((type) => types.has(type) || (type === "integer" && types.has("number")));
}

function namesOf(types: ReadonlySet<string> | undefined): string {
  return types === undefined ? "any" : [...types].join(" | ");
}

function compareItemsWithAny(old: SchemaView, now: SchemaView, note: Note): void {
  if (old.types?.has("array") && now.types?.has("array")) {
    const what = now.items ? "type-declared" : "type-widened";
    note(what, now.items?.pointer ?? now.pointer, {
      place: "property",
      from: old.items ? "items" : "any",
      to: now.items ? "items" : "any",
    });
  }
}

type Viewer = (site: SchemaSite) => SchemaView;

function createViewer(document: JsonObject): Viewer {
  const views = new Map<JsonObject, SchemaView>();
  return (site) => {
    const view = views.get(site.schema) ?? viewSchema(document, site);
    views.set(site.schema, view);
    return view;
  };
}

function toVariants(schema: SchemaView, site: SchemaSite, view: Viewer): Variant[] {
  return (schema.variants ?? [site]).map((variant) => ({ site: variant, view: view(variant) }));
}

function compareUnions(
  [old, now]: readonly [SchemaView, SchemaView],
  sides: readonly [readonly Variant[], readonly Variant[]],
  compare: (a: SchemaSite, b: SchemaSite) => void,
  note: Note,
): void {
  const { pairs, removed, added } = pairVariants(...sides);
  if (old.unionKind && now.unionKind && old.unionKind !== now.unionKind) {
    note("union-kind-changed", now.pointer, { from: old.unionKind, to: now.unionKind });
  }
  for (const { site, view } of removed) note("variant-removed", site.pointer, { from: nameOf(site, view) });
  for (const { site, view } of added) note("variant-added", site.pointer, { to: nameOf(site, view) });
  compareMarks([old, now], pairs, note);
  for (const [a, b] of pairs) compare(a.site, b.site);
}

/** A variant that stays may be told apart by another word than before, and that word is all that our types know there. */
function compareMarks(
  [old, now]: readonly [SchemaView, SchemaView],
  pairs: readonly (readonly [Variant, Variant])[],
  note: Note,
): void {
  const [before, after] = [old.keywords["discriminator"], now.keywords["discriminator"]];
  if (!isObject(before) || !isObject(after)) return;
  for (const [a, b] of pairs) {
    const [from, to] = [marksOf(before, a.site), marksOf(after, b.site)];
    if (from.some((mark) => !to.includes(mark))) note("discriminator-mapping-changed", now.pointer, { from, to });
  }
}

/** The words for a variant: those of the mapping, or else its name. */
function marksOf({ mapping }: JsonObject, { schema }: SchemaSite): string[] {
  const reference = referenceOf(schema);
  if (reference === undefined) return [];
  const name = reference.slice(reference.lastIndexOf("/") + 1);
  const mapped = Object.entries(isObject(mapping) ? mapping : {}).filter(([, to]) => to === reference || to === name);
  return mapped.length > 0 ? mapped.map(([mark]) => mark) : [name];
}

function nameOf(site: SchemaSite, view: SchemaView): string {
  const reference = referenceOf(site.schema);
  return reference === undefined ? namesOf(view.types) : reference.slice(reference.lastIndexOf("/") + 1);
}

function toKebab(keyword: string): string {
  return keyword.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
