import { type ErrorContext, NetworkError, ResponseFormatError } from "../errors/client-error.ts";
import type { CallOptions } from "../options.ts";

/**
 * Reads the body of an answer; nothing is `undefined`.
 *
 * A success goes by its content type: JSON parsed, text as a string, anything else as a `Blob`. A failure is JSON where it parses, else text.
 *
 * @throws ResponseFormatError when the JSON of a success does not parse, or a web page came in its place.
 * @throws NetworkError when the body broke off.
 */
export async function readAnswer(
  response: Response,
  parseAs: CallOptions["parseAs"],
  context: ErrorContext,
): Promise<unknown> {
  const { ok, body, headers, status } = response;
  if (!body) return undefined;
  if (!ok) {
    const text = await readBody(response, "text", context);
    return parseJson(text, () => text);
  }
  if (parseAs === "stream") return body;
  const type = headers.get("content-type") ?? "";
  const kind = parseAs ?? kindOf(type);
  const content = await readBody(response, kind === "json" ? "text" : kind, context);
  if (isEmpty(content) && (!parseAs || kind === "json")) return undefined;
  const refuse = (found: string) => {
    throw new ResponseFormatError(`server answered ${status} with ${found}`, status, context);
  };
  if (!parseAs && /^text\/html/i.test(type)) refuse("a web page");
  return kind === "json" ? parseJson(content, () => refuse("a body that is not JSON")) : content;
}

async function readBody(response: Response, kind: "text" | "blob" | "arrayBuffer", context: ErrorContext) {
  try {
    return await response[kind]();
  } catch (cause) {
    throw new NetworkError("the body of the answer broke off", { ...context, cause });
  }
}

function isEmpty(content: string | Blob | ArrayBuffer): boolean {
  return content === "" || (content instanceof Blob && content.size === 0);
}

function parseJson(text: unknown, otherwise: () => unknown): unknown {
  try {
    return JSON.parse(text as string);
  } catch {
    // The parser's own error quotes the body, which may hold secrets; it is kept nowhere.
    return otherwise();
  }
}

function kindOf(type: string): "json" | "text" | "blob" {
  if (type === "" || /[/+]json\b/i.test(type)) return "json";
  return /^text\/|[/+](yaml|xml)\b|\bx-yaml\b/i.test(type) ? "text" : "blob";
}
