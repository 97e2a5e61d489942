const TOKEN = "[!#$%&'*+.^_`|~\\w-]+";
const EXTENDED = /^(?:UTF-8|ISO-8859-1)'[\w-]*'((?:[!#$&+.^_`|~\w-]|%[\da-f]{2})+)$/i;
const PARAMETER = new RegExp(`;\\s*(${TOKEN})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;"]+))\\s*`, "y");
const LONGEST_NAME = 200;

/**
 * The name that an answer suggests for the file that it holds, safe to be joined to a folder of the caller's choice.
 *
 * Never a path, hidden, empty or longer than 200 characters, and without characters that a file system or a terminal takes for something
 * else; `undefined` when the answer suggests none that is left after that.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6266#section-4.3
 */
export function readFileName({ headers }: { readonly headers: Headers }): string | undefined {
  const value = headers.get("content-disposition") ?? "";
  const names = new Map<string, string>();
  PARAMETER.lastIndex = value.search(/;|$/);
  for (let found = PARAMETER.exec(value); found; found = PARAMETER.exec(value)) {
    const [, name = "", quoted, plain = ""] = found;
    names.set(name.toLowerCase(), quoted === undefined ? plain : quoted.replace(/\\(.)/g, "$1"));
  }
  return toSafeName(decodeExtended(names.get("filename*"))) ?? toSafeName(names.get("filename"));
}

function decodeExtended(value: string | undefined): string | undefined {
  const encoded = EXTENDED.exec(value ?? "")?.[1];
  if (encoded === undefined) return undefined;
  try {
    // The name of the older charset is accepted for names that are ASCII, as both then say the same.
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

// Windows takes these for devices, whatever follows the first dot.
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

function toSafeName(name: string | undefined): string | undefined {
  const last = name?.split(/[/\\]/).at(-1) ?? "";
  const safe = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}:*?"<>|]/gu, "_")
    .replace(/^[.\s]+|[.\s]+$/gu, "")
    .slice(0, LONGEST_NAME);
  return safe === "" || DEVICE.test(safe) ? undefined : safe;
}
