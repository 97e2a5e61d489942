import type { JsonObject } from "../../json.ts";
import { type Alter, kind, type MutationKind, type Opinion } from "./mutation.ts";

const TIGHTER: Opinion = ["breaking", "documentation"];
const LOOSER: Opinion = ["additive", "breaking"];

function set(key: string, type: string, value: number | boolean): Alter {
  return (schema) => {
    if (schema["type"] !== type || key in schema || "enum" in schema || "default" in schema) return false;
    schema[key] = value;
    return true;
  };
}

/** Moves a limit that is there, so that less is allowed. */
function tighten(key: string, by: 1 | -1): Alter {
  return (schema) => {
    const limit = schema[key];
    if (typeof limit !== "number" || limit + by < 1 || isSpent(schema)) return false;
    schema[key] = limit + by;
    return true;
  };
}

/** Whether nothing is left between the limits. */
function isSpent(schema: JsonObject): boolean {
  return ["imum", "Length", "Items"].some((key) => {
    const [least, most] = [schema[`min${key}`], schema[`max${key}`]];
    return typeof least === "number" && typeof most === "number" && most - least < 2;
  });
}

const setPattern: Alter = (schema) => {
  if (schema["type"] !== "string" || "pattern" in schema || "enum" in schema || "format" in schema) return false;
  schema["pattern"] = "^[a-z]+$";
  return true;
};

const changePattern: Alter = (schema) => {
  if (typeof schema["pattern"] !== "string" || schema["pattern"] === "") return false;
  schema["pattern"] = "^[a-z]{3}$";
  return true;
};

const excludeMinimum: Alter = (schema) => {
  if (typeof schema["minimum"] !== "number" || schema["exclusiveMinimum"] === true) return false;
  schema["exclusiveMinimum"] = true;
  return true;
};

const AS_SET: readonly [string, string, number | boolean][] = [
  ["minimum", "integer", 1],
  ["maximum", "integer", 1_000],
  ["minLength", "string", 1],
  ["maxLength", "string", 200],
  ["minItems", "array", 1],
  ["maxItems", "array", 50],
  ["minProperties", "object", 1],
  ["maxProperties", "object", 50],
  ["multipleOf", "integer", 5],
];

const AS_MOVED: readonly [string, 1 | -1][] = [
  ["minimum", 1],
  ["maximum", -1],
  ["minLength", 1],
  ["maxLength", -1],
  ["minItems", 1],
  ["maxItems", -1],
];

/** Limits of numbers, texts and lists; tightened there, loosened back. */
export const LIMIT_KINDS: readonly MutationKind[] = [
  ...AS_SET.map(([key, type, value]) =>
    kind("schema", [`${key} set`, TIGHTER], [`${key} unset`, LOOSER], set(key, type, value)),
  ),
  ...AS_MOVED.map(([key, by]) =>
    kind("schema", [`${key} tightened`, TIGHTER], [`${key} loosened`, LOOSER], tighten(key, by)),
  ),
  kind("schema", ["minimum excluded", TIGHTER], ["minimum included", LOOSER], excludeMinimum),
  kind(
    "schema",
    ["pattern added", ["breaking", "documentation"]],
    ["pattern removed", ["additive", "risky"]],
    setPattern,
  ),
  kind("schema", ["pattern changed", "risky"], ["pattern changed back", "risky"], changePattern),
  kind(
    "schema",
    ["items became unique", ["breaking", "documentation"]],
    ["items may repeat", ["additive", "risky"]],
    set("uniqueItems", "array", true),
  ),
];
