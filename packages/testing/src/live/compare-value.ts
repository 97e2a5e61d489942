import { resolveReference } from "../document/resolve-reference.ts";
import type { SchemaValidator } from "../document/schema-validator.ts";
import { isObject, type JsonObject, toArray, toObject } from "../internal/json.ts";
import { flattenSchema } from "../sample/flatten-schema.ts";
import { countBranches } from "./count-branches.ts";
import type { Finding } from "./deviation.ts";
import { typeOf } from "./infer-schema.ts";
import type { Redactor } from "./redactor.ts";
import {
  findEnum,
  findLimits,
  findMissing,
  findNull,
  findType,
  findUnknownMember,
  isOfType,
  type Place,
} from "./schema-findings.ts";

/** What a comparison stands on. */
export interface ComparisonContext {
  readonly document: JsonObject;
  readonly validator: SchemaValidator;
  readonly redactor: Redactor;
}

/** A comparison under way. */
interface Walk extends ComparisonContext {
  /** Where the validator found something, as true pointers. */
  readonly broken: ReadonlySet<string>;
  /** How many more values are looked at. */
  budget: number;
}

const MAX_DEPTH = 40;
const MAX_VALUES = 200_000;

/**
 * How a value of an answer differs from its schema, each difference named where it lies.
 *
 * The validator decides whether a rule is broken; what is said here explains it, and adds what the document does not know.
 */
export function compareValue(context: ComparisonContext, schema: JsonObject, value: unknown): Finding[] {
  const problems = context.validator.findProblems(schema, "response", value);
  const broken = new Set(problems.map(({ pointer }) => pointer));
  const walk: Walk = { ...context, broken, budget: MAX_VALUES };
  const findings = inspect(walk, schema, value, { pointer: "", shown: "" }, 0);
  const apart = findings.filter(({ kind }) => kind === "undocumented");
  if (problems.length === 0) return apart;
  if (findings.length > apart.length) return findings;
  // A rule that is not explained here, such as "exactly one of"; where it lies may be data, so only the rule is told.
  const rules = [...new Set(problems.map(({ rule }) => rule))];
  const found = typeOf(value);
  return [
    ...rules.map(
      (rule): Finding => ({ ...{ kind: "schema", rule, pointer: "", found }, declared: rule, suggestion: undefined }),
    ),
    ...apart,
  ];
}

function inspect(walk: Walk, schema: unknown, value: unknown, place: Place, depth: number): Finding[] {
  walk.budget -= 1;
  if (depth > MAX_DEPTH || walk.budget < 0) return [];
  const first = flattenSchema(walk.document, schema, 0);
  if (!first.isChosen) return inspectFlat(walk, first.schema, schema, value, place, depth);
  const count = countBranches(walk.document, schema);
  const flats = Array.from({ length: count }, (_, branch) => flattenSchema(walk.document, schema, branch).schema);
  const tried = flats.map((flat) => inspectFlat(walk, flat, schema, value, place, depth));
  const weigh = (findings: readonly Finding[]): number =>
    findings.reduce(
      (sum, { kind, pointer }) => sum + (kind === "undocumented" ? 1 : pointer === place.shown ? 1e6 : 1e3),
      0,
    );
  const best = tried.reduce((least, findings) => (weigh(findings) < weigh(least) ? findings : least));
  const [only] = best;
  if (only?.rule !== "type" || only.pointer !== place.shown) return best;
  const types = flats.map((flat) => String(flat["type"] ?? "any"));
  return [{ ...only, declared: [...new Set(types)].join(" | ") }];
}

function inspectFlat(
  walk: Walk,
  flat: JsonObject,
  schema: unknown,
  value: unknown,
  place: Place,
  depth: number,
): Finding[] {
  if (value === null) return findNull(flat, schema, place);
  if (!isOfType(flat["type"], value)) return [findType(flat, value, place, walk.redactor)];
  const findings = findEnum(flat, value, place, walk.redactor);
  if (findings.length === 0 && walk.broken.has(place.pointer)) findings.push(...findLimits(walk, flat, value, place));
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      findings.push(...inspect(walk, flat["items"] ?? {}, item, step(place, String(index), String(index)), depth + 1));
    }
  }
  if (isObject(value)) findings.push(...inspectMembers(walk, flat, value, place, depth));
  return findings;
}

function inspectMembers(walk: Walk, flat: JsonObject, value: JsonObject, place: Place, depth: number): Finding[] {
  const properties = toObject(flat["properties"]);
  const isHidden = (name: string): boolean => resolveReference(walk.document, properties[name])["writeOnly"] === true;
  const required = toArray(flat["required"]).filter((name) => typeof name === "string");
  const findings = required
    .filter((name) => !Object.hasOwn(value, name) && !isHidden(name))
    .map((name) => findMissing(walk.document, flat, name, place));
  const open = flat["additionalProperties"];
  const isFree = open === undefined && Object.keys(properties).length === 0;
  for (const [name, member] of Object.entries(value)) {
    if (Object.hasOwn(properties, name)) {
      if (!isHidden(name))
        findings.push(...inspect(walk, properties[name], member, step(place, name, name), depth + 1));
    } else if (isObject(open)) {
      findings.push(...inspect(walk, open, member, step(place, name, "*"), depth + 1));
    } else if (open !== true && !isFree) {
      findings.push(findUnknownMember({ name, member, isForbidden: open === false }, place, walk.redactor));
    }
  }
  return findings;
}

function step(place: Place, name: string, shown: string): Place {
  return { pointer: `${place.pointer}/${escapeKey(name)}`, shown: `${place.shown}/${escapeKey(shown)}` };
}

function escapeKey(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
