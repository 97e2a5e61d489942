import { referenceOf, type SchemaSite, type SchemaView } from "./schema-view.ts";

/** One alternative of a union. */
export interface Variant {
  readonly site: SchemaSite;
  readonly view: SchemaView;
}

/** Which alternatives of two unions belong together. */
export interface VariantPairs {
  readonly pairs: readonly (readonly [Variant, Variant])[];
  readonly removed: readonly Variant[];
  readonly added: readonly Variant[];
}

/** Pairs alternatives by name, then by what they say, then by type, integers last with numbers; the order of a union says nothing. */
export function pairVariants(before: readonly Variant[], after: readonly Variant[]): VariantPairs {
  const pairs: [Variant, Variant][] = [];
  let [old, now] = [before, after];
  for (const identify of [byName, byContent, byType, byWiderType]) {
    const open = Map.groupBy(now, identify);
    open.delete(undefined);
    const rest: Variant[] = [];
    for (const variant of old) {
      const partner = open.get(identify(variant))?.shift();
      if (partner) pairs.push([variant, partner]);
      else rest.push(variant);
    }
    const taken = new Set(pairs.map(([, partner]) => partner));
    [old, now] = [rest, now.filter((variant) => !taken.has(variant))];
  }
  return { pairs, removed: old, added: now };
}

/** A schema that was no union stands here itself, by its own place. */
function byName({ site }: Variant): string | undefined {
  const isComponent = /^#\/components\/schemas\/[^/]+$/.test(site.pointer);
  return referenceOf(site.schema) ?? (isComponent ? site.pointer : undefined);
}

function byContent({ site }: Variant): string {
  return JSON.stringify(site.schema);
}

function byWiderType(variant: Variant): string {
  return byType(variant).replace("integer", "number");
}

function byType({ view }: Variant): string {
  return [...(view.types ?? ["any"])].join(" ");
}
