import type { JsonObject } from "../json.ts";
import { placeholder } from "./placeholders.ts";
import { mapMedia, mapOperations } from "./schema-walk.ts";

/** Types bodies that are not JSON by what the client takes and gives for them: text, `Blob`, `FormData`, `URLSearchParams`. */
export function typeMedia(document: JsonObject): JsonObject {
  return mapOperations(document, (operation) =>
    mapMedia(operation, (media, type, direction) => {
      if (isJson(type)) return media["schema"] === undefined ? { ...media, schema: {} } : media;
      return {
        schema:
          direction === "request" ? requestSchema(type) : isText(type) ? { type: "string" } : placeholder("Blob__"),
      };
    }),
  );
}

/** Whether a media type holds JSON; `*` + `/*` counts as JSON, as clients read it so. */
export function isJson(type: string): boolean {
  return /[/+]json\b/i.test(type) || type === "*/*";
}

function isText(type: string): boolean {
  return /^text\/|[/+](yaml|xml)\b|\bx-yaml\b/i.test(type);
}

function requestSchema(type: string): JsonObject {
  if (type.startsWith("multipart/")) return placeholder("FormData__");
  return placeholder(type === "application/x-www-form-urlencoded" ? "Form__" : "Binary__");
}
