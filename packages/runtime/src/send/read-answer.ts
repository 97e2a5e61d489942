import { type ErrorContext, NetworkError, ResponseFormatError } from "../errors/client-error.ts";
import type { CallOptions } from "../options.ts";

/**
 * Reads the body of a success by its content type: JSON parsed, text as a string, anything else as a `Blob`, nothing as `undefined`.
 *
 * @throws ResponseFormatError when JSON does not parse, or a web page came in its place.
 * @throws NetworkError when the body broke off.
 */
export async function readAnswer(
  response: Response,
  parseAs: CallOptions["parseAs"],
  context: ErrorContext,
): Promise<unknown> {
  const type = response.headers.get("content-type") ?? "";
  if (parseAs === "stream") return response.body;
  if (!parseAs && /^text\/html/i.test(type)) {
    throw new ResponseFormatError(`server answered ${response.status} with a web page`, response.status, context);
  }
  const kind = parseAs ?? kindOf(type);
  try {
    if (kind !== "json") {
      const content = await response[kind]();
      return !parseAs && content instanceof Blob && content.size === 0 ? undefined : content;
    }
    return parseJson(await response.text(), response.status, context);
  } catch (cause) {
    if (cause instanceof ResponseFormatError || (cause instanceof Error && cause.name === "AbortError")) throw cause;
    throw new NetworkError("the body of the answer broke off", { ...context, cause });
  }
}

function parseJson(text: string, status: number, context: ErrorContext): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own error quotes the body, which may hold secrets; it is not kept as the cause.
    throw new ResponseFormatError(`server answered ${status} with a body that is not JSON`, status, context);
  }
}

function kindOf(type: string): "json" | "text" | "blob" {
  if (type === "" || /[/+]json\b/i.test(type)) return "json";
  return /^text\/|[/+](yaml|xml)\b|\bx-yaml\b/i.test(type) ? "text" : "blob";
}
