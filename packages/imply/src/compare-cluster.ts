/** One field in which a cluster differs from what it should be. */
export interface FieldDifference {
  /** Such as `spec.data.tier1.replicas`. */
  readonly path: string;
  /** Kind of what the cluster has now: `absent`, `null`, `string`, `number`, `boolean`, `list` or `object`. */
  readonly found: string;
  /** Kind of what it should have; `absent` for a field that goes. */
  readonly wanted: string;
  /** What it should have. */
  readonly value?: unknown;
}

/** What brings a cluster to what it should be. */
export interface Comparison {
  readonly differences: readonly FieldDifference[];
  /** The differences as a merge patch. @see https://www.rfc-editor.org/rfc/rfc7396 */
  readonly patch: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Compares two JSON objects field by field; lists are compared whole.
 *
 * With `removesRest`, what is found and not wanted is a difference too, except empty lists, which the Manager fills in.
 */
export function compareFields(wanted: Fields, found: Fields, removesRest: boolean, prefix = ""): Comparison {
  const differences: FieldDifference[] = [];
  // Made an object at the end, so that a field of any name becomes a field of its own.
  const patch: [string, unknown][] = [];
  for (const [key, value] of Object.entries(wanted)) {
    const present = Object.hasOwn(found, key) ? found[key] : undefined;
    const path = prefix + key;
    if (value === undefined || isSame(value, present)) continue;
    if (isFields(value) && isFields(present)) {
      const inner = compareFields(value, present, removesRest, `${path}.`);
      differences.push(...inner.differences);
      if (inner.differences.length > 0) patch.push([key, inner.patch]);
    } else {
      differences.push({ path, found: kindOf(present), wanted: kindOf(value), value });
      patch.push([key, value]);
    }
  }
  if (removesRest) {
    for (const [key, present] of Object.entries(found)) {
      if ((Object.hasOwn(wanted, key) && wanted[key] !== undefined) || isNothing(present)) continue;
      differences.push({ path: prefix + key, found: kindOf(present), wanted: "absent" });
      patch.push([key, null]);
    }
  }
  return { differences, patch: Object.fromEntries(patch) };
}

/** Whether two JSON values are the same; the order of an object's members says nothing. */
function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, at) => isSame(item, other[at]));
  }
  if (!isFields(one) || !isFields(other)) return one === other;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]))
  );
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === undefined) return "absent";
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}
