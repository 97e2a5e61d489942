/** Headers as callers write them; `null` removes one that stands below. */
export type HeaderLayer = HeadersInit | Readonly<Record<string, unknown>> | undefined;

/**
 * Lays headers over a copy of others, the last wins: `null` removes, `undefined` leaves alone.
 *
 * @throws TypeError when HTTP cannot carry one. The message repeats its name, never its value: the platform's own does.
 */
export function mergeHeaders(base: Headers | undefined, ...layers: readonly HeaderLayer[]): Headers {
  const merged = new Headers(base);
  for (const layer of layers) {
    if (!layer) continue;
    const isList = layer instanceof Headers || Array.isArray(layer);
    for (const [name, value] of isList ? (layer as Iterable<[string, unknown]>) : Object.entries(layer)) {
      try {
        if (value === null) merged.delete(name);
        else if (value !== undefined) merged.set(name, String(value));
      } catch {
        throw new TypeError(`Cannot send header ${JSON.stringify(name)}: found characters that HTTP cannot carry`);
      }
    }
  }
  return merged;
}
