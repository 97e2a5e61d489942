import type { AnswerShapes, Shape } from "./answer-shapes.ts";
import { convertScalar, isOfKind, kindOf, parseAs } from "./convert-scalar.ts";

/** A place where an answer is not what the document declares. */
export interface Drift {
  // Not in a comment of the other kind, which the example would end: /data/*/id.
  /** Where, as a JSON pointer with `*` for every item of a list and every key of a map. */
  readonly pointer: string;
  /** What is declared there, such as `integer` or `object`. */
  readonly declared: string;
  /** What came: the kind of the value, or `name in another case`. */
  readonly found: string;
  /** Whether it was set right; else it was left as it came. */
  readonly converted: boolean;
}

/** Sets something right that the vendor writes in its own way; `undefined` when it does not. `schema` is the name of a declared object. */
export type Adapt = (value: unknown, declared: { readonly pointer: string; readonly schema?: string }) => unknown;

/** What a conversion goes by. */
export interface Conversion {
  readonly shapes: AnswerShapes;
  /** Told of every drift. */
  readonly onDrift: (drift: Drift) => void;
  readonly adapt?: Adapt | undefined;
}

type Fields = { readonly [field: string]: Shape };
/** Where a value stands: below another place, under a key. */
interface Place {
  readonly above: Place | undefined;
  readonly key: string;
}

/** No document is nested deeper; a vendor that is would exhaust the stack. */
const MOST_LEVELS = 64;

/** Sets an answer right where the document leaves no doubt about what it means, in place; the root is returned, as it may be another value. */
export function convertAnswer(data: unknown, shape: Shape, root: string, conversion: Conversion): unknown {
  return convert(data, shape, undefined, root, conversion, 0);
}

function convert(
  value: unknown,
  declared: Shape,
  above: Place | undefined,
  key: string,
  conversion: Conversion,
  level: number,
): unknown {
  // Most values of most answers: scalars of the kind that is declared.
  if (value === null || value === undefined) return value;
  const isName = typeof declared === "string" && declared.startsWith("#");
  if (typeof declared === "string" && !isName && isOfKind(value, declared)) return value;
  const schema = isName ? declared.slice(1) : undefined;
  const shape = schema === undefined ? declared : findSchema(conversion, schema);
  if (shape === undefined || level > MOST_LEVELS) return value;
  const kind = typeof shape === "string" ? shape : Array.isArray(shape) ? "a" : "o";
  const place = { above, key };
  const set = isOfKind(value, kind) ? value : setRight(value, shape, kind, schema, place, conversion);
  if (typeof shape === "string" || typeof set !== "object" || set === null) return set;
  if (Array.isArray(set) && Array.isArray(shape)) convertItems(set, shape[0], place, conversion, level + 1);
  else if (!Array.isArray(set) && !Array.isArray(shape)) {
    convertFields(set as Record<string, unknown>, shape as Fields, place, conversion, level + 1);
  }
  return set;
}

function findSchema({ shapes: { schemas } }: Conversion, name: string): Shape | undefined {
  return Object.hasOwn(schemas, name) ? schemas[name] : undefined;
}

function convertItems(items: unknown[], shape: Shape, place: Place, conversion: Conversion, level: number): void {
  for (let at = 0; at < items.length; at++) items[at] = convert(items[at], shape, place, "*", conversion, level);
}

function convertFields(
  record: Record<string, unknown>,
  fields: Fields,
  place: Place,
  conversion: Conversion,
  level: number,
): void {
  for (const key of Object.keys(record)) {
    // Assigned, it would be the prototype.
    if (key === "__proto__") continue;
    const name = key !== "" && Object.hasOwn(fields, key) ? key : findName(key, fields);
    const shape = fields[name ?? ""];
    if (shape === undefined || (name !== undefined && name !== key && Object.hasOwn(record, name))) continue;
    const value = record[key];
    if (name !== undefined && name !== key) {
      report(conversion, { above: place, key: name }, name, "name in another case", true);
      delete record[key];
    }
    const set = convert(value, shape, place, name ?? "*", conversion, level);
    if (set !== record[name ?? key]) record[name ?? key] = set;
  }
}

const namesOfFields = new WeakMap<Fields, ReadonlyMap<string, string>>();

/** The declared field of the same name in another case, such as `id` for `ID`. */
function findName(key: string, fields: Fields): string | undefined {
  let names = namesOfFields.get(fields);
  if (!names) {
    names = new Map(Object.keys(fields).flatMap((name) => (name === "" ? [] : [[name.toLowerCase(), name] as const])));
    namesOfFields.set(fields, names);
  }
  return names.get(key.toLowerCase());
}

function setRight(
  value: unknown,
  shape: Shape,
  kind: string,
  schema: string | undefined,
  place: Place,
  conversion: Conversion,
): unknown {
  const set =
    convertKind(value, shape, kind) ??
    conversion.adapt?.(value, { pointer: toPointer(place), ...(schema && { schema }) });
  report(conversion, place, describeKind(kind), kindOf(value), set !== undefined);
  return set ?? value;
}

function convertKind(value: unknown, shape: Shape, kind: string): unknown {
  if (typeof shape === "string") return convertScalar(value, kind);
  const parsed = parseAs(value, kind === "a" ? "list" : "object");
  if (parsed !== undefined) return parsed;
  const isListOfTexts = Array.isArray(shape) && typeof shape[0] === "string" && /^[sd]/.test(shape[0]);
  return isListOfTexts && typeof value === "string" ? splitList(value) : undefined;
}

/** The texts of a list that was written with commas. */
function splitList(text: string): string[] | undefined {
  if (/^\s*[[{]/.test(text)) return undefined;
  return text.trim() === "" ? [] : text.split(",").map((item) => item.trim());
}

const KINDS: Readonly<Record<string, string>> = {
  i: "integer",
  n: "number",
  b: "boolean",
  s: "string",
  d: "date-time",
  o: "object",
  a: "list",
};

function describeKind(letters: string): string {
  return [...letters].map((letter) => KINDS[letter] ?? letter).join(" or ");
}

function report(conversion: Conversion, place: Place, declared: string, found: string, converted: boolean): void {
  conversion.onDrift({ pointer: toPointer(place), declared, found, converted });
}

function toPointer({ above, key }: Place): string {
  return above ? `${toPointer(above)}/${key}` : key;
}
