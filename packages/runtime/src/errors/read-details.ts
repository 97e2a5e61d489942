import type { FailureDetail } from "../options.ts";

const MOST_DETAILS = 10;

/** Under which names a vendor keeps what a detail says. */
export interface DetailNames {
  /** @default "code" */
  readonly code?: string;
  /** @default "target" */
  readonly target?: string;
  /** @default "message" */
  readonly message?: string;
}

/**
 * What a vendor says of parts of a request: of the first ten entries of a list, or of a lone one, the texts and numbers under the names
 * given, and nothing else. A text is a message; an entry that says nothing is left out.
 */
export function readDetails(
  entries: unknown,
  { code = "code", target = "target", message = "message" }: DetailNames = {},
): readonly FailureDetail[] {
  return (Array.isArray(entries) ? entries : [entries])
    .slice(0, MOST_DETAILS)
    .map((entry) => {
      if (typeof entry !== "object" || entry === null) return { message: toText(entry) };
      return { code: toText(entry[code]), target: toText(entry[target]), message: toText(entry[message]) };
    })
    .filter((detail) => Object.values(detail).some(Boolean));
}

function toText(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) || undefined : undefined;
}
