import { isObject, type Json, type JsonObject } from "../../json.ts";
import type { Rule } from "../rule.ts";
import { eachNode, shapeOf } from "../shapes.ts";

/** Keys of a schema that say something; beside a `$ref`, OpenAPI 3.0 would ignore them. */
const SIBLINGS_WITH_MEANING = ["nullable", "readOnly", "writeOnly", "deprecated", "default"];

function forEachSchema(document: JsonObject, change: (schema: JsonObject) => boolean): string[] {
  const changed: string[] = [];
  for (const { kind, node, pointer } of eachNode(document)) {
    if (kind === "schema" && change(node)) changed.push(pointer());
  }
  return changed;
}

/** `x-nullable` and `x-isnullable` of Swagger 2 tools are the `nullable` of OpenAPI 3.0. */
export const readNullable: Rule = {
  name: "read-nullable",
  apply: (document) =>
    forEachSchema(document, (schema) => {
      const isNullable = schema["x-nullable"] === true || schema["x-isnullable"] === true;
      if (!isNullable) return false;
      delete schema["x-nullable"];
      delete schema["x-isnullable"];
      schema["nullable"] = true;
      return true;
    }),
};

/** A list of types does not exist in OpenAPI 3.0: `null` becomes `nullable`, several others become alternatives. */
export const splitTypeLists: Rule = {
  name: "split-type-lists",
  apply: (document) =>
    forEachSchema(document, (schema) => {
      const { type } = schema;
      if (!Array.isArray(type)) return false;
      const types = type.filter((one) => one !== "null");
      if (types.length < type.length) schema["nullable"] = true;
      const [only] = types;
      delete schema["type"];
      if (only !== undefined && types.length === 1) schema["type"] = only;
      else schema["anyOf"] = types.map((one) => ({ type: one }));
      return true;
    }),
};

/** `required: []` is invalid in OpenAPI 3.0, which demands one name at least. */
export const dropEmptyRequired: Rule = {
  name: "drop-empty-required",
  apply: (document) =>
    forEachSchema(document, (schema) => {
      const isEmpty = Array.isArray(schema["required"]) && schema["required"].length === 0;
      if (isEmpty) delete schema["required"];
      return isEmpty;
    }),
};

/** Nothing beside a `$ref` counts in OpenAPI 3.0: what has a meaning is kept by a composition, the rest goes. */
export const liftReferenceSiblings: Rule = {
  name: "lift-reference-siblings",
  apply: (document) =>
    forEachSchema(document, (schema) => {
      const { $ref } = schema;
      if (typeof $ref !== "string" || Object.keys(schema).length === 1) return false;
      const kept = SIBLINGS_WITH_MEANING.filter((key) => schema[key] !== undefined);
      for (const key of Object.keys(schema)) if (!kept.includes(key)) delete schema[key];
      if (kept.length > 0) schema["allOf"] = [{ $ref }];
      else schema["$ref"] = $ref;
      return true;
    }),
};

/** Servers written in PHP say `[]` for an empty object. */
export const emptyListsToObjects: Rule = {
  name: "empty-lists-to-objects",
  apply(document) {
    const changed: string[] = [];
    for (const { kind, node, pointer } of eachNode(document)) {
      for (const [key, child] of Object.entries(node)) {
        const holds = shapeOf(kind, key)?.holds;
        const wantsObject = holds === "node" || holds === "map" || holds === "named";
        if (!wantsObject || !isEmptyList(child)) continue;
        node[key] = {};
        changed.push(`${pointer()}/${key}`);
      }
    }
    return changed;
  },
};

function isEmptyList(value: Json): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** An empty composition or enum allows nothing at all, which no vendor means. */
export const dropEmptyCompositions: Rule = {
  name: "drop-empty-compositions",
  apply: (document) =>
    forEachSchema(document, (schema) => {
      const empty = ["allOf", "oneOf", "anyOf", "enum"].filter((key) => isEmptyList(schema[key] ?? null));
      for (const key of empty) delete schema[key];
      return empty.length > 0;
    }),
};

/** A name or value that stands twice in `required` or `enum` says nothing the second time, and both are invalid. */
export const dropRepeatedValues: Rule = {
  name: "drop-repeated-values",
  apply: (document) =>
    forEachSchema(document, (schema) => {
      let isChanged = false;
      for (const key of ["required", "enum"]) {
        const values = schema[key];
        if (!Array.isArray(values)) continue;
        const texts = values.map((value) => JSON.stringify(value));
        const kept = values.filter((_, index) => texts.indexOf(texts[index] ?? "") === index);
        isChanged ||= kept.length < values.length;
        schema[key] = kept;
      }
      return isChanged;
    }),
};

/** A schema that has properties describes an object, also where it does not say so. */
export const typeObjects: Rule = {
  name: "type-objects",
  apply: (document) =>
    forEachSchema(document, (schema) => {
      const hasMembers = isObject(schema["properties"]) || isObject(schema["additionalProperties"]);
      const isComposed = ["allOf", "oneOf", "anyOf", "$ref"].some((key) => key in schema);
      if (!hasMembers || isComposed || schema["type"] !== undefined) return false;
      schema["type"] = "object";
      return true;
    }),
};
