/**
 * The rows of a list in which each has its name, at a path such as `metadata.name`; `undefined` for anything else. A row whose name is not
 * where it should be may be the very thing that is looked for, so that such a list does not say that it is absent.
 */
export function readNamedList(data: unknown, name: string): readonly unknown[] | undefined {
  return Array.isArray(data) && data.every((row) => hasText(row, name)) ? data : undefined;
}

function hasText(row: unknown, path: string): boolean {
  let value = row;
  for (const field of path.split(".")) {
    value = typeof value === "object" && value !== null ? Reflect.get(value, field) : undefined;
  }
  return typeof value === "string" && value !== "";
}
