import { isObject, type Json, type JsonObject } from "../../json.ts";
import { type Alter, kind, type MutationKind, replaceAll } from "./mutation.ts";

function unionOf(schema: JsonObject): Json[] | undefined {
  return [schema["oneOf"], schema["anyOf"]].find((one): one is Json[] => Array.isArray(one) && one.length > 1);
}

const removeVariant: Alter = (schema) => unionOf(schema)?.pop() !== undefined;

const addVariant: Alter = (schema) => {
  const union = unionOf(schema);
  union?.push({ type: "array", items: { type: "boolean" } });
  return union !== undefined;
};

const KEYS = ["enum", "format", "default", "pattern", "nullable", "oneOf", "anyOf", "allOf"];

const makeUnion: Alter = (schema) => {
  if (schema["type"] !== "string" || KEYS.some((key) => key in schema)) return false;
  replaceAll(schema, { oneOf: [{ type: "string" }, { type: "boolean" }] });
  return true;
};

/** A part that the whole object has to satisfy, too. */
function addPart(part: JsonObject): Alter {
  return (schema) => {
    if ("allOf" in schema || "oneOf" in schema || "anyOf" in schema || "additionalProperties" in schema) return false;
    if (isObject(schema["properties"]) && "addedByPart" in schema["properties"]) return false;
    schema["allOf"] = [structuredClone(part)];
    return true;
  };
}

const PART: JsonObject = { type: "object", properties: { addedByPart: { type: "string" } } };

/** Unions, and objects put together of parts. */
export const UNION_KINDS: readonly MutationKind[] = [
  kind(
    "schema",
    ["variant removed", ["breaking", "additive"]],
    ["variant of the same put back", ["additive", "breaking"]],
    removeVariant,
  ),
  kind(
    "schema",
    ["variant added", ["additive", "breaking"]],
    ["added variant removed", ["breaking", "additive"]],
    addVariant,
  ),
  kind(
    "schema",
    ["text became a union", ["additive", "breaking"]],
    ["union became text", ["breaking", "additive"]],
    makeUnion,
  ),
  kind("object", ["optional part added", "additive"], ["optional part removed", "breaking"], addPart(PART)),
  kind(
    "object",
    ["part with a required property added", ["breaking", "additive"]],
    ["part with a required property removed", "breaking"],
    addPart({ ...PART, required: ["addedByPart"] }),
  ),
];
