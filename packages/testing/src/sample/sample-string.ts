import type { JsonObject } from "../internal/json.ts";
import type { SampleContext } from "./sample-context.ts";
import { sampleId } from "./sample-id.ts";
import { samplePattern } from "./sample-pattern.ts";

/** Far ahead: a client must not take a fresh token for an expired one. */
const DATE = "2030-01-02";
const TIME = "03:04:05Z";

/** Names of ids, and of times, in fields without a format. */
const ID_NAMES = /^(?:id|uid|uuid)$|(?:Id|ID|Uid|UID|_id|_uid|_uuid)$/;
const TIME_NAMES = /^(?:timestamp|createdOn|updatedOn)$|(?:At|Timestamp|_at|Date|_date)$/;

/** When something was deleted: what an answer shows was not, which servers written in Go say by their zero time. */
const DELETION_NAMES = /^(?:deletionTimestamp|deleted_?(?:at|on|date))$/i;
const ZERO_TIME = "0001-01-01T00:00:00Z";

const FORMATS = new Map<unknown, (name: string, context: SampleContext) => string>([
  ["date-time", () => `${DATE}T${TIME}`],
  ["date", () => DATE],
  ["time", () => TIME],
  ["duration", () => "PT1H"],
  ["uuid", (name, { profile }) => sampleId(name, { ...profile, ids: "uuid" })],
  ["email", () => "user@example.com"],
  ["hostname", () => "host.example.com"],
  ["ipv4", () => "192.0.2.1"],
  ["ipv6", () => "2001:db8::1"],
  ["uri", (name) => `https://example.com/${encodeURIComponent(name)}`],
  ["uri-reference", (name) => `/${encodeURIComponent(name)}`],
  ["url", (name) => `https://example.com/${encodeURIComponent(name)}`],
  ["json-pointer", (name) => `/${name}`],
  ["regex", () => "^.*$"],
  ["byte", (name) => btoa(String.fromCharCode(...new TextEncoder().encode(name)))],
]);

/** Values that the patterns of API documents often ask for, tried before anything is generated. */
const COMMON = ["1", "a", "a1", "abc", "1.2.3", "10.0.0.1", "10.0.0.0/16", "us-east-1", "https://example.com"];

/** Names that tell a client whether there is more; an empty value ends the list, any other would never end. */
const CURSOR_NAMES = new Set(["continue", "nextPageToken", "next_page_token", "nextCursor", "next_cursor"]);

function readLength(value: unknown, fallback: number): number {
  return typeof value === "number" && Number.isFinite(value) ? value : fallback;
}

function fitLength(text: string, minLength: number, maxLength: number): string {
  const padded = text.length === 0 ? text.padEnd(minLength, "x") : text.repeat(Math.ceil(minLength / text.length) || 1);
  if (text.length >= minLength) return text.slice(0, maxLength);
  return padded.slice(0, Math.max(minLength, Math.min(text.length, maxLength)));
}

/**
 * A string that a schema accepts: by pattern, by format, or the property's own name, so that fields can be told apart.
 *
 * Marks the sample as uncertain when the rules contradict each other or cannot be met.
 */
export function sampleString(schema: JsonObject, context: SampleContext): string {
  const { direction, state } = context;
  const name = `${context.name}${context.place}`;
  const minLength = readLength(schema["minLength"], 0);
  const maxLength = readLength(schema["maxLength"], Number.POSITIVE_INFINITY);
  if (direction === "response" && minLength === 0 && CURSOR_NAMES.has(context.name)) return "";
  if (direction === "response" && schema["format"] === "date-time" && DELETION_NAMES.test(context.name))
    return ZERO_TIME;
  const format = FORMATS.get(schema["format"]);
  const plain = format?.(name, context) ?? fitLength(nameToText(name, context, maxLength), minLength, maxLength);
  const pattern = schema["pattern"];
  if (typeof pattern === "string") {
    const uuid = sampleId(name, { ...context.profile, ids: "uuid" });
    const candidates = [plain, ...COMMON, uuid, `${DATE}T${TIME}`];
    const text = samplePattern(pattern, { minLength, maxLength }, format === undefined ? candidates : [plain]);
    if (text === undefined || format !== undefined) state.isCertain = false;
    return text ?? plain;
  }
  if (plain.length < minLength || plain.length > maxLength) state.isCertain = false;
  return plain;
}

/** The text of a field without a format: what its name says, in an answer, else the name itself. */
function nameToText(name: string, { name: field, direction, profile }: SampleContext, maxLength: number): string {
  if (direction === "request") return name;
  if (ID_NAMES.test(field)) {
    const id = sampleId(name, profile);
    return id.length <= maxLength ? id : name;
  }
  return TIME_NAMES.test(field) && maxLength >= 20 ? `${DATE}T${TIME}` : name;
}
