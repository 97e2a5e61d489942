import { findRepeatedKey } from "../../import/read-json.ts";
import { isObject, type JsonObject, toPointer } from "../../json.ts";
import { RefreshError } from "../refusal.ts";

/** Largest document that is read. */
export const MAX_BYTES = 50 * 1024 * 1024;
/** Deepest nesting of objects and lists; the importer's own limit is the same. */
export const MAX_DEPTH = 200;

/**
 * The JSON document that the bytes hold.
 *
 * @throws RefreshError of kind `content` for what is no document (nothing, a login page, half of one, YAML, UTF-16) and
 * of kind `limit` for one that is too big or too deep; depth is measured before any parser sees the text.
 */
export function readDocumentBytes(bytes: Uint8Array): JsonObject {
  const text = readText(bytes);
  refuseDepth(text);
  const value = parse(text);
  if (!isObject(value)) throw content("json-object", "the root is no object");
  const repeated = findRepeatedKey(text);
  if (repeated) throw new RefreshError({ kind: "unsafe", rule: "no-repeated-key", pointer: toPointer(repeated) });
  return value;
}

/** Text of the bytes. @throws RefreshError when it is none, or more than the limit. */
export function readText(bytes: Uint8Array): string {
  if (bytes.byteLength === 0) throw content("not-empty", "no bytes");
  if (bytes.byteLength > MAX_BYTES) throw limit("max-bytes", `more than ${MAX_BYTES} bytes`);
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isUtf16 || bytes.subarray(0, 4).includes(0)) throw content("utf-8", "UTF-16 or UTF-32");
  if (first === 0xef && second === 0xbb) throw content("utf-8", "a byte order mark, which JSON must not have");
  const text = decode(bytes);
  if (text.trim() === "") throw content("not-empty", "blanks only");
  if (/^\s*</u.test(text)) throw content("no-html", "HTML or XML, a login page perhaps");
  return text;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw content("utf-8", "bytes that are no UTF-8");
  }
}

// The message of JSON.parse() quotes the document, so it is not passed on.
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw content("json", "no JSON, or only a part of it");
  }
}

function refuseDepth(text: string): void {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isInString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) isInString = false;
    } else if (code === 0x22) isInString = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > MAX_DEPTH) throw limit("max-depth", `more than ${MAX_DEPTH} levels`);
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
}

function content(rule: string, hint: string): RefreshError {
  return new RefreshError({ kind: "content", rule, pointer: "#", hint });
}

function limit(rule: string, hint: string): RefreshError {
  return new RefreshError({ kind: "limit", rule, pointer: "#", hint });
}
