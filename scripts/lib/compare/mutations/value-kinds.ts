import type { Json, JsonObject } from "../../json.ts";
import { type Alter, kind, type MutationKind, type Opinion, replaceAll } from "./mutation.ts";

const BOTH: Opinion = "breaking";
const WIDER: Opinion = ["additive", "breaking"];
const NARROWER: Opinion = ["breaking", "additive"];

const KEYS = ["enum", "format", "x-extensible-enum", "default", "pattern", "oneOf", "anyOf", "allOf"];
const isPlain = (schema: JsonObject, type: string) => schema["type"] === type && !KEYS.some((key) => key in schema);

function retype(from: string, to: string): Alter {
  return (schema) => {
    if (!isPlain(schema, from)) return false;
    replaceAll(schema, { type: to });
    return true;
  };
}

const makeNullable: Alter = (schema) => {
  if (schema["nullable"] === true || schema["type"] === undefined || "enum" in schema) return false;
  schema["nullable"] = true;
  return true;
};

const formatText = (schema: JsonObject, format: string | undefined) => {
  if (schema["type"] !== "string" || schema["format"] !== format || "enum" in schema) return false;
  schema["format"] = "uuid";
  return true;
};

const widenFormat: Alter = (schema) => {
  if (schema["format"] !== "int32") return false;
  schema["format"] = "int64";
  return true;
};

const listValues: Alter = (schema) => {
  if (!isPlain(schema, "string")) return false;
  schema["enum"] = ["first", "second"];
  return true;
};

const listOpenly: Alter = (schema) => {
  if (!isPlain(schema, "string")) return false;
  schema["x-extensible-enum"] = ["first", "second"];
  return true;
};

function addValue(key: "enum" | "x-extensible-enum"): Alter {
  return (schema) => {
    const values = schema[key];
    if (!Array.isArray(values) || !values.every((one) => typeof one === "string")) return false;
    schema[key] = [...values, "ADDED_VALUE"];
    return true;
  };
}

const setDefault: Alter = (schema, { pointer }) => {
  if (!isPlain(schema, "string") || !pointer.includes("/properties/")) return false;
  schema["default"] = "first";
  return true;
};

const changeDefault: Alter = (schema, { pointer }) => {
  const value: Json | undefined = schema["default"];
  if (!pointer.includes("/properties/")) return false;
  if (typeof value === "boolean") schema["default"] = !value;
  else if (typeof value === "number") schema["default"] = value + 1;
  else return false;
  return true;
};

const loosenItems: Alter = (schema) => {
  if (schema["type"] !== "array" || schema["items"] === undefined) return false;
  schema["items"] = {};
  return true;
};

const DEFAULT: Opinion = ["risky", "documentation"];

/** Types, formats, enumerations, `null` and defaults, wherever a schema stands. */
export const VALUE_KINDS: readonly MutationKind[] = [
  kind("schema", ["text became a number", BOTH], ["number became text", BOTH], retype("string", "number")),
  kind("schema", ["flag became text", BOTH], ["text became a flag", BOTH], retype("boolean", "string")),
  kind("schema", ["list became an object", BOTH], ["object became a list", BOTH], retypeList),
  kind(
    "schema",
    ["integer widened to number", WIDER],
    ["number narrowed to integer", NARROWER],
    retype("integer", "number"),
  ),
  kind("schema", ["items of any type", WIDER], ["items of a type", BOTH], loosenItems),
  kind("schema", ["became nullable", WIDER], ["became not nullable", NARROWER], makeNullable),
  kind(
    "schema",
    ["format added", ["breaking", "documentation"]],
    ["format removed", ["additive", "breaking"]],
    (schema) => formatText(schema, undefined),
  ),
  kind("schema", ["format changed", BOTH], ["format changed back", BOTH], (schema) => formatText(schema, "date-time")),
  kind(
    "schema",
    ["int32 widened to int64", ["additive", "breaking"]],
    ["int64 narrowed to int32", ["breaking", "documentation"]],
    widenFormat,
  ),
  kind("schema", ["enum added", NARROWER], ["enum removed", ["additive", "risky"]], listValues),
  kind(
    "schema",
    ["enum value added", ["additive", "risky"]],
    ["enum value removed", ["breaking", "risky"]],
    addValue("enum"),
  ),
  kind("schema", ["open enum added", "additive"], ["open enum removed", "additive"], listOpenly),
  kind(
    "schema",
    ["open enum value added", "additive"],
    ["open enum value removed", ["breaking", "risky"]],
    addValue("x-extensible-enum"),
  ),
  kind("schema", ["default added", DEFAULT], ["default removed", DEFAULT], setDefault),
  kind("schema", ["default changed", DEFAULT], ["default changed back", DEFAULT], changeDefault),
];

function retypeList(schema: JsonObject): boolean {
  if (schema["type"] !== "array" || schema["items"] === undefined) return false;
  replaceAll(schema, { type: "object" });
  return true;
}
