import { ResponseFormatError } from "../errors/client-error.ts";
import type { CallOptions } from "../options.ts";
import { type ReadBodyOptions, readBody } from "./read-body.ts";

/** What reading an answer needs to know of its call. */
export interface ReadAnswerOptions extends ReadBodyOptions {
  readonly parseAs: CallOptions["parseAs"];
}

/**
 * Reads the body of an answer; nothing is `undefined`.
 *
 * A success goes by its content type: JSON parsed, text as a string, anything else as a `Blob`. A failure is JSON where it parses, else text.
 *
 * @throws ResponseFormatError when the JSON of a success does not parse, or a web page came in its place.
 * @throws NetworkError when the body broke off.
 * @throws ResponseTooLargeError when there is more than `maxBodyBytes`.
 */
export async function readAnswer(response: Response, options: ReadAnswerOptions): Promise<unknown> {
  const { ok, body, headers, status } = response;
  const { parseAs, context } = options;
  if (!body) return undefined;
  if (ok && parseAs === "stream") return body;
  const chunks = await readBody(response, body, options);
  if (!ok) {
    const text = toText(chunks);
    return parseJson(text, () => text);
  }
  const type = headers.get("content-type") ?? "";
  const kind = parseAs ?? kindOf(type);
  if (chunks.length === 0 && (!parseAs || kind === "json")) return undefined;
  const refuse = (found: string) => {
    throw new ResponseFormatError(`server answered ${status} with ${found}`, status, context);
  };
  if (!parseAs && /^text\/html/i.test(type)) refuse("a web page");
  if (kind === "json") return parseJson(toText(chunks), () => refuse("a body that is not JSON"));
  if (kind === "text") return toText(chunks);
  const blob = new Blob(chunks, { type });
  return kind === "blob" ? blob : blob.arrayBuffer();
}

function toText(chunks: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  let text = "";
  for (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

function parseJson(text: string, otherwise: () => unknown): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own error quotes the body, which may hold secrets; it is kept nowhere.
    return otherwise();
  }
}

function kindOf(type: string): "json" | "text" | "blob" {
  if (type === "" || /[/+]json\b/i.test(type)) return "json";
  return /^text\/|[/+](yaml|xml)\b|\bx-yaml\b/i.test(type) ? "text" : "blob";
}
