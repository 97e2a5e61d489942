import { isObject, type JsonObject } from "../internal/json.ts";
import type { Redactor } from "./redactor.ts";

/** A JSON type, `integer` for whole numbers. */
export type JsonType = "null" | "array" | "object" | "string" | "boolean" | "integer" | "number";

/** The type of a JSON value. */
export function typeOf(value: unknown): JsonType {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value === "string" ? "string" : typeof value === "boolean" ? "boolean" : "object";
}

const MAX_DEPTH = 8;
const MAX_MEMBERS = 60;

/** A schema that a value fits, made of names and types only; members whose names may be data become a map. */
export function inferSchema(value: unknown, redactor: Redactor, depth = 0): JsonObject {
  if (value === null) return { nullable: true };
  if (Array.isArray(value)) {
    const items = value.length === 0 || depth > MAX_DEPTH ? {} : inferSchema(value[0], redactor, depth + 1);
    return { type: "array", items };
  }
  if (!isObject(value)) return { type: typeOf(value) };
  const members = Object.entries(value);
  if (members.length === 0 || depth > MAX_DEPTH) return { type: "object" };
  const infer = (member: unknown): JsonObject => inferSchema(member, redactor, depth + 1);
  if (members.length > MAX_MEMBERS || members.some(([name]) => redactor.toMemberName(name) === "*")) {
    return { type: "object", additionalProperties: infer(members[0]?.[1]) };
  }
  return { type: "object", properties: Object.fromEntries(members.map(([name, member]) => [name, infer(member)])) };
}
