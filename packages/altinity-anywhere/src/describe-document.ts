/** Kind and name of a caller's own document, such as `query Names`; `document` when it has no name. */
export function describeDocument(document: unknown): string {
  if (typeof document === "object" && document !== null && "definitions" in document) {
    return describeParsed(document.definitions);
  }
  const [, kind, name] = /^[\s,]*(query|mutation)\s+([A-Za-z_]\w*)/.exec(String(document)) ?? [];
  return kind && name ? `${kind} ${name}` : "document";
}

function describeParsed(definitions: unknown): string {
  const operation: unknown = Array.isArray(definitions) ? definitions.find((node) => "operation" in node) : undefined;
  const { operation: kind, name } = (operation ?? {}) as { operation?: string; name?: { value?: string } };
  return kind && name?.value ? `${kind} ${name.value}` : "document";
}
