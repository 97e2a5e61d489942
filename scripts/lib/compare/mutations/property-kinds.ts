import { isObject, type Json, type JsonObject } from "../../json.ts";
import { type Alter, kind, type MutationKind } from "./mutation.ts";
import { pick, type Random } from "./random.ts";

const propertiesOf = ({ properties }: JsonObject): JsonObject => (isObject(properties) ? properties : {});
const requiredOf = ({ required }: JsonObject): Json[] => (Array.isArray(required) ? required : []);

/** A property that requests and answers both have, required or not. */
function choose(schema: JsonObject, random: Random, isRequired: boolean): string | undefined {
  const names = Object.entries(propertiesOf(schema)).flatMap(([name, property]) => {
    const isHidden = isObject(property) && (property["readOnly"] === true || property["writeOnly"] === true);
    return isHidden || requiredOf(schema).includes(name) !== isRequired ? [] : [name];
  });
  return pick(names, random);
}

function setRequired(schema: JsonObject, names: readonly Json[]): void {
  if (names.length > 0) schema["required"] = [...names];
  else delete schema["required"];
}

function removeProperty(isRequired: boolean): Alter {
  return (schema, { random }) => {
    const name = choose(schema, random, isRequired);
    if (name === undefined || Object.keys(propertiesOf(schema)).length < 2) return false;
    delete propertiesOf(schema)[name];
    if (isRequired)
      setRequired(
        schema,
        requiredOf(schema).filter((one) => one !== name),
      );
    return true;
  };
}

const requireProperty: Alter = (schema, { random }) => {
  const name = choose(schema, random, false);
  if (name === undefined) return false;
  setRequired(schema, [...requiredOf(schema), name]);
  return true;
};

const renameProperty: Alter = (schema, { random }) => {
  const name = choose(schema, random, false);
  const properties = propertiesOf(schema);
  if (name === undefined || `${name}Renamed` in properties) return false;
  properties[`${name}Renamed`] = properties[name] ?? {};
  delete properties[name];
  return true;
};

/** Marks an optional property that stands here itself; a flag beside a reference says nothing. */
function mark(flag: "readOnly" | "writeOnly" | "deprecated"): Alter {
  return (schema, { random }) => {
    const plain = Object.entries(propertiesOf(schema)).filter(
      ([name, one]) =>
        isObject(one) &&
        !["$ref", "readOnly", "writeOnly", "deprecated"].some((key) => key in one) &&
        !requiredOf(schema).includes(name),
    );
    const [, property] = pick(plain, random) ?? [];
    if (!isObject(property)) return false;
    property[flag] = true;
    return true;
  };
}

const closeObject: Alter = (schema) => {
  if ("additionalProperties" in schema) return false;
  schema["additionalProperties"] = false;
  return true;
};

const openObject: Alter = (schema) => {
  if ("additionalProperties" in schema) return false;
  schema["additionalProperties"] = { type: "string" };
  return true;
};

/** Properties of objects. */
export const PROPERTY_KINDS: readonly MutationKind[] = [
  kind(
    "object",
    ["optional property removed", "breaking"],
    ["optional property added", "additive"],
    removeProperty(false),
  ),
  kind(
    "object",
    ["required property removed", "breaking"],
    ["required property added", ["breaking", "additive"]],
    removeProperty(true),
  ),
  kind(
    "object",
    ["property became required", ["breaking", "additive"]],
    ["property became optional", ["additive", "breaking"]],
    requireProperty,
  ),
  kind("object", ["property renamed", "breaking"], ["property renamed back", "breaking"], renameProperty),
  kind(
    "object",
    ["property became read-only", ["breaking", "documentation"]],
    ["property became not read-only", ["additive", "documentation"]],
    mark("readOnly"),
  ),
  kind(
    "object",
    ["property became write-only", ["documentation", "breaking"]],
    ["property became not write-only", ["documentation", "risky"]],
    mark("writeOnly"),
  ),
  kind("object", ["property deprecated", "additive"], ["property undeprecated", "documentation"], mark("deprecated")),
  kind(
    "object",
    ["object closed", ["risky", "documentation"]],
    ["object not closed any more", ["additive", "documentation"]],
    closeObject,
  ),
  kind(
    "object",
    ["any other property of a type added", "additive"],
    ["any other property of a type removed", "breaking"],
    openObject,
  ),
];
