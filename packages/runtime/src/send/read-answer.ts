import type { CallOptions, ProgressListener } from "../options.ts";
import { loadRecovery } from "./load-recovery.ts";
import { type Bytes, type ReadBodyOptions, readBody } from "./read-body.ts";
import type { SuccessKind } from "./success-kind.ts";

/** What reading an answer needs to know of its call. */
export interface ReadAnswerOptions extends ReadBodyOptions {
  readonly parseAs: CallOptions["parseAs"];
  readonly onDownloadProgress?: ProgressListener | undefined;
  /** Called when a body that was handed out has ended, in whatever way. */
  readonly onStreamEnd?: (() => void) | undefined;
  /** What the vendor's document says of the operation's successes; asked when one is no JSON. */
  readonly findSuccessKind?: () => Promise<SuccessKind>;
}

/**
 * Reads the body of an answer; nothing is `undefined`.
 *
 * A success goes by its content type: JSON parsed, text as a string, anything else as a `Blob`. Where the operation answers JSON only, it
 * is JSON whatever its type says. A failure is JSON where it parses, else text.
 *
 * @throws ResponseFormatError when a success is empty, does not parse or is a web page, and should be something else.
 * @throws NetworkError when the body broke off.
 * @throws ResponseTooLargeError when there is more than `maxBodyBytes`.
 */
export async function readAnswer(response: Response, options: ReadAnswerOptions): Promise<unknown> {
  const { ok } = response;
  let { body } = response;
  if (ok && body && (options.parseAs === "stream" || options.onDownloadProgress)) {
    // Loaded when it is needed, as paging is.
    body = (await import("./stream-answer.ts")).streamAnswer(response, body, options);
    if (options.parseAs === "stream") return body;
  }
  if (ok) return readSuccess(response, body ? await readBody(response, body, options) : [], options);
  const text = body ? await readFailure(response, body, options) : "";
  return text && parseJson(text, () => text);
}

/** The text of a failure; of one that breaks off nothing, because its status says what has to be known. */
async function readFailure(response: Response, body: ReadableStream, options: ReadAnswerOptions): Promise<string> {
  try {
    return toText(await readBody(response, body, options));
  } catch {
    options.signal?.throwIfAborted();
    return "";
  }
}

async function readSuccess(
  { body, headers, status }: Response,
  chunks: readonly Bytes[],
  { parseAs, findSuccessKind, context }: ReadAnswerOptions,
): Promise<unknown> {
  const refuse = async (found: string): Promise<never> => {
    const { ResponseFormatError } = await loadRecovery();
    throw new ResponseFormatError(`server answered ${status} with ${found}`, status, context);
  };
  const type = headers.get("content-type") ?? "";
  let kind = parseAs ?? kindOf(type);
  if (chunks.length === 0 && (!body || !parseAs || kind === "json")) {
    return (await findSuccessKind?.()) === "json" ? refuse("no body") : undefined;
  }
  if (!parseAs && /^text\/html/i.test(type)) await refuse("a web page");
  if (!parseAs && kind !== "json" && ((await findSuccessKind?.()) ?? "any") !== "any") kind = "json";
  if (kind === "json") return parseJson(toText(chunks), () => refuse("a body that is not JSON"));
  if (kind === "text") return toText(chunks);
  const blob = new Blob([...chunks], { type });
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
  return /^text\/|[/+]((x-)?yaml|xml)\b/i.test(type) ? "text" : "blob";
}
