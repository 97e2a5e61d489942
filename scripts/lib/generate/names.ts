const RESERVED = new Set([
  ...[
    "Blob",
    "FormData",
    "URLSearchParams",
    "ArrayBuffer",
    "ArrayBufferView",
    "ReadableStream",
    "Uint8Array",
    "Record",
    "Promise",
  ],
  ...[
    "AsyncGenerator",
    "CallOptions",
    "Failed",
    "Result",
    "Error",
    "String",
    "Number",
    "Boolean",
    "Object",
    "Array",
    "Symbol",
  ],
]);

/** `PascalCase` identifier for a name of the vendor; characters that no identifier holds end a word. */
export function toTypeName(name: string): string {
  const pascal = name
    .split(/[^A-Za-z0-9_$]+/)
    .filter(Boolean)
    .map((word) => word[0]?.toUpperCase() + word.slice(1))
    .join("");
  if (!/^[A-Za-z_$]/.test(pascal)) return `T${pascal}`;
  return RESERVED.has(pascal) ? `${pascal}Schema` : pascal;
}

/**
 * A type name for each name of the vendor, unique and independent of the order of the document.
 *
 * Where two names differ only in what PascalCase loses, the one that is PascalCase already keeps it and the others end in `_`.
 */
export function assignTypeNames(names: readonly string[]): ReadonlyMap<string, string> {
  const assigned = new Map<string, string>();
  const taken = new Set<string>();
  const exactFirst = [...names].sort(
    (a, b) => Number(toTypeName(b) === b) - Number(toTypeName(a) === a) || (a < b ? -1 : 1),
  );
  for (const name of exactFirst) {
    let type = toTypeName(name);
    while (taken.has(type)) type += "_";
    taken.add(type);
    assigned.set(name, type);
  }
  return assigned;
}
