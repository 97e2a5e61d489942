import { isObject, type JsonObject } from "../../scripts/lib/json.ts";
import { getObject, OverrideError } from "../../scripts/lib/override.ts";

/** The media type object of an operation's JSON answer 200. @throws OverrideError when there is none. */
export function getOkAnswer(operation: JsonObject): JsonObject {
  return getObject(operation, "#/responses/200/content/application~1json");
}

/**
 * The schema of `data` in an operation's answer 200; `undefined` when the vendor says nothing about the answer.
 *
 * @throws OverrideError when the answer is described as anything but an object with `data` alone.
 */
export function readDataSchema(operation: JsonObject): JsonObject | undefined {
  const { schema } = getOkAnswer(operation);
  if (!isObject(schema)) throw new OverrideError("the answer 200 has no schema");
  if (Object.keys(schema).length === 0) return undefined;
  const { type, properties, ...others } = schema;
  if (type !== "object" || !isObject(properties) || Object.keys(others).length > 0) {
    throw new OverrideError("the answer 200 is no longer an object with data alone");
  }
  const { data, ...siblings } = properties;
  if (!isObject(data) || Object.keys(siblings).length > 0) {
    throw new OverrideError("the answer 200 is no longer an object with data alone");
  }
  return data;
}
