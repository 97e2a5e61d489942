import { isObject, type JsonObject } from "../json.ts";
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
  if (repeated !== undefined) throw new ImportError(`#/${repeated}`, "a key that stands twice in one object");
  return value;
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g;

/** Text of the bytes, without a byte order mark. @throws ImportError when they are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ImportError("#", "bytes that are no UTF-8");
  }
}

/** The first key that stands twice in one object of a valid JSON text, with the keys that lead to it. */
export function findRepeatedKey(text: string): string | undefined {
  // One entry per open object or list; a list has no keys.
  const open: { keys: Set<string> | undefined; at: string }[] = [];
  let word = "";
  for (const [token] of text.matchAll(TOKEN)) {
    const top = open.at(-1);
    if (token === "{") open.push({ keys: new Set(), at: "" });
    else if (token === "[") open.push({ keys: undefined, at: "" });
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":" && top?.keys) {
      const key: unknown = JSON.parse(word);
      top.at = String(key);
      if (top.keys.has(top.at)) return open.flatMap(({ keys, at }) => (keys ? [at] : [])).join("/");
      top.keys.add(top.at);
    } else word = token;
  }
  return undefined;
}
