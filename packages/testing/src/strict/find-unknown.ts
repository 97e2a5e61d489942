import type { MockRequest } from "../behaviour/exchange.ts";
import type { DocumentOperation } from "../document/list-operations.ts";
import { isJsonType, readContent, readParameters } from "../document/read-parameters.ts";
import { resolveReference } from "../document/resolve-reference.ts";
import { isObject, type JsonObject, toObject } from "../internal/json.ts";
import type { Violation } from "../mock/recorder.ts";
import { flattenSchema } from "../sample/flatten-schema.ts";

/**
 * What a request holds that the document does not know: query parameters and members of a JSON body.
 *
 * Vendors ignore such things, so a misspelt filter finds everything and a misspelt field changes nothing.
 */
export function findUnknown(document: JsonObject, target: DocumentOperation, request: MockRequest): Violation[] {
  const names = readParameters(document, target).filter(({ in: place }) => place === "query");
  const isKnown = (sent: string) =>
    sent.startsWith("__") || names.some(({ name }) => sent === name || sent.startsWith(`${name}[`));
  const unknown = (pointer: string, message: string): Violation => ({
    operation: target.template,
    side: "request",
    pointer,
    rule: "unknown",
    message,
  });
  const { content } = resolveReference(document, target.operation["requestBody"]);
  const media = readContent(document, content).find(({ contentType }) => isJsonType(contentType));
  return [
    ...Object.keys(request.query)
      .filter((sent) => !isKnown(sent))
      .map((sent) => unknown(`/query/${sent}`, "The document has no such query parameter")),
    ...(media?.schema === undefined
      ? []
      : [...listUnknownMembers(document, media.schema, request.body, "/body", 0)]
    ).map((pointer) => unknown(pointer, "The document has no such member")),
  ];
}

const MAX_DEPTH = 40;

function* listUnknownMembers(
  document: JsonObject,
  schema: unknown,
  value: unknown,
  pointer: string,
  depth: number,
): Generator<string> {
  const { schema: flat, isChosen } = flattenSchema(document, schema, 0);
  // Of several alternatives any may be meant.
  if (isChosen || depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* listUnknownMembers(document, flat["items"], item, `${pointer}/${index}`, depth + 1);
    }
  }
  if (!isObject(value)) return;
  const properties = toObject(flat["properties"]);
  const isOpen = flat["additionalProperties"] !== undefined || Object.keys(properties).length === 0;
  for (const [name, member] of Object.entries(value)) {
    const inner = `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (Object.hasOwn(properties, name)) {
      yield* listUnknownMembers(document, properties[name], member, inner, depth + 1);
    } else if (!isOpen) yield inner;
  }
}
