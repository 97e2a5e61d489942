import { isObject, type JsonObject, toPointer } from "../json.ts";
import { ImportError } from "./import-error.ts";

const MAX_BYTES = 50 * 1024 * 1024;

/**
 * Reads a JSON document as a vendor sent it.
 *
 * @throws ImportError when it is too big, no JSON object (an HTML login page, say), or has the same key twice in one
 * object: JSON readers take the last, and a reviewer sees the first.
 */
export function readJsonDocument(bytes: Uint8Array): JsonObject {
  if (bytes.byteLength > MAX_BYTES) throw new ImportError("#", `more than ${MAX_BYTES} bytes`);
  const text = decodeUtf8(bytes);
  if (/^\s*</.test(text)) throw new ImportError("#", "HTML or XML where JSON is wanted");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ImportError("#", `no JSON (${cause instanceof Error ? cause.message.slice(0, 120) : String(cause)})`);
  }
  if (!isObject(value)) throw new ImportError("#", "no JSON object");
  const repeated = findRepeatedKey(text);
  if (repeated) throw new ImportError(toPointer(repeated), "a key that stands twice in one object");
  return value;
}

/** Text of the bytes, without a byte order mark. @throws ImportError when they are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ImportError("#", "bytes that are no UTF-8");
  }
}

/** The keys that lead to the first key that stands twice in one object of a valid JSON text. */
export function findRepeatedKey(text: string): string[] | undefined {
  // One entry per open object or list; a list has no keys.
  const open: { keys: Set<string> | undefined; at: string }[] = [];
  let word = "";
  for (const token of eachToken(text)) {
    const top = open.at(-1);
    if (token === "{") open.push({ keys: new Set(), at: "" });
    else if (token === "[") open.push({ keys: undefined, at: "" });
    else if (token === "}" || token === "]") open.pop();
    else if (token !== ":") word = token;
    else if (top?.keys) {
      top.at = String(JSON.parse(word));
      if (top.keys.has(top.at)) return open.flatMap(({ keys, at }) => (keys ? [at] : []));
      top.keys.add(top.at);
    }
  }
  return undefined;
}

/** Brackets, colons and strings (with their quotes); a regular expression over whole strings exhausts the stack. */
function* eachToken(text: string): Generator<string> {
  const start = /["{}[\]:]/g;
  for (let match = start.exec(text); match; match = start.exec(text)) {
    if (match[0] !== '"') yield match[0];
    else {
      start.lastIndex = endOfString(text, match.index);
      yield text.slice(match.index, start.lastIndex);
    }
  }
}

function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return text.length;
}
