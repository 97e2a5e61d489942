/**
 * The operation id of an operation whose vendor gave it none: made of nothing but method and path.
 *
 * `GET /a-b/v2/{id}/` is `getABV2ById`. No other operation is looked at, so the id stays when the vendor adds one.
 */
export function deriveOperationId(method: string, path: string): string {
  const words = path
    .replaceAll("{", "/by/")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return method.toLowerCase() + words.join("");
}

/**
 * The vendor's operation id as a name that is valid in any language: `list-packs` is `listPacks`, `2fa` is `_2fa`.
 *
 * Empty when nothing of it is left.
 */
export function sanitizeOperationId(id: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(id)) return id;
  const [first = "", ...rest] = id.split(/[^A-Za-z0-9_]+/).filter((word) => word !== "");
  const name = first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^[0-9]/.test(name) ? `_${name}` : name;
}
