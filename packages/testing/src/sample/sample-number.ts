import type { JsonObject } from "../internal/json.ts";
import type { SampleContext } from "./sample-context.ts";

/** What a client acts on: nothing came before the first page, and a fresh token lives long enough to be used. */
const ANSWERS_BY_NAME = new Map([
  ["offset", 0],
  ["expires_in", 3600],
]);

function readLimit(
  schema: JsonObject,
  key: string,
  exclusiveKey: string,
): { value: number; isExclusive: boolean } | undefined {
  const exclusive = schema[exclusiveKey];
  if (typeof exclusive === "number") return { value: exclusive, isExclusive: true };
  const value = schema[key];
  return typeof value === "number" ? { value, isExclusive: exclusive === true } : undefined;
}

/** A number that a schema accepts: 1 where that is allowed, else the nearest that is. */
export function sampleNumber(schema: JsonObject, context: SampleContext): number {
  const { name, direction, index, place, state } = context;
  // The ids of a list's items differ, while counts and sizes need not.
  const shift = direction === "response" && /^(?:id|uid)$|(?:Id|_id)$/.test(name) ? Math.max(Number(place) - 1, 0) : 0;
  const step = schema["type"] === "integer" ? 1 : 0.5;
  const lower = readLimit(schema, "minimum", "exclusiveMinimum");
  const upper = readLimit(schema, "maximum", "exclusiveMaximum");
  const least = lower === undefined ? Number.NEGATIVE_INFINITY : lower.value + (lower.isExclusive ? step : 0);
  const most = upper === undefined ? Number.POSITIVE_INFINITY : upper.value - (upper.isExclusive ? step : 0);
  const wanted = ((direction === "response" ? ANSWERS_BY_NAME.get(name) : undefined) ?? 1) + index + shift;
  let value = Math.min(Math.max(wanted, least), most);
  if (schema["type"] === "integer") value = Math.ceil(value);
  const multiple = schema["multipleOf"];
  if (typeof multiple === "number" && multiple > 0) value = Math.max(1, Math.ceil(value / multiple)) * multiple;
  if (value < least || value > most) state.isCertain = false;
  return value;
}
