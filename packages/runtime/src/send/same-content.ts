/**
 * Whether something that a vendor shows is what was sent, as far as the vendor shows it again.
 *
 * What was sent and is not shown, such as a password, decides nothing. Numbers and booleans may come back as text, `true` as 1.
 */
export function isSameContent(sent: unknown, found: unknown): boolean {
  if (found === null || found === undefined || sent === undefined) return true;
  if (Array.isArray(sent)) {
    return (
      Array.isArray(found) && sent.length === found.length && sent.every((one, at) => isSameContent(one, found[at]))
    );
  }
  if (typeof sent === "object" && sent !== null) {
    if (typeof found !== "object" || Array.isArray(found)) return false;
    return Object.entries(sent).every(
      ([key, value]) => !Object.hasOwn(found, key) || isSameContent(value, Reflect.get(found, key)),
    );
  }
  return typeof found !== "object" && toText(sent) === toText(found);
}

function toText(value: unknown): string {
  return typeof value === "boolean" ? String(Number(value)) : String(value);
}
