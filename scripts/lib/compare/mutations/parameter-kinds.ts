import { isObject, type Json, type JsonObject } from "../../json.ts";
import { type Alter, kind, type MutationKind } from "./mutation.ts";
import { pick } from "./random.ts";

type OfSchema = (schema: JsonObject) => boolean;

/** For parameters whose schema stands with them; shared schemas are altered as schemas. */
function ofSchema(alter: OfSchema): Alter {
  return ({ schema }) => isObject(schema) && !("$ref" in schema) && alter(schema);
}

const removeParameter: Alter = (operation, { random }) => {
  const list = operation["parameters"];
  const optional = (Array.isArray(list) ? list : []).filter(
    (one) => isObject(one) && one["in"] !== "path" && !("$ref" in one) && one["required"] !== true,
  );
  const gone = pick(optional, random);
  if (!Array.isArray(list) || gone === undefined) return false;
  operation["parameters"] = list.filter((one) => one !== gone);
  return true;
};

const addRequired: Alter = (operation) => {
  const list = Array.isArray(operation["parameters"]) ? operation["parameters"] : [];
  const parameter: Json = { in: "query", name: "addedParameter", required: true, schema: { type: "string" } };
  operation["parameters"] = [...list, parameter];
  return true;
};

const requireParameter: Alter = (parameter) => {
  if (parameter["required"] === true) return false;
  parameter["required"] = true;
  return true;
};

const moveParameter: Alter = (parameter) => {
  if (parameter["in"] !== "query" || parameter["style"] !== undefined) return false;
  parameter["in"] = "header";
  return true;
};

const restyle: Alter = (parameter) => {
  const { schema } = parameter;
  if (parameter["in"] !== "query" || !isObject(schema) || schema["type"] !== "array") return false;
  const isExploded = parameter["explode"] !== false;
  Object.assign(parameter, { style: "form", explode: !isExploded });
  return true;
};

const deprecate: Alter = (parameter) => {
  if (parameter["deprecated"] === true) return false;
  parameter["deprecated"] = true;
  return true;
};

const retype = ofSchema((schema) => {
  if (schema["type"] !== "string" || "enum" in schema || "format" in schema || "default" in schema) return false;
  schema["type"] = "boolean";
  return true;
});

const widen = ofSchema((schema) => {
  if (schema["type"] !== "integer" || "format" in schema) return false;
  schema["type"] = "number";
  return true;
});

const list = ofSchema((schema) => {
  if (schema["type"] !== "string" || "enum" in schema || "default" in schema) return false;
  schema["enum"] = ["first", "second"];
  return true;
});

const shorten = ofSchema(
  ({ enum: values }) => Array.isArray(values) && values.length > 1 && values.pop() !== undefined,
);

const addDefault = ofSchema((schema) => {
  if ("default" in schema || (schema["type"] !== "string" && schema["type"] !== "integer")) return false;
  const [value] = Array.isArray(schema["enum"]) ? schema["enum"] : [];
  schema["default"] = value ?? (schema["type"] === "string" ? "first" : 7);
  return true;
});

const changeDefault = ofSchema((schema) => {
  if (typeof schema["default"] === "boolean") schema["default"] = !schema["default"];
  else if (typeof schema["default"] === "number") schema["default"] += 1;
  else return false;
  return true;
});

function limit(key: string, type: string, value: Json): Alter {
  return ofSchema((schema) => {
    if (schema["type"] !== type || key in schema || "enum" in schema) return false;
    schema[key] = value;
    return true;
  });
}

/** Parameters. */
export const PARAMETER_KINDS: readonly MutationKind[] = [
  kind("operation", ["parameter removed", "breaking"], ["optional parameter added", "additive"], removeParameter),
  kind("operation", ["required parameter added", "breaking"], ["required parameter removed", "breaking"], addRequired),
  kind(
    "parameter",
    ["parameter became required", "breaking"],
    ["parameter became optional", "additive"],
    requireParameter,
  ),
  kind(
    "parameter",
    ["parameter moved to a header", "breaking"],
    ["parameter moved to the query", "breaking"],
    moveParameter,
  ),
  kind("parameter", ["parameter written otherwise", "breaking"], ["parameter written as before", "breaking"], restyle),
  kind("parameter", ["parameter deprecated", "additive"], ["parameter undeprecated", "documentation"], deprecate),
  kind("parameter", ["parameter type changed", "breaking"], ["parameter type changed back", "breaking"], retype),
  kind("parameter", ["parameter type widened", "additive"], ["parameter type narrowed", "breaking"], widen),
  kind("parameter", ["parameter enum added", "breaking"], ["parameter enum removed", "additive"], list),
  kind("parameter", ["parameter enum value removed", "breaking"], ["parameter enum value added", "additive"], shorten),
  kind("parameter", ["parameter default added", "breaking"], ["parameter default removed", "breaking"], addDefault),
  kind(
    "parameter",
    ["parameter default changed", "breaking"],
    ["parameter default changed back", "breaking"],
    changeDefault,
  ),
  kind(
    "parameter",
    ["parameter maximum set", "breaking"],
    ["parameter maximum unset", "additive"],
    limit("maximum", "integer", 100),
  ),
  kind(
    "parameter",
    ["parameter minimum set", "breaking"],
    ["parameter minimum unset", "additive"],
    limit("minimum", "integer", 1),
  ),
  kind(
    "parameter",
    ["parameter length limited", "breaking"],
    ["parameter length unlimited", "additive"],
    limit("maxLength", "string", 20),
  ),
  kind(
    "parameter",
    ["parameter pattern added", "breaking"],
    ["parameter pattern removed", "additive"],
    limit("pattern", "string", "^[a-z]+$"),
  ),
  kind(
    "parameter",
    ["parameter list limited", "breaking"],
    ["parameter list unlimited", "additive"],
    limit("maxItems", "array", 5),
  ),
];
