/** The kind of a JSON value, as drift is told. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}

/** Whether a value has one of the kinds that a shape's letters allow; `null` says that there is none, and passes. */
export function isOfKind(value: unknown, letters: string): boolean {
  switch (typeof value) {
    case "string":
      return letters.includes("s") || letters.includes("d");
    case "number":
      return letters.includes("n") || (letters.includes("i") && Number.isInteger(value));
    case "boolean":
      return letters.includes("b");
    default:
      return value === null || value === undefined || letters === (Array.isArray(value) ? "a" : "o");
  }
}

const BOOLEANS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [0, false],
  [1, true],
  ["0", false],
  ["1", true],
  ["false", false],
  ["true", true],
]);

/**
 * The same value in a kind that the letters allow; `undefined` when there is none that says exactly the same.
 *
 * Digits become a number when the number, written out, is those digits again, but for zeros at the end of a fraction: `007` and integers
 * beyond 2^53 stay text.
 */
export function convertScalar(value: unknown, letters: string): unknown {
  if (/[in]/.test(letters)) {
    if (typeof value === "boolean") return Number(value);
    const number = typeof value === "string" ? toNumber(value) : undefined;
    if (number !== undefined && isOfKind(number, letters)) return number;
  }
  if (letters.includes("b")) return BOOLEANS.get(value);
  if (letters.includes("d")) return toDateTime(value);
  if (letters.includes("s")) return typeof value === "number" && isExact(value) ? String(value) : undefined;
  if (letters === "o" || letters === "a") return parseAs(value, letters === "o" ? "object" : "list");
  return undefined;
}

/** The object or list that a text holds; `undefined` when it holds none. */
export function parseAs(value: unknown, kind: "object" | "list"): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return kindOf(parsed) === kind ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function toNumber(text: string): number | undefined {
  const number = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const plain = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  return isExact(number) && String(number) === plain ? number : undefined;
}

function isExact(number: number): boolean {
  return Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER;
}

/** A time as protocol buffers write it: `{ seconds, nanos }` since 1970. @see https://protobuf.dev/reference/protobuf/google.protobuf/#timestamp */
function toDateTime(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { seconds, nanos = 0 } = value as { seconds?: unknown; nanos?: unknown };
  const wholeSeconds = typeof seconds === "string" ? toNumber(seconds) : seconds;
  if (!Number.isInteger(wholeSeconds) || !Number.isInteger(nanos)) return undefined;
  const date = new Date(Number(wholeSeconds) * 1000 + Math.floor(Number(nanos) / 1e6));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
