import { type JsonObject, toObject } from "../internal/json.ts";
import { flattenSchema } from "../sample/flatten-schema.ts";
import { toValue } from "./read-parameter-value.ts";

/**
 * The fields of a form as its schema means them.
 *
 * @param body - the form as text, url-encoded or multipart
 */
export function readForm(document: JsonObject, schema: JsonObject, body: unknown, contentType: string): JsonObject {
  const { schema: flat } = flattenSchema(document, schema, 0);
  const properties = toObject(flat["properties"]);
  const form: JsonObject = {};
  for (const [name, text] of listFields(String(body), contentType)) {
    if (name === "__proto__") continue;
    const { schema: property } = flattenSchema(document, properties[name] ?? {}, 0);
    if (property["type"] !== "array" || text.startsWith("[")) {
      form[name] = toValue(property, text);
      continue;
    }
    const { schema: item } = flattenSchema(document, property["items"], 0);
    const known = form[name];
    form[name] = [...(Array.isArray(known) ? known : []), toValue(item, text)];
  }
  return form;
}

function listFields(body: string, contentType: string): [name: string, text: string][] {
  if (!contentType.toLowerCase().startsWith("multipart/")) return [...new URLSearchParams(body)];
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const mark = `--${boundary?.[1] ?? boundary?.[2] ?? ""}`;
  return body.split(mark).flatMap((part): [string, string][] => {
    const end = part.indexOf("\r\n\r\n");
    const name = /\bname="([^"]*)"/i.exec(part.slice(0, Math.max(end, 0)))?.[1];
    return name === undefined ? [] : [[name, part.slice(end + 4).replace(/\r\n$/, "")]];
  });
}
