import type { LookUp } from "../options.ts";
import { isSameContent } from "./same-content.ts";

/** How a vendor lists what a caller creates under a name that no two can have. */
export interface NameLookUp {
  /** Path of the listing; takes the path parameters of the write. */
  readonly list: string;
  /** Where the name stands in the body that was sent, and in an item of the list; dots lead further in, as in `metadata.name`. */
  readonly name: readonly [sent: string, found: string];
  /** The items of an answer; `undefined` when it is none that this knows, which leaves the write in doubt. @default the answer itself */
  readonly items?: (data: unknown) => readonly unknown[] | undefined;
  /** Whether an item of that name is what was sent, so that it may be handed out as the write's answer. @default the same content */
  readonly isSame?: (found: unknown, body: unknown) => boolean;
  /** What the write would have answered. @default the item */
  readonly toAnswer?: (found: unknown) => unknown;
}

/**
 * Makes a look-up by name: nothing of that name means that nothing was created; one with the same content is taken for what was created;
 * all else stays in doubt. Names are compared without case, so that a vendor which changes it does not seem to have nothing.
 */
export function createNameLookUp({
  list,
  name,
  items = toList,
  isSame = (found, body) => isSameContent(body, found),
  toAnswer = (it) => it,
}: NameLookUp): LookUp {
  const [sentName, foundName] = name;
  return async ({ init, send }) => {
    const { path } = init.params ?? {};
    const { data, error } = await send("GET", list, path ? { params: { path } } : {});
    const wanted = readName(init.body, sentName);
    const all = error === undefined ? items(data) : undefined;
    if (wanted === undefined || all === undefined) return "unclear";
    const matches = all.filter((one) => readName(one, foundName) === wanted);
    if (matches.length === 0) return "absent";
    const [match] = matches;
    return matches.length === 1 && isSame(match, init.body) ? { data: toAnswer(match) } : "unclear";
  };
}

function toList(data: unknown): readonly unknown[] | undefined {
  return Array.isArray(data) ? data : undefined;
}

function readName(holder: unknown, path: string): string | undefined {
  let value = holder;
  for (const field of path.split(".")) {
    value = typeof value === "object" && value !== null ? Reflect.get(value, field) : undefined;
  }
  return typeof value === "string" && value !== "" ? value.toLowerCase() : undefined;
}
