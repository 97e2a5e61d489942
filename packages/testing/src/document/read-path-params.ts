/**
 * The values of a template's parameters in a path that matches it, decoded; an encoding that is broken stays as it is.
 *
 * @param template - `/v1/packs/{uid}`
 * @param path - as it was sent, still encoded
 */
export function readPathParams(template: string, path: string): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  const sent = path.split("/");
  for (const [index, segment] of template.split("/").entries()) {
    const names = [...segment.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);
    if (names.length === 0) continue;
    const source = segment
      .split(/\{[^{}]+\}/)
      .map((text) => text.replace(/[.*+?^$()|[\]\\{}]/g, "\\$&"))
      .join("(.*)");
    const values = new RegExp(`^${source}$`, "s").exec(sent[index] ?? "");
    for (const [place, name] of names.entries()) found[name] = decode(values?.[place + 1] ?? "");
  }
  return found;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
