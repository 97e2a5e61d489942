/** How much a change asks of those who use our clients, least first. */
export const LEVELS = ["none", "documentation", "additive", "risky", "breaking"] as const;

/** Breaking: a program may no longer compile or work. Risky: it compiles, and may meet or cause something else. */
export type Level = (typeof LEVELS)[number];

/** Whether the caller sends what changed, or gets it. */
export type Direction = "request" | "response";

/** A name, type, enumerated value or number of a document; never its text. */
export type Fact = string | number | boolean | null | readonly (string | number | boolean | null)[];

/** One difference between two documents. */
export interface Change {
  /** Named as `<direction>-<place>-<what>` where a direction exists. */
  readonly rule: string;
  readonly level: Level;
  /** `GET /path` of the newer document (of the older for what is gone); absent where none or several are touched. */
  readonly operation?: string;
  readonly operationId?: string;
  /** All operations that are touched where a shared part changed; sorted. */
  readonly operations?: readonly string[];
  readonly operationIds?: readonly string[];
  /** In the newer document, in the older one for what is gone. */
  readonly pointer: string;
  readonly direction?: Direction;
  readonly from?: Fact;
  readonly to?: Fact;
}

/** How much one side of a comparison held. */
export interface ComparedSide {
  readonly operations: number;
  readonly schemas: number;
}

/** What changed between two documents, gravest first. */
export interface Comparison {
  /** The gravest level of any change; `none` only for documents that say the same. */
  readonly level: Level;
  readonly changes: readonly Change[];
  readonly compared: { readonly before: ComparedSide; readonly after: ComparedSide };
}

const MAX_TEXT = 120;
const MAX_VALUES = 50;

/** Whether the first level is at least as grave as the second. */
export function isAtLeast(level: Level, other: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(other);
}

/** The gravest level among changes. */
export function highestLevel(changes: readonly Pick<Change, "level">[]): Level {
  return changes.reduce<Level>((top, { level }) => (isAtLeast(level, top) ? level : top), "none");
}

/** A value as a fact: short, well-formed, flat; the kind of a value that is none. `undefined` stays. */
export function toFact(value: unknown): Fact | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return toScalar(value);
  const kept = value.slice(0, MAX_VALUES).map(toScalar);
  return value.length > kept.length ? [...kept, `${value.length - kept.length} more`] : kept;
}

function toScalar(value: unknown): string | number | boolean | null {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value !== "string") return Array.isArray(value) ? "array" : typeof value;
  const text = value.toWellFormed();
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT).toWellFormed()}…` : text;
}

/** Adds what is known to a change; absent members stay absent, because the result is compared and written as JSON. */
export function withFacts<T extends object>(change: T, from: unknown, to: unknown): T & { from?: Fact; to?: Fact } {
  const [before, after] = [toFact(from), toFact(to)];
  return { ...change, ...(before !== undefined && { from: before }), ...(after !== undefined && { to: after }) };
}
