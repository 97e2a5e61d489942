import type { NotFoundRule } from "./wait-options.ts";

/** What a vendor's 404 looks like. */
export interface NotFoundShape {
  /** Whether a JSON object is the vendor's own refusal. @default any is */
  readonly isOwn?: (body: Readonly<Record<string, unknown>>) => boolean;
  /** Whether the vendor may send no body at all, which a proxy may do as well: two looks in a row have to agree then. @default false */
  readonly mayBeEmpty?: boolean;
}

/** Makes the rule by which a 404 is the vendor's word: a page or a text of something before it says nothing of the resource. */
export function createNotFoundRule({ isOwn = () => true, mayBeEmpty = false }: NotFoundShape = {}): NotFoundRule {
  return ({ status, error }) => {
    if (status !== 404) return false;
    if (isEmpty(error)) return mayBeEmpty && "perhaps";
    return typeof error === "object" && !Array.isArray(error) && isOwn(error as Readonly<Record<string, unknown>>);
  };
}

/** A client hands out an empty object in the place of an error without a body. */
function isEmpty(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return error === undefined || error === null || error === "";
  return !Array.isArray(error) && Object.keys(error).length === 0;
}
