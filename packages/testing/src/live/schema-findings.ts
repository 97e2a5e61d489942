import { readReference, resolveReference } from "../document/resolve-reference.ts";
import { isObject, type JsonObject, toArray } from "../internal/json.ts";
import type { ComparisonContext } from "./compare-value.ts";
import type { Finding } from "./deviation.ts";
import { inferSchema, typeOf } from "./infer-schema.ts";
import type { Redactor } from "./redactor.ts";

/** Where a value lies. */
export interface Place {
  /** With every name as it is. */
  readonly pointer: string;
  /** With `*` for names that may be data. */
  readonly shown: string;
}

/** Whether a value is of a declared type; anything is, where none is declared. */
export function isOfType(type: unknown, value: unknown): boolean {
  const found = typeOf(value);
  return typeof type !== "string" || type === found || (type === "number" && found === "integer");
}

function describeType(flat: JsonObject): string {
  const type = typeof flat["type"] === "string" ? flat["type"] : "any";
  return flat["nullable"] === true ? `${type} | null` : type;
}

/** Null where the document does not allow it. */
export function findNull(flat: JsonObject, schema: unknown, { shown: pointer }: Place): Finding[] {
  const isListed = flat["enum"] === undefined || toArray(flat["enum"]).includes(null);
  if (flat["nullable"] === true || flat["type"] === "null" || (flat["type"] === undefined && isListed)) return [];
  const reference = readReference(schema);
  const { type } = flat;
  const base =
    reference !== undefined
      ? { allOf: [{ $ref: reference }] }
      : { ...(type === undefined ? {} : { type }), ...(flat["enum"] === undefined ? {} : { enum: flat["enum"] }) };
  const suggestion = { ...base, nullable: true };
  return [{ kind: "schema", rule: "nullable", pointer, found: "null", declared: describeType(flat), suggestion }];
}

/** A value of another type. */
export function findType(flat: JsonObject, value: unknown, { shown: pointer }: Place, redactor: Redactor): Finding {
  const suggestion = { ...inferSchema(value, redactor), ...(flat["nullable"] === true ? { nullable: true } : {}) };
  return { kind: "schema", rule: "type", pointer, found: typeOf(value), declared: describeType(flat), suggestion };
}

/** A value that the list of the document does not have; of a list that is open it breaks no rule. */
export function findEnum(flat: JsonObject, value: unknown, { shown: pointer }: Place, redactor: Redactor): Finding[] {
  const closed = flat["enum"];
  const open = flat["x-extensible-enum"];
  const known = Array.isArray(closed) ? closed : Array.isArray(open) && typeof value === "string" ? open : undefined;
  if (known === undefined || isObject(value) || Array.isArray(value) || known.includes(value)) return [];
  const isShown = typeof value === "string" ? redactor.isPlainValue(value) : typeof value === "boolean";
  const type = typeOf(value);
  const key = closed === undefined || !isShown ? "x-extensible-enum" : "enum";
  return [
    {
      kind: closed === undefined ? "undocumented" : "schema",
      rule: "enum",
      pointer,
      found: isShown ? String(value) : `${type}, not shown`,
      declared: `one of ${known.length}`,
      suggestion: { type, [key]: isShown ? [...known, value] : known },
    },
  ];
}

const LIMITS = [
  ...["format", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
  ...["multipleOf", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties"],
];

/** A format, a pattern or a limit that a value of the right type breaks. */
export function findLimits(
  { validator }: ComparisonContext,
  flat: JsonObject,
  value: unknown,
  place: Place,
): Finding[] {
  const own = Object.fromEntries(Object.entries(flat).filter(([key]) => LIMITS.includes(key)));
  if (Object.keys(own).length === 0) return [];
  const { type } = flat;
  return validator.findProblems(own, "response", value).map(({ rule }) => {
    const { [rule]: limit, ...rest } = own;
    const suggestion = { ...(type === undefined ? {} : { type }), ...rest };
    const declared = `${rule} ${String(limit)}`;
    return { kind: "schema", rule, pointer: place.shown, found: typeOf(value), declared, suggestion };
  });
}

/** A required member that is absent. */
export function findMissing(document: JsonObject, flat: JsonObject, name: string, { shown }: Place): Finding {
  const property = isObject(flat["properties"]) ? flat["properties"][name] : undefined;
  const required = toArray(flat["required"]).filter((other) => other !== name);
  return {
    kind: "schema",
    rule: "required",
    pointer: `${shown}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
    found: "absent",
    declared: describeType(isObject(property) ? resolveReference(document, property) : {}),
    suggestion: required.length > 0 ? { required } : { type: "object" },
  };
}

/** A member that the document does not know. */
export function findUnknownMember(
  { name, member, isForbidden }: { name: string; member: unknown; isForbidden: boolean },
  { shown }: Place,
  redactor: Redactor,
): Finding {
  const visible = redactor.toMemberName(name);
  const schema = inferSchema(member, redactor);
  return {
    kind: isForbidden ? "schema" : "undocumented",
    rule: isForbidden ? "additionalProperties" : "member",
    pointer: `${shown}/${visible}`,
    found: typeOf(member),
    declared: "absent",
    suggestion: visible === "*" ? { additionalProperties: schema } : { properties: { [visible]: schema } },
  };
}
