import { isObject, type Json, type JsonObject, readPointer } from "./json.ts";

/** One correction of a vendor's document, kept apart from the document so that the next revision gets it too. */
export interface Override {
  /** What is corrected, one sentence. */
  readonly what: string;
  /** Where anyone can check that the correction is right: a URL, or `observed YYYY-MM-DD`. */
  readonly evidence: string;
  /** Day on which the evidence was last checked, `YYYY-MM-DD`. */
  readonly date: string;
  /**
   * Whether this revision of the document is meant; absent means every revision.
   *
   * Looks at what identifies the revision (its version, whom it was made for), never at the defect itself: an override
   * that does not find its defect has to throw, not to be passed over.
   */
  readonly appliesTo?: (document: JsonObject) => boolean;
  /**
   * Changes the private copy of the document it is given.
   *
   * @throws OverrideError when the target is gone, or when the vendor has corrected it since.
   */
  readonly apply: (document: JsonObject) => void;
}

/** An override that no longer fits its document: either the target is gone or the vendor fixed the defect. */
export class OverrideError extends Error {
  override readonly name = "OverrideError";
}

/** Declares an override; exists so that override files are checked where they are written. */
export function defineOverride(override: Override): Override {
  return override;
}

/**
 * Applies overrides in the order given and returns a new document; the one passed in stays as it is.
 *
 * Overrides made for another revision are left out; `appliesTo` is asked about the document as it was passed in.
 */
export function applyOverrides(document: JsonObject, overrides: readonly (readonly [string, Override])[]): JsonObject {
  const copy = structuredClone(document);
  for (const [file, override] of overrides) {
    if (override.appliesTo?.(document) === false) continue;
    try {
      override.apply(copy);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new OverrideError(
        `Cannot apply "${file}": ${reason}; look at ${override.evidence} (checked ${override.date}), then change or delete the override`,
        { cause },
      );
    }
  }
  return copy;
}

/** The object at a pointer. @throws OverrideError when there is none. */
export function getObject(document: Json, pointer: string): JsonObject {
  const value = readPointer(document, pointer);
  if (!isObject(value)) throw new OverrideError(`no object at ${pointer}`);
  return value;
}

/** The list at a pointer. @throws OverrideError when there is none. */
export function getList(document: Json, pointer: string): Json[] {
  const value = readPointer(document, pointer);
  if (!Array.isArray(value)) throw new OverrideError(`no list at ${pointer}`);
  return value;
}

/** Passes only while nothing stands at the pointer, so that an addition stops once the vendor has added it. */
export function expectAbsent(document: Json, pointer: string): void {
  if (readPointer(document, pointer) !== undefined) throw new OverrideError(`${pointer} exists by now`);
}

/** Passes only while the value at the pointer is the defective one, so that a fixed document is noticed. */
export function expectValue(document: Json, pointer: string, defective: Json): void {
  const found = readPointer(document, pointer);
  if (JSON.stringify(found) !== JSON.stringify(defective)) {
    throw new OverrideError(`${pointer} is no longer ${JSON.stringify(defective).slice(0, 80)}`);
  }
}

/** HTTP methods that an OpenAPI path item may hold. */
export const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** Each operation of a document with its path and method, in document order. */
export function* eachOperation(
  document: JsonObject,
): Generator<{ path: string; method: string; operation: JsonObject }> {
  const paths = document["paths"];
  if (!isObject(paths)) return;
  for (const [path, item] of Object.entries(paths)) {
    if (!isObject(item)) continue;
    for (const method of METHODS) {
      const operation = item[method];
      if (isObject(operation)) yield { path, method, operation };
    }
  }
}
